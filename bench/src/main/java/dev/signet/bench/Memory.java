// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Resident memory of a process, in megabytes.
 *
 * @param now at this moment
 * @param peak the most ever
 * @param files the part of now that is pages of files, which the kernel may drop
 */
record Memory(double now, double peak, double files) {
  static Memory of(Server server) {
    String status = "/proc/" + server.pid() + "/status";
    return new Memory(
        megabytes(status, "VmRSS:"), megabytes(status, "VmHWM:"), megabytes(status, "RssFile:"));
  }

  /** What the kernel cannot drop: the process's own. */
  double own() {
    return now - files;
  }

  private static double megabytes(String file, String name) {
    return Machine.lines(file).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .mapToDouble(kilobytes -> Double.parseDouble(kilobytes) * 1024 / 1e6)
        .findFirst()
        .orElseThrow(() -> new BenchFailed(file + " has no " + name));
  }

  Map<String, Object> numbers() {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("rss_mb", Math.round(now));
    numbers.put("peak_mb", Math.round(peak));
    numbers.put("of_it_files_mb", Math.round(files));
    return numbers;
  }
}
