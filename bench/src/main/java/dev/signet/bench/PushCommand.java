// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet bench push}: from a change to the message on the last stream that it concerns. */
@Command(
    name = "push",
    mixinStandardHelpOptions = true,
    description = {
      "Time from an API's answer to the message on the last delta stream that the change concerns,"
          + " with a node, a certificate and a stream over mutual TLS for each of N proxies."
    })
final class PushCommand implements Callable<Integer> {
  private static final double GOAL_MEGABYTES = 60;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Virtual nodes, and streams (default: 1000).")
  private int nodes;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "100",
      description = "Changes of one node, and renewals of one certificate (default: 100).")
  private int rounds;

  @Mixin private Recording recording = new Recording();

  @Override
  public Integer call() {
    History history = recording.history("push");
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("what", "API answer to the message on the last stream concerned, mutual TLS");
    numbers.put("nodes", nodes);
    numbers.put("rounds", rounds);
    try (Scratch scratch = Scratch.open()) {
      Server server = Server.start(scratch, "data");
      double idle = Heap.megabytes(server);
      Fleet fleet = Fleet.create(server, nodes);
      double mesh = Heap.megabytes(server);
      try (DiscoveryStreams streams = new DiscoveryStreams()) {
        streams.open(server, fleet);
        streams.awaitQuiet(Duration.ofSeconds(2));
        Figures.title("%d virtual nodes, %1$d delta streams over mutual TLS".formatted(nodes));
        double connected = Heap.megabytes(server);
        Pushing pushing = new Pushing(server, fleet, streams, rounds);
        pushing.measure(numbers);
        heap(numbers, idle, mesh - idle, connected - idle, Heap.megabytes(server) - idle);
        numbers.put("memory", Memory.of(server).numbers());
      }
    }
    history.append(numbers);
    return 0;
  }

  private static void heap(
      Map<String, Object> numbers, double idle, double mesh, double connected, double after) {
    Figures.goal(
        "heap above idle, streams open",
        "%.1f MB".formatted(connected),
        "<= %.0f MB".formatted(GOAL_MEGABYTES),
        connected <= GOAL_MEGABYTES);
    Figures.line(
        "heap",
        "idle %.1f MB; above it: mesh %.1f MB, after all changes %.1f MB"
            .formatted(idle, mesh, after));
    Map<String, Object> heap = new LinkedHashMap<>();
    heap.put("idle_mb", Figures.rounded(idle));
    heap.put("above_idle_with_mesh_mb", Figures.rounded(mesh));
    heap.put("above_idle_with_streams_mb", Figures.rounded(connected));
    heap.put("above_idle_after_changes_mb", Figures.rounded(after));
    numbers.put("heap", heap);
  }
}
