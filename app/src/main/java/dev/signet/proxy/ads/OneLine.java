// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import dev.signet.kernel.VisibleText;

/** Makes what a proxy said fit for one line of the log. */
final class OneLine {
  private static final int MAX = 1000;

  private OneLine() {}

  static String of(String text) {
    String start = text.length() > MAX ? text.substring(0, MAX) + "…" : text;
    return VisibleText.line(start);
  }
}
