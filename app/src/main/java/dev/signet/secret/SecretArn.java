// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import dev.signet.kernel.Arn;
import dev.signet.kernel.ArnForm;
import dev.signet.kernel.Entropy;
import dev.signet.kernel.Home;
import java.util.Optional;

/**
 * Names a secret for one life of it: a secret that is made again has another suffix, so that nobody
 * takes it for the one before.
 */
public record SecretArn(Arn arn) {
  private static final int SUFFIX = 6;
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final ArnForm FORM =
      ArnForm.of("secretsmanager", "secret:" + NameOfSecret.FORM + "-[A-Za-z0-9]{" + SUFFIX + "}");
  private static final ArnForm PARTIAL =
      ArnForm.of("secretsmanager", "secret:" + NameOfSecret.FORM);

  /** Reads a whole one; empty for any other text. */
  public static Optional<SecretArn> parse(String text) {
    return FORM.parse(text).map(SecretArn::new);
  }

  /** The name in an ARN that lacks its suffix, of a secret that lives there. */
  static Optional<String> nameInPartial(String text, Home home) {
    return PARTIAL
        .parse(text)
        .filter(arn -> arn.isIn(home))
        .map(arn -> arn.resource().substring("secret:".length()));
  }

  /** The ARN of a new one. */
  static SecretArn in(Home home, NameOfSecret name, Entropy entropy) {
    StringBuilder resource = new StringBuilder("secret:").append(name.text()).append('-');
    for (int i = 0; i < SUFFIX; i++) {
      resource.append(LETTERS.charAt((int) entropy.between(0, LETTERS.length())));
    }
    return new SecretArn(home.arn("secretsmanager", resource.toString()));
  }

  /** The secret's name. */
  public String name() {
    String resource = arn.resource();
    return resource.substring("secret:".length(), resource.length() - SUFFIX - 1);
  }

  /** Where the secret lives. */
  public Home home() {
    return arn.home();
  }

  @Override
  public String toString() {
    return arn.toString();
  }
}
