// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet bench authorities}: what very many CAs cost a server. */
@Command(
    name = "authorities",
    mixinStandardHelpOptions = true,
    description = {
      "Start, heap and latency of a server with very many CAs, which all issue, beside a server with"
          + " one."
    })
final class AuthoritiesCommand implements Callable<Integer> {
  private static final double GOAL_SECONDS = 5;
  private static final double GOAL_KILOBYTES = 20;
  private static final double GOAL_RATIO = 1.1; // "unchanged", as far as two runs are the same
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration TIME = Duration.ofSeconds(5);
  private static final int ROUNDS = 6;

  /** The peer: resident memory with 10,000 mounts of its PKI engine, as was measured by hand. */
  private static final String PEER = "OpenBao, 10,000 mounts: 4.5 GiB";

  @Option(
      names = "--authorities",
      paramLabel = "N",
      defaultValue = "10000",
      description = "CAs of the server (default: 10000).")
  private int authorities;

  @Mixin private Recording recording = new Recording();

  private final Map<String, Object> numbers = new LinkedHashMap<>();

  @Override
  public Integer call() {
    History history = recording.history("authorities");
    numbers.put("what", "a server with many CAs beside one with one; P-256");
    numbers.put("authorities", authorities);
    try (Scratch scratch = Scratch.open()) {
      Server one = Server.start(scratch, "one");
      ManyAuthorities single = ManyAuthorities.make(one, 1);
      Server filled = Server.start(scratch, "many");
      long began = System.nanoTime();
      ManyAuthorities many = ManyAuthorities.make(filled, authorities);
      Figures.title("%,d CAs".formatted(authorities));
      Figures.line("made in", "%.0f s".formatted((System.nanoTime() - began) / 1e9));
      filled.stop();
      measure(one, single, Server.start(scratch, "many"), many);
    }
    history.append(numbers);
    return 0;
  }

  private void measure(Server one, ManyAuthorities single, Server server, ManyAuthorities many) {
    double start = server.secondsToReady();
    Figures.goal("start", "%.2f s".formatted(start), "<= 5 s", start <= GOAL_SECONDS);
    numbers.put("start_seconds", Figures.rounded(start));
    numbers.put("start_seconds_one", Figures.rounded(one.secondsToReady()));
    heap("started", one, server);
    List<byte[]> csrs = Algorithm.P256.requests(Load.REQUESTS);
    var alone = new Turns.Side(one, () -> single.readyToIssue(one.calls(), csrs));
    var each = new Turns.Side(server, () -> many.readyToIssue(server.calls(), csrs));
    new Turns(WARM_UP, TIME, ROUNDS).measure(alone, each);
    Figures.line("issue, one CA", line(alone));
    Figures.line("issue, each CA in turn", line(each));
    double ratio = each.latencies().percentile(99) / alone.latencies().percentile(99);
    Figures.goal("issue p99, ratio", "%.2f".formatted(ratio), "<= 1.1", ratio <= GOAL_RATIO);
    numbers.put("issue_one", alone.numbers());
    numbers.put("issue_each", each.numbers());
    numbers.put("issue_p99_ratio", Figures.rounded(ratio));
    heap("issued", one, server);
    Memory memory = Memory.of(server);
    Figures.line("resident, peak", "%.0f MB (%s)".formatted(memory.peak(), PEER));
    numbers.put("memory", memory.numbers());
    numbers.put("memory_one", Memory.of(one).numbers());
  }

  private static String line(Turns.Side side) {
    return "%.0f/s, %s".formatted(side.perSecond(), side.latencies().text());
  }

  /** What a full collection leaves above what it leaves of the server with one. */
  private void heap(String when, Server one, Server many) {
    double least = Heap.megabytes(one);
    double most = Heap.megabytes(many);
    double kilobytes = (most - least) * 1000 / authorities;
    Figures.goal(
        "heap per CA, " + when,
        "%.1f KB (%.1f MB against %.1f MB)".formatted(kilobytes, most, least),
        "<= 20 KB",
        kilobytes <= GOAL_KILOBYTES);
    numbers.put("heap_mb_" + when, Figures.rounded(most));
    numbers.put("heap_mb_one_" + when, Figures.rounded(least));
  }
}
