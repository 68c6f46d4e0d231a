// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.ExtendedKeyUsage;
import dev.signet.pki.cert.KeyUsage;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a certificate's key is for, as far as listings tell and filter by it; each a bit of a number
 * in its row, which therefore never move.
 *
 * @param keyUsages of keyUsage; empty without the extension, which allows every use
 * @param purposes of extKeyUsage; {@link Purpose#NONE} without the extension
 */
public record CertificatePurposes(Set<KeyUsage> keyUsages, Set<Purpose> purposes) {
  /** The bit that says that there is no keyUsage extension. */
  static final int ANY_USAGE = 1 << 9;

  /** A purpose of extKeyUsage that the API has a name for, and what else there may be. */
  public enum Purpose {
    /** TLS servers. */
    SERVER(1),
    /** TLS clients. */
    CLIENT(2),
    /** One without a name here. */
    CUSTOM(4),
    /** No extension. */
    NONE(8);

    private final int bits;

    Purpose(int bits) {
      this.bits = bits;
    }

    /** That of an object identifier. */
    public static Purpose ofOid(String oid) {
      if (oid.equals(ExtendedKeyUsage.SERVER_AUTH.oid())) {
        return SERVER;
      }
      return oid.equals(ExtendedKeyUsage.CLIENT_AUTH.oid()) ? CLIENT : CUSTOM;
    }
  }

  /** Those of a certificate. */
  static CertificatePurposes of(Certificate leaf) {
    Set<Purpose> purposes =
        leaf.extendedKeyUsage().stream()
            .map(Purpose::ofOid)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Purpose.class)));
    return new CertificatePurposes(
        leaf.keyUsage().orElse(Set.of()), purposes.isEmpty() ? Set.of(Purpose.NONE) : purposes);
  }

  /** Reads what {@link #keyUsageBits()} and {@link #purposeBits()} wrote. */
  static CertificatePurposes ofBits(int keyUsages, int purposes) {
    return new CertificatePurposes(
        Arrays.stream(KeyUsage.values())
            .filter(usage -> (keyUsages & (1 << usage.bit())) != 0)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(KeyUsage.class))),
        Arrays.stream(Purpose.values())
            .filter(purpose -> (purposes & purpose.bits) != 0)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Purpose.class))));
  }

  int keyUsageBits() {
    return keyUsages.isEmpty() ? ANY_USAGE : bitsOf(keyUsages);
  }

  int purposeBits() {
    return purposes.stream().mapToInt(purpose -> purpose.bits).sum();
  }

  private static int bitsOf(Collection<KeyUsage> usages) {
    return usages.stream().mapToInt(usage -> 1 << usage.bit()).sum();
  }
}
