// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.cert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SerialTest {
  @Test
  void ourSerialsAreSixteenOctetsThatBeginWith01() {
    Random random = new Random(7);
    for (int i = 0; i < 1000; i++) {
      byte[] octets = new byte[16];
      random.nextBytes(octets);
      Serial serial = Serial.fromRandom(octets);
      assertThat(serial.value().signum()).isPositive();
      assertThat(serial.value().toByteArray()).hasSize(16);
      assertThat(serial.hex()).matches("[4-7][0-9a-f]{31}");
    }
  }

  @Test
  void allOtherBitsAreTheRandomOnes() {
    byte[] ones = new byte[16];
    Arrays.fill(ones, (byte) -1);
    assertThat(Serial.fromRandom(ones).hex()).isEqualTo("7f" + "ff".repeat(15));
    assertThat(Serial.fromRandom(new byte[16]).hex()).isEqualTo("40" + "00".repeat(15));
  }

  @Test
  void fewerRandomOctetsAreAFault() {
    assertThatThrownBy(() -> Serial.fromRandom(new byte[15]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "03e9, 03e9, 03:e9, 1001",
    "00ff, ff, ff, 255",
    "01, 01, 01, 1",
    "00, 00, 00, 0",
    "ff, ff, ff, -1",
    "6707447683a9b7f4055627ffd55cebcc, 6707447683a9b7f4055627ffd55cebcc,"
        + "67:07:44:76:83:a9:b7:f4:05:56:27:ff:d5:5c:eb:cc,"
        + "136948218237380017143840039396066520012"
  })
  void aSerialIsPrintedForEachApi(String content, String hex, String colons, String decimal) {
    Serial serial = Serial.ofContent(HexFormat.of().parseHex(content));
    assertThat(serial.hex()).isEqualTo(hex);
    assertThat(serial.colons()).isEqualTo(colons);
    assertThat(serial.decimal()).isEqualTo(decimal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3e9", "03e9", "03E9", "0x3e9", "03:E9", "03 e9", "000003e9"})
  void aSerialIsReadAsPeopleWriteIt(String text) {
    assertThat(Serial.ofHex(text)).map(Serial::decimal).contains("1001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "xyz", "-1", "12345678901234567890123456789012345678901", "1.2"})
  void whatIsNoSerialIsNotRead(String text) {
    assertThat(Serial.ofHex(text)).isEmpty();
  }
}
