// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.kernel.Tags;
import dev.signet.pki.key.KeySpec;
import java.util.Optional;

/**
 * A checked request for a private certificate.
 *
 * @param transparency whether it is to be logged in public; private certificates never are
 * @param token the caller's idempotency token
 */
public record CertificateCommand(
    CertificateNames names,
    KeySpec keySpec,
    String authorityArn,
    Tags tags,
    boolean transparency,
    Optional<String> token) {
  /** What two requests with one token must share to be the same request. */
  String fingerprint() {
    return String.join(",", names.all())
        + " "
        + keySpec
        + " "
        + authorityArn
        + " "
        + tags.values()
        + (transparency ? " transparency" : "");
  }
}
