// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

/** Makes what a proxy said fit for one line of the log. */
final class OneLine {
  private static final int MAX = 500;

  private OneLine() {}

  static String of(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() > MAX ? line.substring(0, MAX) + "…" : line;
  }
}
