// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.kernel.Tags;
import dev.signet.pki.key.KeySpec;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A checked request for a public certificate.
 *
 * @param mailDomains by name, where mails shall go elsewhere
 * @param managedBy CLOUDFRONT, or empty
 * @param token the caller's idempotency token
 */
public record PublicCommand(
    CertificateNames names,
    KeySpec keySpec,
    ValidationMethod method,
    Map<String, String> mailDomains,
    boolean exportable,
    Optional<String> managedBy,
    Tags tags,
    Optional<String> token) {
  /** Copies the map. */
  public PublicCommand {
    mailDomains = Map.copyOf(mailDomains);
  }

  /** What two requests with one token must share to be the same request. */
  String fingerprint() {
    return String.join(",", names.all())
        + " public "
        + keySpec
        + " "
        + method
        + " "
        + new TreeMap<>(mailDomains)
        + " "
        + exportable
        + managedBy
        + " "
        + tags.values();
  }
}
