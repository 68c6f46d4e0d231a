// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.pki.PkiException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Object identifiers are written and read as Bouncy Castle writes and reads them. */
class ObjectIdentifierTextTest {

  @Test
  void numbersOfAllLengthsAreWrittenAndReadAsByTheLibrary() throws IOException {
    Random random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      String dotted = dotted(random);
      byte[] content = Der.parse(new ASN1ObjectIdentifier(dotted).getEncoded()).content();
      assertThat(ObjectIdentifierText.content(dotted)).as(dotted).isEqualTo(content);
      assertThat(ObjectIdentifierText.of(content)).isEqualTo(dotted);
    }
  }

  private static String dotted(Random random) {
    int root = random.nextInt(3);
    StringBuilder dotted = new StringBuilder().append(root).append('.');
    dotted.append(root < 2 ? String.valueOf(random.nextInt(40)) : number(random));
    for (int more = random.nextInt(6); more > 0; more--) {
      dotted.append('.').append(number(random));
    }
    return dotted.toString();
  }

  private static BigInteger number(Random random) {
    return new BigInteger(random.nextInt(80), random);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "1", "3.1", "1.40", "0.99999", "1.2.", ".1.2", "1..2", "1.02", "1.-2", "1.2.a"
      })
  void whatIsNoneIsRefused(String dotted) {
    assertThatThrownBy(() -> ObjectIdentifierText.content(dotted))
        .isInstanceOf(PkiException.class)
        .hasMessageContaining("expected numbers and dots");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "80", "8001", "2a8001", "2a80", "2a86", "2affffffffffffffffff"})
  void octetsThatAreNoneAreRefused(String octets) {
    assertThatThrownBy(() -> ObjectIdentifierText.of(HexFormat.of().parseHex(octets)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
