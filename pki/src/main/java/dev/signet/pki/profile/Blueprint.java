// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.profile;

import dev.signet.pki.cert.ExtendedKeyUsage;
import dev.signet.pki.cert.KeyUsage;
import java.util.List;
import java.util.Set;

/**
 * What all profiles of a family write alike.
 *
 * @param kind what the certificate is for
 * @param criticalBasicConstraints of CAs always
 * @param usages bits of a critical keyUsage; none leaves it out
 * @param purposes of extKeyUsage; none leaves it out
 * @param criticalPurposes whether extKeyUsage is critical
 */
record Blueprint(
    Kind kind,
    boolean criticalBasicConstraints,
    Set<KeyUsage> usages,
    List<ExtendedKeyUsage> purposes,
    boolean criticalPurposes) {

  /** What a certificate is for. */
  enum Kind {
    /** A CA that signs itself. */
    ROOT,
    /** A CA that another CA signs. */
    SUBORDINATE,
    /** Anything else. */
    END_ENTITY
  }

  boolean isCa() {
    return kind != Kind.END_ENTITY;
  }

  /** Whether keyUsage and extKeyUsage are left to who asks. */
  boolean isBlank() {
    return usages.isEmpty();
  }

  static Blueprint ca(Kind kind) {
    return new Blueprint(
        kind,
        true,
        Set.of(KeyUsage.DIGITAL_SIGNATURE, KeyUsage.KEY_CERT_SIGN, KeyUsage.CRL_SIGN),
        List.of(),
        false);
  }

  /** An end entity of TLS with the usages that AWS gives to every key, also to EC keys. */
  static Blueprint tls(ExtendedKeyUsage... purposes) {
    return new Blueprint(
        Kind.END_ENTITY,
        false,
        Set.of(KeyUsage.DIGITAL_SIGNATURE, KeyUsage.KEY_ENCIPHERMENT),
        List.of(purposes),
        false);
  }

  static Blueprint signer(ExtendedKeyUsage purpose) {
    return new Blueprint(
        Kind.END_ENTITY, false, Set.of(KeyUsage.DIGITAL_SIGNATURE), List.of(purpose), true);
  }

  static Blueprint blank(Kind kind, boolean criticalBasicConstraints) {
    return new Blueprint(kind, criticalBasicConstraints, Set.of(), List.of(), false);
  }

  /** An end entity of TLS whose key only ever signs. */
  static Blueprint signingTls(ExtendedKeyUsage purpose) {
    return new Blueprint(
        Kind.END_ENTITY, true, Set.of(KeyUsage.DIGITAL_SIGNATURE), List.of(purpose), false);
  }
}
