// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.lifecycle;

import dev.signet.authority.AuthorityArn;
import dev.signet.kernel.Tags;
import dev.signet.key.KeyRef;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.csr.CertificateRequest;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.path.CaType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * A certificate authority.
 *
 * @param id row, for joins only
 * @param stored status underneath; {@link #seen} is what callers see
 * @param restoresTo status to restore, of a deleted one
 * @param restorableUntil when a deleted one is gone for good
 * @param installed the certificate in force
 * @param revocation how it tells what it revoked
 */
public record Authority(
    long id,
    AuthorityArn arn,
    CaType type,
    AuthorityStatus stored,
    Optional<AuthorityStatus> restoresTo,
    Optional<Instant> restorableUntil,
    CreationSettings settings,
    Signing signing,
    Optional<Installed> installed,
    RevocationSettings revocation,
    Instant createdAt,
    Instant changedAt,
    Tags tags) {

  /**
   * What was chosen at creation and never changes.
   *
   * @param configuration CertificateAuthorityConfiguration, JSON as given
   * @param shortLived whether everything it issues ends within seven days
   * @param keyStorage KeyStorageSecurityStandard, echoed
   */
  public record CreationSettings(String configuration, boolean shortLived, String keyStorage) {}

  /**
   * Its key and how it signs.
   *
   * @param csr PEM, byte-identical on every read
   */
  public record Signing(KeyRef key, KeySpec spec, SignatureScheme scheme, String csr) {
    /** The public half of the key. */
    public PublicKeyInfo publicKey() {
      return CertificateRequest.parse(csr.getBytes(StandardCharsets.US_ASCII)).publicKey();
    }
  }

  /** An installed CA certificate with what is above it. */
  public record Installed(long id, Chain chain) {
    /** The end of its validity. */
    public Instant notAfter() {
      return chain.first().period().notAfter();
    }
  }

  /** The status that callers see. */
  public AuthorityStatus seen(Instant now) {
    return AuthorityLifecycle.seen(stored, installed.map(Installed::notAfter).orElse(null), now);
  }

  /** Whether a deleted one can no longer be restored: it is unknown from then on. */
  public boolean isGone(Instant now) {
    return restorableUntil.isPresent() && !now.isBefore(restorableUntil.get());
  }
}
