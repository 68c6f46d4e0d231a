// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.kernel.Arn;
import dev.signet.kernel.ArnForm;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Home;
import dev.signet.kernel.Refusal;
import java.util.Optional;
import java.util.UUID;

/** Names a certificate authority, wherever it lives. */
public record AuthorityArn(Arn arn) {
  private static final ArnForm FORM =
      ArnForm.of("acm-pca", "certificate-authority/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /**
   * Reads one.
   *
   * @throws Refusal of reason INVALID_ARN
   */
  public static AuthorityArn of(String text) {
    return parse(text).orElseThrow(() -> invalid(text, "a certificate authority"));
  }

  /** Reads one; empty for any other text. */
  public static Optional<AuthorityArn> parse(String text) {
    return FORM.parse(text).map(AuthorityArn::new);
  }

  /** The ARN of a new one. */
  public static AuthorityArn in(Home home, UUID id) {
    return new AuthorityArn(home.arn("acm-pca", "certificate-authority/" + id));
  }

  /** Its UUID. */
  public String id() {
    String text = toString();
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /** Where the authority lives. */
  public Home home() {
    return arn.home();
  }

  /**
   * Checks that a caller may name it where it calls.
   *
   * @throws Refusal of reason INVALID_ARN for another Region's, OTHER_ACCOUNT for another account's
   *     with the ARN as its message: only the API knows what the caller wanted to do
   */
  public void requireUsableBy(Caller caller) {
    if (!arn.isInRegionOf(caller.home())) {
      throw invalid(toString(), "a certificate authority of " + caller.region());
    }
    if (!arn.isIn(caller.home())) {
      throw new Refusal(AuthorityReason.OTHER_ACCOUNT, toString());
    }
  }

  private static Refusal invalid(String text, String expected) {
    return new Refusal(AuthorityReason.INVALID_ARN, "ARN '" + text + "': expected " + expected);
  }

  @Override
  public String toString() {
    return arn.toString();
  }
}
