// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.authority.RevokedCertificate;
import dev.signet.kernel.Caller;
import dev.signet.ledger.Change;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.key.KeyFamily;
import dev.signet.pki.status.RevocationReason;
import java.util.Optional;

/** The private CA as managed certificates see it. */
interface PrivateIssuer {
  /** Principal that renews certificates; the CA's owner grants it CreatePermission. */
  String RENEWAL_PRINCIPAL = "acm.amazonaws.com";

  /** What came of a request. */
  sealed interface Response {
    /**
     * A durable certificate.
     *
     * @param issuers the leaf's issuer first, the root last
     */
    record Certified(Certificate leaf, Chain issuers) implements Response {}

    /** The CA signed nothing; the message says why. */
    record Declined(IssuanceFailure reason, String message) implements Response {}
  }

  /**
   * Issues to the key that signed the request.
   *
   * @param who the requester, or {@link #RENEWAL_PRINCIPAL} in the requester's account; the server
   *     itself for what is public
   */
  Response issue(Caller who, String authorityArn, byte[] csrDer, IssuingProfile profile);

  /**
   * Takes a certificate back for good; where that was done before, it says when and why.
   *
   * @throws dev.signet.kernel.Refusal where the CA, or this caller, cannot
   */
  RevokedCertificate revoke(
      Caller who, String authorityArn, Serial serial, RevocationReason reason);

  /** The revocation that a change tells of; empty for any other change. */
  Optional<RevokedCertificate> revocation(Change change);

  /**
   * Makes a root, and answers its ARN.
   *
   * @param token by which a repeat goes on with the same one
   */
  String makeRoot(Caller owner, String commonName, String token);

  /** Family of the CA's key; empty when there is no such CA. */
  Optional<KeyFamily> familyOf(String authorityArn);
}
