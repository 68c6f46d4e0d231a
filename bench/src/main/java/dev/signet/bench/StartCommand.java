// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet bench start}: from starting {@code serve} to its ready line. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description =
        "Time from starting signet serve to its ready line, on a new folder, on an old one, and on"
            + " one with a long log of changes.")
final class StartCommand implements Callable<Integer> {
  private static final double GOAL_SECONDS = 1.0;
  private static final double GOAL_RATIO = 1.10;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "10",
      description = "Starts of each kind (default: 10).")
  private int runs;

  @Option(
      names = "--changes",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Length of the long log (default: 1000000).")
  private int changes;

  @Mixin private Recording recording = new Recording();

  @Override
  public Integer call() {
    History history = recording.history("start");
    try (Scratch scratch = Scratch.open()) {
      Timings fresh = new Timings();
      Timings existing = new Timings();
      Timings longLog = new Timings();
      fill(scratch, "existing");
      LongLog.append(fill(scratch, "long"), changes);
      // The first start after the log was written is not measured: it may tidy up.
      nanosToReady(scratch, "long");
      for (int i = 0; i < runs; i++) {
        fresh.add(nanosToReady(scratch, "new-" + i));
        existing.add(nanosToReady(scratch, "existing"));
        longLog.add(nanosToReady(scratch, "long"));
      }
      boolean cache = Server.usedCache(scratch);
      Figures.title("signet serve until ready, " + runs + " starts each, in turn");
      Figures.line("start-up cache", cache ? "used" : "NONE: ./signet build makes one");
      print(fresh, existing, longLog);
      Map<String, Object> numbers = new LinkedHashMap<>();
      numbers.put("what", "process start to ready line, milliseconds");
      numbers.put("start_up_cache", cache);
      numbers.put("existing_folder", existing.numbers());
      numbers.put("new_folder", fresh.numbers());
      numbers.put("changes", changes);
      numbers.put("long_log", longLog.numbers());
      numbers.put("long_log_ratio", Figures.rounded(ratio(longLog, existing)));
      history.append(numbers);
    }
    return 0;
  }

  private void print(Timings fresh, Timings existing, Timings longLog) {
    Figures.goal(
        "folder with a CA, p50",
        "%.0f ms".formatted(existing.percentile(50)),
        "<= 1000 ms",
        existing.percentile(50) <= GOAL_SECONDS * 1000);
    double ratio = ratio(longLog, existing);
    Figures.goal(
        "%,d changes, p50, ratio".formatted(changes),
        "%.3f".formatted(ratio),
        "<= %.2f".formatted(GOAL_RATIO),
        ratio <= GOAL_RATIO);
    Figures.line("folder with a CA", existing.text());
    Figures.line("new folder", fresh.text());
    Figures.line("%,d changes in the log".formatted(changes), longLog.text());
  }

  private static double ratio(Timings one, Timings other) {
    return one.percentile(50) / other.percentile(50);
  }

  private static long nanosToReady(Scratch scratch, String folder) {
    Server server = Server.start(scratch, folder);
    server.stop();
    return Math.round(server.secondsToReady() * 1e9);
  }

  /** A folder as an operator's: with a key to open and a certificate to read. */
  private static Path fill(Scratch scratch, String folder) {
    Server server = Server.start(scratch, folder);
    BenchAuthority.create(server, Algorithm.P256);
    server.stop();
    return server.data();
  }
}
