// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Changes a fleet, and sees when its streams are told. */
final class Pushing {
  private static final double GOAL_NODE_MILLIS = 20;
  private static final double GOAL_CERTIFICATE_MILLIS = 100;
  private static final int GOAL_MESSAGES = 2;
  private static final int WARM_UP = 10;
  private static final Duration BETWEEN = Duration.ofMillis(100);
  private static final Duration SETTLED = Duration.ofSeconds(2);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Server server;
  private final Fleet fleet;
  private final DiscoveryStreams streams;
  private final int rounds;

  Pushing(Server server, Fleet fleet, DiscoveryStreams streams, int rounds) {
    this.server = server;
    this.fleet = fleet;
    this.streams = streams;
    this.rounds = rounds;
  }

  /** Prints what was found, and adds it to the record. */
  void measure(Map<String, Object> numbers) {
    Timings node =
        repeated(round -> {
          int changed = round * 7 % fleet.size();
          return new Step(() -> fleet.change(changed), XdsType.CLUSTER, fleet.affected(changed));
        });
    goal("one node changed, p99", node, GOAL_NODE_MILLIS);
    numbers.put("one_node", node.numbers());
    Timings certificate =
        repeated(round ->
            new Step(() -> fleet.certificate(round).renew(), XdsType.SECRET, fleet.members(round)));
    goal("one certificate renewed, p99", certificate, GOAL_CERTIFICATE_MILLIS);
    numbers.put("one_certificate", certificate.numbers());
    numbers.put("nodes_of_one_certificate", fleet.members(0).size());
    numbers.put("burst", burst());
  }

  /** A change, and which streams get a message of which type by it. */
  private record Step(Runnable change, XdsType type, List<Integer> nodes) {}

  private interface Steps {
    Step of(int round);
  }

  private Timings repeated(Steps steps) {
    Timings timings = new Timings();
    for (int round = 0; round < WARM_UP + rounds; round++) {
      streams.awaitQuiet(BETWEEN);
      streams.forget();
      Step step = steps.of(round);
      step.change.run();
      long answered = System.nanoTime();
      long last = last(step);
      if (round >= WARM_UP) {
        timings.add(Math.max(0, last - answered)); // a message may come before the answer
      }
    }
    return timings;
  }

  private long last(Step step) {
    List<OptionalLong> seen = new ArrayList<>();
    Waiting.until(
        "each stream concerned is told",
        () -> {
          seen.clear();
          step.nodes.forEach(node -> seen.add(streams.of(node).first(step.type)));
          return seen.stream().allMatch(OptionalLong::isPresent);
        });
    return seen.stream().mapToLong(OptionalLong::getAsLong).reduce(Math::max).orElseThrow();
  }

  private static void goal(String name, Timings timings, double goal) {
    double p99 = timings.percentile(99);
    Figures.goal(name, "%.1f ms".formatted(p99), "<= %.0f ms".formatted(goal), p99 <= goal);
    Figures.line("  from the answer", timings.text());
  }

  /** Changes as many times as there are nodes, as fast as the server takes it. */
  private Map<String, Object> burst() {
    List<byte[]> changes = new ArrayList<>();
    for (int i = 0; i < fleet.size(); i++) {
      changes.add(fleet.readyToChange(i));
    }
    streams.awaitQuiet(SETTLED);
    streams.forget();
    long began = System.nanoTime();
    Load.Outcome outcome = Load.once(server.address(), changes);
    long answered = System.nanoTime();
    Waiting.until("each node's own stream is told its newest version", this::isSettled);
    streams.awaitQuiet(SETTLED);
    int messages = 0;
    int most = 0;
    long last = answered;
    for (DiscoveryStream stream : streams.all()) {
      List<DiscoveryStream.Arrival> arrivals = stream.arrivals();
      messages += arrivals.size();
      most = Math.max(most, mostInOneSecond(arrivals));
      for (DiscoveryStream.Arrival arrival : arrivals) {
        last = Math.max(last, arrival.nanos());
      }
    }
    double seconds = (answered - began) / 1e9;
    double settled = (last - answered) / 1e6;
    Figures.goal(
        "%d changes, messages".formatted(changes.size()),
        "at most %d".formatted(most),
        "<= %d per stream, type, second".formatted(GOAL_MESSAGES),
        most <= GOAL_MESSAGES);
    Figures.line(
        seconds <= 1 ? "  answered in" : "  answered in MORE THAN A SECOND",
        "%.2f s (%s); %d messages, the last %.0f ms after the last answer"
            .formatted(seconds, outcome.latencies().text(), messages, settled));
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("changes", changes.size());
    numbers.put("answered_s", Figures.rounded(seconds));
    numbers.put("most_messages_per_stream_type_second", most);
    numbers.put("messages", messages);
    numbers.put("last_message_after_answers_ms", Figures.rounded(settled));
    return numbers;
  }

  private boolean isSettled() {
    return IntStream.range(0, fleet.size())
        .allMatch(node -> streams.of(node).maxConnections() == fleet.maxConnections(node));
  }

  /** In any second, not only in those of a clock: the window slides. */
  private static int mostInOneSecond(List<DiscoveryStream.Arrival> arrivals) {
    Map<XdsType, List<Long>> times = new HashMap<>();
    arrivals.forEach(arrival ->
        times.computeIfAbsent(arrival.type(), _ -> new ArrayList<>()).add(arrival.nanos()));
    int most = 0;
    for (List<Long> moments : times.values()) {
      int from = 0;
      for (int to = 0; to < moments.size(); to++) {
        while (moments.get(to) - moments.get(from) >= SECOND) {
          from++;
        }
        most = Math.max(most, to - from + 1);
      }
    }
    return most;
  }
}
