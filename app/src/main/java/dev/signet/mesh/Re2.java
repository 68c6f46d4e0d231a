// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.kernel.Refusal;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Which regular expressions Envoy's engine, RE2, takes. Java's own parser judges the syntax that
 * both share; what only Java knows (look-around, back-references, atomic and possessive matching)
 * is refused, as RE2 refuses it.
 */
final class Re2 {
  private static final int MAX_REPEAT = 1000;
  private static final Pattern ONLY_JAVA =
      Pattern.compile("\\(\\?(=|!|<=|<!|>)|[*+?}]\\+|\\\\[1-9kGRXZhHN]");
  private static final Pattern ESCAPED =
      Pattern.compile("\\\\[^1-9kGRXZhHN]|\\[(\\\\.|[^\\]\\\\])*\\]");
  private static final Pattern REPEAT = Pattern.compile("\\{([0-9]+)(,([0-9]*))?\\}");

  private Re2() {}

  /**
   * Accepts an expression that RE2 compiles.
   *
   * @throws Refusal of kind INVALID otherwise
   */
  static void require(String regex) {
    try {
      Pattern.compile(regex.replace("(?P<", "(?<"));
    } catch (PatternSyntaxException e) {
      throw refused(regex);
    }
    String bare = ESCAPED.matcher(regex).replaceAll("x");
    boolean tooMany =
        REPEAT
            .matcher(bare)
            .results()
            .anyMatch(repeat -> isTooMany(repeat.group(1)) || isTooMany(repeat.group(3)));
    if (tooMany || ONLY_JAVA.matcher(bare).find()) {
      throw refused(regex);
    }
  }

  private static boolean isTooMany(@Nullable String count) {
    return count != null
        && !count.isEmpty()
        && (count.length() > 4 || Integer.parseInt(count) > MAX_REPEAT);
  }

  private static Refusal refused(String regex) {
    return MeshRules.invalid("regex '" + regex + "': expected a regular expression of RE2");
  }
}
