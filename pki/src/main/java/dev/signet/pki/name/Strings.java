// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.name;

import dev.signet.pki.codec.Der;
import java.util.Optional;
import java.util.OptionalInt;

/** What a string must be to stand in something that we sign. */
public final class Strings {
  private Strings() {}

  /**
   * What is wrong with the value of a string type; empty when nothing is.
   *
   * @param mostCharacters its upper bound, if it has one
   */
  public static Optional<String> fault(Der value, OptionalInt mostCharacters) {
    StringType type = StringType.ofTag(value.tag()).orElseThrow();
    Optional<String> text = type.read(value.content());
    if (text.isEmpty()) {
      return Optional.of("octets that are no " + type.title() + ", expected one");
    }
    if (text.get().isEmpty()) {
      return Optional.of("an empty value, expected at least one character");
    }
    int length = text.get().codePointCount(0, text.get().length());
    if (mostCharacters.isPresent() && length > mostCharacters.getAsInt()) {
      return Optional.of(length + " characters, expected at most " + mostCharacters.getAsInt());
    }
    return control(text.get());
  }

  /**
   * Beside the control characters: separators of lines and paragraphs, and what turns the direction
   * of writing. People see another text, and comparison drops them (RFC 4518 section 2.2).
   */
  private static boolean isControl(char c) {
    return Character.isISOControl(c)
        || (c >= '\u2028' && c <= '\u202E')
        || (c >= '\u2066' && c <= '\u2069');
  }

  private static Optional<String> control(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isControl(text.charAt(i))) {
        return Optional.of(
            "the control character U+%04X, expected none".formatted((int) text.charAt(i)));
      }
    }
    return Optional.empty();
  }

  /** Whether a text has a control character, NUL included. */
  static boolean hasControl(String text) {
    return control(text).isPresent();
  }
}
