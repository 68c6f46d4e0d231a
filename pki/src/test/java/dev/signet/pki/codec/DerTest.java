// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.codec;

import static dev.signet.pki.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.PkiException.Reason;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerTest {
  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "'', nothing",
    "30, no length",
    "3080020101 0000, indefinite length",
    "308103020101, long form of a short length",
    "30820003020101, leading zero in the length",
    "3003020102ff, octets left over",
    "3004020101, octets missing",
    "3085ffffffffff, a length of five octets",
    "3084ffffffff, a length of four gigabytes",
    "30847fffffff, a length of two gigabytes",
    "1f8101 00, a tag of two octets",
    "010101, TRUE other than FF",
    "01020000, a long BOOLEAN",
    "02020001, a zero too many before an INTEGER",
    "0202ff80, an FF too many before an INTEGER",
    "0200, an empty INTEGER",
    "0300, an empty BIT STRING",
    "030108, eight unused bits",
    "030101, unused bits of nothing",
    "030201ff, unused bits that are set",
    "0600, an empty OBJECT IDENTIFIER",
    "060180, an OBJECT IDENTIFIER that goes on",
    "050100, a NULL with content",
    "2403040101, a constructed OCTET STRING",
    "10020500, a primitive SEQUENCE",
    "30020201, an INTEGER cut off inside"
  })
  void whatIsNotDistinguishedIsRefused(String hex, String what) {
    assertRefused(Reason.MALFORMED_DER, () -> Der.parse(hex(hex.replace(" ", "")))).as(what);
  }

  @Test
  void nestingIsLimitedLongBeforeTheStackIs() {
    byte[] nested = DerWriter.sequence();
    for (int i = 0; i < 5000; i++) {
      nested = DerWriter.sequence(nested);
    }
    byte[] deep = nested;
    assertRefused(Reason.MALFORMED_DER, () -> Der.parse(deep)).contains("levels");
  }

  @ParameterizedTest
  @CsvSource({"1, 02", "127, 02", "128, 03", "255, 03", "256, 04", "65535, 04", "65536, 05"})
  void lengthsAreWrittenInTheShortestForm(int length, int headerOctets) {
    byte[] element = DerWriter.octetString(new byte[length]);
    assertThat(element).hasSize(headerOctets + length);
    assertThat(Der.parse(element).content()).hasSize(length);
  }

  @Test
  void integersAndIdentifiersAreReadAsWritten() {
    BigInteger number = new BigInteger("-129");
    assertThat(Der.parse(DerWriter.integer(number)).integer()).isEqualTo(number);
    assertThat(DerWriter.oid("1.2.840.113549.1.1.11")).isEqualTo(hex("06092a864886f70d01010b"));
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:01Z, 170d3730303130313030303030315a",
    "2049-12-31T23:59:59Z, 170d3439313233313233353935395a",
    "2050-01-01T00:00:00Z, 180f32303530303130313030303030305a",
    "9999-12-31T23:59:59Z, 180f39393939313233313233353935395a"
  })
  void timesChangeTheirFormIn2050(Instant instant, String hex) {
    assertThat(DerWriter.time(instant)).isEqualTo(hex(hex));
  }
}
