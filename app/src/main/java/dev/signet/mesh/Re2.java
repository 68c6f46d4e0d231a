// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.kernel.Refusal;

/**
 * Which regular expressions Envoy's engine, RE2, takes. Judged by RE2's own grammar, because Java's
 * parser takes and refuses others; refused is also what is certain to exceed the program size that
 * proxies allow.
 */
final class Re2 {
  /** What the bootstrap of a proxy sets as {@code re2.max_program_size.error_level}. */
  private static final int MAX_PROGRAM = 1000;

  private Re2() {}

  /**
   * Accepts an expression that RE2 compiles.
   *
   * @throws Refusal of kind INVALID otherwise
   */
  static void require(String regex) {
    long size;
    try {
      size = new Re2Parser(regex).programSize();
    } catch (Re2Text.Refused e) {
      throw MeshRules.invalid(
          "regex '" + regex + "': expected a regular expression of RE2, " + e.getMessage());
    }
    if (size > MAX_PROGRAM) {
      throw MeshRules.invalid(
          "regex '"
              + regex
              + "' compiles to more than "
              + MAX_PROGRAM
              + " instructions: expected fewer repetitions");
    }
  }
}
