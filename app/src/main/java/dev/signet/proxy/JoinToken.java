// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A join token taken apart. Its text is {@code sjt_<id>_<secret>_<pin>}, all hexadecimal.
 *
 * @param id names it in logs
 * @param secret what proves that its bearer was given it
 * @param pin SHA-256 of the internal root's public key, for the one who joins
 */
public record JoinToken(String id, String secret, String pin) {
  private static final Pattern FORM =
      Pattern.compile("sjt_([0-9a-f]{16})_([0-9a-f]{64})_([0-9a-f]{64})");

  /** Reads a token; empty when it is malformed. */
  public static Optional<JoinToken> parse(String text) {
    Matcher parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(new JoinToken(parts.group(1), parts.group(2), parts.group(3)))
        : Optional.empty();
  }

  /** The token as its bearer gets it. */
  public String text() {
    return "sjt_" + id + "_" + secret + "_" + pin;
  }

  /** Names the token, not its secret. */
  @Override
  public String toString() {
    return "join token " + id;
  }
}
