// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.rules;

import com.google.re2j.PatternSyntaxException;
import dev.signet.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Which regular expressions Envoy's engine, RE2, takes. Judged by RE2/J, because Java's own parser
 * takes and refuses others; refused is also what exceeds the program size that proxies allow.
 */
public final class Re2 {
  /** What the bootstrap of a proxy sets as {@code re2.max_program_size.error_level}. */
  private static final int MAX_PROGRAM = 1000;

  /** Beyond this estimate nothing is compiled; estimates of smaller programs are never as wrong. */
  private static final int WORTH_COMPILING = 20 * MAX_PROGRAM;

  /** Envoy has RE2 read octets: escapes of larger characters, which RE2/J takes, are refused. */
  private static final Pattern ESCAPE =
      Pattern.compile(
          "\\\\(?:x\\{0*(?<beyond>[0-9A-Fa-f]{3,})\\}|(?<other>[^\\x00-\\x7f])|.)", Pattern.DOTALL);

  private Re2() {}

  /**
   * Accepts an expression that RE2 compiles.
   *
   * @throws Refusal of kind INVALID otherwise
   */
  static void require(String regex) {
    boolean beyond =
        ESCAPE
            .matcher(regex)
            .results()
            .anyMatch(escape -> escape.group("beyond") != null || escape.group("other") != null);
    if (beyond) {
      throw refused(regex, "an escape of more than an octet");
    }
    if (Repetitions.instructions(regex) > WORTH_COMPILING || programSize(regex) > MAX_PROGRAM) {
      throw Refusal.invalid(
          "regex '"
              + regex
              + "' compiles to more than "
              + MAX_PROGRAM
              + " instructions: expected fewer repetitions");
    }
  }

  private static int programSize(String regex) {
    String octets = new String(regex.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    try {
      return com.google.re2j.Pattern.compile(octets).programSize();
    } catch (PatternSyntaxException e) {
      throw refused(regex, e.getDescription());
    }
  }

  private static Refusal refused(String regex, String found) {
    return Refusal.invalid(
        "regex '" + regex + "': expected a regular expression of RE2, found " + found);
  }
}
