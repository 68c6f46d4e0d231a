// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

/** Prints results as lines of a name, what was measured and the goal. */
final class Figures {
  private Figures() {}

  static void title(String text) {
    System.out.println("\n" + text);
  }

  static void line(String name, String value) {
    System.out.printf("  %-34s %s%n", name, value);
  }

  /** A value beside its goal, and whether it is met. */
  static void goal(String name, String value, String goal, boolean met) {
    System.out.printf("  %-34s %-28s goal %s: %s%n", name, value, goal, met ? "met" : "MISSED");
  }

  /** Of durations the 99th percentile, beside its goal in milliseconds. */
  static void latency(String name, Timings timings, double millis) {
    goal(
        name + ", p99",
        timings.text(),
        "<= %.0f ms".formatted(millis),
        timings.percentile(99) <= millis);
  }

  /** Three decimals are more than any of the clocks is worth. */
  static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
