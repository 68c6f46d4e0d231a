// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.certificate.CertificatePurposes.Purpose;
import dev.signet.pki.cert.KeyUsage;
import dev.signet.pki.key.KeySpec;
import java.util.Optional;
import java.util.Set;

/**
 * Which certificates a listing shows: those that have one of each of the sets that are there. An
 * empty set is had by none.
 *
 * @param keyUsages one of these
 * @param purposes one of these
 * @param exportable whether they may be exported, of those that are not private
 * @param managedBy by its API name
 */
public record CertificateFilter(
    Optional<Set<KeySpec>> keys,
    Optional<Set<CertificateLifecycle.Status>> statuses,
    Optional<Set<CertificateOrigin>> origins,
    Optional<Usages> keyUsages,
    Optional<Set<Purpose>> purposes,
    Optional<Boolean> exportable,
    Optional<String> managedBy) {
  /** Every certificate. */
  public static final CertificateFilter ALL =
      new CertificateFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /**
   * Uses of keys.
   *
   * @param any whether certificates without the extension are meant too
   */
  public record Usages(Set<KeyUsage> named, boolean any) {
    int bits() {
      return named.stream().mapToInt(usage -> 1 << usage.bit()).sum()
          + (any ? CertificatePurposes.ANY_USAGE : 0);
    }
  }
}
