// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

import java.util.regex.Pattern;

/** An AWS account id: exactly twelve digits. */
public record AccountId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9]{12}");

  /** The account of a server that was started without {@code --account}. */
  public static final AccountId DEFAULT = new AccountId("000000000000");

  public AccountId {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("account '" + value + "': expected 12 digits");
    }
  }

  /** Whether the text has the form of an account id. */
  public static boolean isWellFormed(String value) {
    return FORM.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
