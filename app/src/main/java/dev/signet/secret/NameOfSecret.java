// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import dev.signet.kernel.Refusal;
import java.util.regex.Pattern;

/** What a secret is called in its account and Region. */
public record NameOfSecret(String text) {
  /** As a regular expression. */
  static final String FORM = "[A-Za-z0-9/_+=.@-]{1,512}";

  private static final Pattern PATTERN = Pattern.compile(FORM);

  /**
   * A name that a secret may have.
   *
   * @throws Refusal of reason BAD_NAME
   */
  public NameOfSecret {
    if (!PATTERN.matcher(text).matches()) {
      throw new Refusal(
          SecretReason.BAD_NAME,
          "Invalid name. Must be a valid name containing alphanumeric characters, or any of the"
              + " following: -/_+=.@!");
    }
  }
}
