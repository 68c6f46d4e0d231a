// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.kernel.Arn;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import java.util.regex.Pattern;

/** Which ARNs name an authority, and whose. */
final class AuthorityArns {
  private static final Pattern RESOURCE =
      Pattern.compile("certificate-authority/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private AuthorityArns() {}

  /**
   * Checks that the text is the ARN of an authority in the caller's account and Region.
   *
   * @throws Refusal INVALID with InvalidArnException when it names something else, DENIED when it
   *     names another account's authority
   */
  static void require(Caller caller, String text) {
    Arn arn =
        Arn.parse(text)
            .filter(a -> a.service().equals("acm-pca"))
            .filter(a -> RESOURCE.matcher(a.resource()).matches())
            .filter(a -> a.region().equals(caller.region().name()))
            .filter(a -> a.partition().equals(caller.region().partition()))
            .orElseThrow(() -> invalid(text, "a certificate authority of " + caller.region()));
    if (!arn.isIn(caller)) {
      throw new Refusal(
          Refusal.Kind.DENIED,
          "User: " + caller.principal() + " is not authorized on resource: " + text);
    }
  }

  static Refusal invalid(String text, String expected) {
    return new Refusal(
        Refusal.Kind.INVALID, "ARN '" + text + "': expected " + expected, "InvalidArnException");
  }
}
