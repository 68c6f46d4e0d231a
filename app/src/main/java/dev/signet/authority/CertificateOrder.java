// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.kernel.Refusal;
import dev.signet.pki.cert.ValidityTerm;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.profile.Profile;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a certificate shall be issued for another room.
 *
 * @param template {@code EndEntityCertificate/V1}, or its ARN
 * @param scheme of the CA's signature
 * @param token by which a repeat gets the same certificate
 */
public record CertificateOrder(
    String template, SignatureScheme scheme, ValidityTerm validity, Optional<String> token) {
  private static final Pattern FORM =
      Pattern.compile("(?:arn:[a-z-]+:acm-pca:::template/)?([A-Za-z0-9_]+)/V1");

  /** The template. */
  Profile profile() {
    Matcher named = FORM.matcher(template);
    String bare = named.matches() ? named.group(1) : "";
    return Profile.named(bare)
        .orElseThrow(
            () -> Refusal.invalid("template '" + template + "': expected one of AWS Private CA"));
  }
}
