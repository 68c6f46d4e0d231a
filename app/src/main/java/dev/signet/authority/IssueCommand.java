// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.pki.cert.ValidityTerm;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.profile.Profile;
import java.util.Optional;

/**
 * What shall be issued.
 *
 * @param csr PEM or DER
 * @param passthrough the ApiPassthrough as JSON, part of what a repeated token must match
 * @param token the caller's idempotency token
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record IssueCommand(
    String authority,
    byte[] csr,
    SignatureScheme scheme,
    Profile profile,
    ValidityTerm validity,
    Optional<ValidityTerm> notBefore,
    byte[] passthrough,
    Optional<String> token) {}
