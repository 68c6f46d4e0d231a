// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import dev.signet.console.View.Frame;
import dev.signet.console.View.Mark;
import java.util.List;

/**
 * Secrets, never their values.
 *
 * @param failing those whose rotation fails
 * @param secrets some of all, by name
 * @param more where the next of them are; empty on the last page
 */
public record SecretsPage(Frame frame, List<Row> failing, List<Row> secrets, String more) {
  /**
   * A secret.
   *
   * @param rotation when it rotates
   * @param rotated when it last did
   * @param next when it will
   */
  public record Row(
      String name, Mark state, String rotation, String rotated, String next, String changed) {}
}
