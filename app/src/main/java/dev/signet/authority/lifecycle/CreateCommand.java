// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.lifecycle;

import dev.signet.kernel.Tags;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.path.CaType;
import java.util.List;
import java.util.Optional;

/**
 * What a new authority shall be.
 *
 * @param extensions for its certificate request, beside basicConstraints
 * @param revocation how it tells what it revokes
 * @param token the caller's idempotency token
 */
public record CreateCommand(
    CaType type,
    KeySpec key,
    SignatureScheme scheme,
    DistinguishedName subject,
    List<Extension> extensions,
    Authority.CreationSettings settings,
    RevocationSettings revocation,
    Tags tags,
    Optional<String> token) {
  /** What repeats of a token should share. */
  String fingerprint() {
    return String.join(
        " ", type.name(), settings.toString(), revocation.toString(), tags.values().toString());
  }
}
