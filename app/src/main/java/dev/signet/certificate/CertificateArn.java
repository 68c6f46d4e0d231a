// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.kernel.Arn;
import dev.signet.kernel.ArnForm;
import dev.signet.kernel.Home;
import dev.signet.kernel.Refusal;
import java.util.Optional;
import java.util.UUID;

/** Names a managed certificate, wherever it lives. */
public record CertificateArn(Arn arn) {
  private static final ArnForm FORM = ArnForm.of("acm", "certificate/[0-9a-f-]{36}");

  /**
   * Reads one.
   *
   * @throws Refusal of reason INVALID_ARN
   */
  public static CertificateArn of(String text) {
    return parse(text).orElseThrow(() -> invalid(text));
  }

  /** Reads one; empty for any other text. */
  public static Optional<CertificateArn> parse(String text) {
    return FORM.parse(text).map(CertificateArn::new);
  }

  /** The ARN of a new one. */
  public static CertificateArn in(Home home, UUID id) {
    return new CertificateArn(home.arn("acm", "certificate/" + id));
  }

  /** Where the certificate lives. */
  public Home home() {
    return arn.home();
  }

  /** What the service says of an ARN that an operation cannot take. */
  public static Refusal invalid(String text) {
    return new Refusal(
        CertificateReason.INVALID_ARN, "The ARN '" + text + "' is not valid for this operation.");
  }

  @Override
  public String toString() {
    return arn.toString();
  }
}
