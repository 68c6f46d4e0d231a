// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Durations, and what is below a share of them. */
final class Timings {
  private long[] nanos = new long[1024];
  private int count;

  void add(long duration) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = duration;
  }

  /** Adds what others measured of the same. */
  void addAll(Timings other) {
    for (int i = 0; i < other.count; i++) {
      add(other.nanos[i]);
    }
  }

  int count() {
    return count;
  }

  /** The smallest duration, in milliseconds, that so many percent do not exceed. */
  double percentile(double percent) {
    if (count == 0) {
      throw new BenchFailed("nothing was measured");
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(percent / 100 * count);
    return sorted[Math.max(rank, 1) - 1] / 1e6;
  }

  /** For the record, in milliseconds. */
  Map<String, Object> numbers() {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("count", count);
    numbers.put("p50_ms", Figures.rounded(percentile(50)));
    numbers.put("p99_ms", Figures.rounded(percentile(99)));
    numbers.put("max_ms", Figures.rounded(percentile(100)));
    return numbers;
  }

  /** For people. */
  String text() {
    return "p50 %.2f ms, p99 %.2f ms, max %.2f ms"
        .formatted(percentile(50), percentile(99), percentile(100));
  }
}
