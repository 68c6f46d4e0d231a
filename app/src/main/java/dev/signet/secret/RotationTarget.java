// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import dev.signet.ground.Helper;

/** Who rotates secrets. */
public sealed interface RotationTarget {
  /** This server, which keeps a certificate in the secret. */
  record BuiltIn() implements RotationTarget {}

  /** Somebody else: each step is a run of a program, or posted to an address. */
  record By(Helper helper) implements RotationTarget {}

  /**
   * Reads one.
   *
   * @param text {@code builtin:certificate}, {@code exec:/path} or a URL
   * @throws IllegalArgumentException for anything else
   */
  static RotationTarget parse(String text) {
    if (text.equals("builtin:certificate")) {
      return new BuiltIn();
    }
    return Helper.parse(text)
        .map(By::new)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "rotation by '" + text + "': expected builtin:certificate, exec:/PATH or a URL"));
  }
}
