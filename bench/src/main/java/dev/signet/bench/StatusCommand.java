// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet bench status}: how long a command takes a person who waits for it. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Wall time of signet mesh status, from starting the process to its end.")
final class StatusCommand implements Callable<Integer> {
  private static final double GOAL_MILLIS = 500;
  private static final String MESH = "bench";

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "20",
      description = "Runs of the command (default: 20).")
  private int runs;

  @Mixin private Recording recording = new Recording();

  @Override
  public Integer call() {
    History history = recording.history("status");
    try (Scratch scratch = Scratch.open()) {
      Server server = Server.start(scratch, "data");
      server.calls().mesh().mesh(MESH);
      var _ = status(server); // brings the files into memory, and the server's classes
      Timings timings = new Timings();
      for (int i = 0; i < runs; i++) {
        timings.add(status(server));
      }
      boolean cache = Server.usedCache(scratch);
      double p50 = timings.percentile(50);
      Figures.title("signet mesh status, " + runs + " runs");
      Figures.line(
          "the server's start-up cache", cache ? "used" : "NONE: ./signet build makes one");
      Figures.goal(
          "wall time, p50",
          "%.0f ms".formatted(p50),
          "<= %.0f ms".formatted(GOAL_MILLIS),
          p50 <= GOAL_MILLIS);
      Figures.line("wall time", timings.text());
      Map<String, Object> numbers = new LinkedHashMap<>();
      numbers.put("what", "process start to end of signet mesh status, milliseconds");
      numbers.put("start_up_cache", cache);
      numbers.put("wall", timings.numbers());
      history.append(numbers);
    }
    return 0;
  }

  private static long status(Server server) {
    long began = System.nanoTime();
    String said = server.command("", "mesh", "status", "--data", server.data().toString());
    long took = System.nanoTime() - began;
    if (!said.contains(MESH)) {
      throw new BenchFailed("mesh status does not name the mesh: " + said);
    }
    return took;
  }
}
