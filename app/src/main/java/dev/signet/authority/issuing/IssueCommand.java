// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.issuing;

import dev.signet.authority.AuthorityArn;
import dev.signet.kernel.Sha256;
import dev.signet.pki.cert.ValidityTerm;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.profile.ApiFields;
import dev.signet.pki.profile.Profile;
import java.util.Optional;

/**
 * What shall be issued.
 *
 * @param csr PEM or DER
 * @param passthrough the ApiPassthrough as JSON, part of what a repeated token must match
 * @param fields what of it counts
 * @param token the caller's idempotency token
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record IssueCommand(
    AuthorityArn authority,
    byte[] csr,
    SignatureScheme scheme,
    Profile profile,
    ValidityTerm validity,
    Optional<ValidityTerm> notBefore,
    byte[] passthrough,
    ApiFields fields,
    Optional<String> token) {
  /**
   * What repeats of a token share. Validity is left out on purpose: clients repeat with an end that
   * they computed anew, and then want the certificate that they have asked for before.
   */
  String fingerprint() {
    return String.join(
        " ",
        Sha256.hex(Sha256.of(csr)),
        scheme.name(),
        profile.name(),
        Sha256.hex(Sha256.of(passthrough)));
  }
}
