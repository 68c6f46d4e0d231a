// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.kernel.Refusal;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.ExtendedKeyUsage;
import dev.signet.pki.cert.KeyUsage;
import dev.signet.pki.key.KeyFamily;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a certificate may differ from the imported one whose place it takes (certificate-manager
 * 10.4), so that who uses it is not surprised.
 */
final class ReimportRules {
  private ReimportRules() {}

  /** Refuses one that does not continue what the old one was. */
  static void require(Certificate old, Certificate fresh) {
    if (!old.publicKey().algorithmName().equals(fresh.publicKey().algorithmName())) {
      throw Refusal.invalid(
          "The key of the certificate is "
              + fresh.publicKey().algorithmName()
              + ": expected "
              + old.publicKey().algorithmName()
              + " as before");
    }
    CertificateNames names = CertificateNames.of(old);
    if (!names.all().isEmpty()
        && Collections.disjoint(names.all(), CertificateNames.of(fresh).all())) {
      throw Refusal.invalid(
          "The certificate has none of the domain names of the one before, "
              + String.join(", ", names.all()));
    }
    requireKeyUsage(old, fresh);
    requireExtendedKeyUsage(old, fresh);
  }

  private static void requireKeyUsage(Certificate old, Certificate fresh) {
    Optional<Set<KeyUsage>> before = old.keyUsage();
    Optional<Set<KeyUsage>> after = fresh.keyUsage();
    if (before.isEmpty() && after.isPresent()) {
      throw Refusal.invalid("The certificate has keyUsage: the one before allowed every use");
    }
    Set<KeyUsage> missing = new HashSet<>(before.orElse(Set.of()));
    missing.removeAll(
        after.orElse(Set.copyOf(missing))); // without the extension every use is allowed
    if (old.publicKey().family() == KeyFamily.EC) {
      missing.remove(KeyUsage.KEY_ENCIPHERMENT); // such keys cannot do it
    }
    if (!missing.isEmpty()) {
      throw Refusal.invalid("The certificate lacks keyUsage " + missing + " of the one before");
    }
  }

  private static void requireExtendedKeyUsage(Certificate old, Certificate fresh) {
    if (old.extendedKeyUsage().isEmpty() && !fresh.extendedKeyUsage().isEmpty()) {
      throw Refusal.invalid(
          "The certificate has extendedKeyUsage: the one before served every purpose");
    }
    Set<String> missing = new HashSet<>(old.extendedKeyUsage());
    missing.removeAll(
        fresh.extendedKeyUsage().isEmpty() ? List.copyOf(missing) : fresh.extendedKeyUsage());
    missing.remove(ExtendedKeyUsage.CLIENT_AUTH.oid());
    if (!missing.isEmpty()) {
      throw Refusal.invalid(
          "The certificate lacks extendedKeyUsage " + missing + " of the one before");
    }
  }
}
