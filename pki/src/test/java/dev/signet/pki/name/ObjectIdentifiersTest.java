// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds were found with pyca 50; OpenSSL, the JDK and pkilint read more. */
class ObjectIdentifiersTest {
  private static final BigInteger LARGEST = BigInteger.TWO.pow(128).subtract(BigInteger.ONE);

  @ParameterizedTest
  @ValueSource(strings = {"0.0", "2.999", "2.5.4.3", "1.2.0.0.4294967296", "1.3.6.1.4.1.37244.1.1"})
  void usualOnesAreRead(String dotted) {
    assertThat(ObjectIdentifiers.isReadable(dotted)).isTrue();
  }

  @Test
  void aNumberHas128Bits() {
    for (String before : new String[] {"1.2.", "2.25.1."}) {
      assertThat(ObjectIdentifiers.isReadable(before + LARGEST)).isTrue();
      assertThat(ObjectIdentifiers.isReadable(before + LARGEST + ".1")).isTrue();
      assertThat(ObjectIdentifiers.isReadable(before + LARGEST.add(BigInteger.ONE))).isFalse();
      assertThat(ObjectIdentifiers.isReadable(before + LARGEST.add(BigInteger.ONE) + ".1"))
          .isFalse();
    }
  }

  /** The first two numbers are written as one. */
  @Test
  void theSecondNumberIsReadWithTheFirst() {
    BigInteger eighty = BigInteger.valueOf(80);
    assertThat(ObjectIdentifiers.isReadable("2." + LARGEST.subtract(eighty))).isTrue();
    assertThat(ObjectIdentifiers.isReadable("2." + LARGEST)).isFalse();
  }

  @Test
  void theWholeHas63Octets() {
    assertThat(ObjectIdentifiers.isReadable("1.2" + ".1".repeat(62))).isTrue();
    assertThat(ObjectIdentifiers.isReadable("1.2" + ".1".repeat(63))).isFalse();
  }
}
