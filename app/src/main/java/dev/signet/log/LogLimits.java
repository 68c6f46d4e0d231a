// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.log;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many lines each logger writes in ten seconds: whoever reaches the port could fill the disk
 * with what the libraries of the network say about him, one line each time.
 */
final class LogLimits {
  static final long WINDOW_MILLIS = 10_000;

  /** Of a logger of the network's libraries: what strangers do wrong is said by these. */
  static final int OF_LIBRARIES = 1;

  /** Of any other logger. */
  static final int OF_OTHERS = 100;

  private static final List<String> LIBRARIES = List.of("io.netty.", "com.linecorp.armeria.");

  private final Map<String, Window> windows = new HashMap<>(); // as many as there are loggers

  private static final class Window {
    private long start = Long.MIN_VALUE / 2;
    private int written;
    private long left;
  }

  /**
   * Whether a line is written.
   *
   * @param left how many lines of this logger were left out before it
   */
  record Verdict(boolean written, long left) {}

  /** Judges a line of a logger at a time, in milliseconds. */
  synchronized Verdict judge(String logger, long at) {
    Window window = windows.computeIfAbsent(logger, _ -> new Window());
    if (at - window.start >= WINDOW_MILLIS || at < window.start) {
      window.start = at;
      window.written = 0;
    }
    if (window.written >= (isOfLibraries(logger) ? OF_LIBRARIES : OF_OTHERS)) {
      window.left++;
      return new Verdict(false, 0);
    }
    long left = window.left;
    window.written++;
    window.left = 0;
    return new Verdict(true, left);
  }

  /** Whether a logger is one of the network's libraries. */
  static boolean isOfLibraries(String logger) {
    return LIBRARIES.stream().anyMatch(logger::startsWith);
  }
}
