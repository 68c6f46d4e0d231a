// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.bundle;

import dev.signet.certificate.CertificateArn;
import dev.signet.kernel.Home;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Tags;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a secret's tags say that it shall hold: {@code signet:bundle} is a format, {@code
 * signet:bundle-certificate} the ARN of a certificate.
 */
public record Bundle(BundleFormat format, CertificateArn certificate) {
  /** The key of the tag that names the certificate. */
  public static final String CERTIFICATE = "signet:bundle-certificate";

  private static final String FORMAT = "signet:bundle";

  /**
   * The bundle of a secret; empty where its tags name none.
   *
   * @param home of the secret, where the certificate has to be too
   * @throws Refusal of kind INVALID for tags that mean no bundle
   */
  public static Optional<Bundle> of(Tags tags, Home home) {
    @Nullable String format = tags.values().get(FORMAT);
    @Nullable String certificate = tags.values().get(CERTIFICATE);
    if (format == null && certificate == null) {
      return Optional.empty();
    }
    if (format == null || certificate == null) {
      throw Refusal.invalid("tags: expected " + FORMAT + " and " + CERTIFICATE + ", or neither");
    }
    return Optional.of(
        new Bundle(
            BundleFormat.of(format),
            CertificateArn.parse(certificate)
                .filter(arn -> arn.arn().isIn(home))
                .orElseThrow(() ->
                    Refusal.invalid(
                        "tag "
                            + CERTIFICATE
                            + " '"
                            + certificate
                            + "': expected the ARN of a certificate of the secret's account and"
                            + " Region"))));
  }
}
