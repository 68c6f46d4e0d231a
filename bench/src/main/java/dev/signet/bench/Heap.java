// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap of a server that is in use after a full collection. */
final class Heap {
  private static final Pattern USED =
      Pattern.compile("^ *(?:DefNew|Tenured|def new generation|tenured generation).* used (\\d+)K");

  private Heap() {}

  /** Collects, and answers megabytes. */
  static double megabytes(Server server) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    String pid = Long.toString(server.pid());
    var _ = Programs.output(jcmd, pid, "GC.run");
    double kilobytes =
        Programs.output(jcmd, pid, "GC.heap_info")
            .lines()
            .map(line -> USED.matcher(line.replaceAll("^\\s*", "")))
            .filter(Matcher::find)
            .mapToDouble(found -> Double.parseDouble(found.group(1)))
            .sum();
    if (kilobytes == 0) {
      throw new BenchFailed(
          "jcmd GC.heap_info shows no generations: expected the serial collector");
    }
    return kilobytes * 1024 / 1e6;
  }
}
