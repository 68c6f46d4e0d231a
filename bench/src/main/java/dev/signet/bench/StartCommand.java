// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

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
        "Time from starting signet serve to its ready line, on a new and on an old folder.")
final class StartCommand implements Callable<Integer> {
  private static final double GOAL_SECONDS = 1.0;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "10",
      description = "Starts of each kind (default: 10).")
  private int runs;

  @Mixin private Recording recording = new Recording();

  @Override
  public Integer call() {
    History history = recording.history("start");
    try (Scratch scratch = Scratch.open()) {
      Timings fresh = new Timings();
      for (int i = 0; i < runs; i++) {
        fresh.add(nanosToReady(scratch, "new-" + i));
      }
      fill(scratch);
      Timings existing = new Timings();
      for (int i = 0; i < runs; i++) {
        existing.add(nanosToReady(scratch, "existing"));
      }
      boolean cache = Server.usedCache(scratch);
      Figures.title("signet serve until ready, " + runs + " starts each");
      Figures.line("start-up cache", cache ? "used" : "NONE: ./signet build makes one");
      Figures.goal(
          "folder with a CA, p50",
          "%.0f ms".formatted(existing.percentile(50)),
          "<= 1000 ms",
          existing.percentile(50) <= GOAL_SECONDS * 1000);
      Figures.line("folder with a CA", existing.text());
      Figures.line("new folder", fresh.text());
      Map<String, Object> numbers = new LinkedHashMap<>();
      numbers.put("what", "process start to ready line, milliseconds");
      numbers.put("start_up_cache", cache);
      numbers.put("existing_folder", existing.numbers());
      numbers.put("new_folder", fresh.numbers());
      history.append(numbers);
    }
    return 0;
  }

  private static long nanosToReady(Scratch scratch, String folder) {
    Server server = Server.start(scratch, folder);
    server.stop();
    return Math.round(server.secondsToReady() * 1e9);
  }

  /** A folder as an operator's: with a key to open and a certificate to read. */
  private static void fill(Scratch scratch) {
    Server server = Server.start(scratch, "existing");
    Authority.create(new Api(server), Algorithm.P256);
    server.stop();
  }
}
