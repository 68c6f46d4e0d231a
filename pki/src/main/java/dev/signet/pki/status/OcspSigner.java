// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.status;

import dev.signet.pki.cert.Certificate;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.key.SignatureScheme;
import java.util.Optional;

/**
 * Who signs OCSP answers.
 *
 * @param key that verifies them
 * @param scheme how it signs
 * @param delegated the certificate that the CA gave it (RFC 6960 section 4.2.2.2); empty when it is
 *     the CA itself
 */
public record OcspSigner(
    PublicKeyInfo key, SignatureScheme scheme, Optional<Certificate> delegated) {}
