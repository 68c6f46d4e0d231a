// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Somebody who gets load in turn with others.
 *
 * @param pid of its process; those that it started count too
 * @param requests made for each round: signatures and tokens end
 */
record Contender(
    String name, Target target, long pid, Supplier<List<byte[]>> requests, List<Round> rounds) {
  Contender(String name, Target target, long pid, Supplier<List<byte[]>> requests) {
    this(name, target, pid, requests, new ArrayList<>());
  }

  /**
   * One time under load.
   *
   * @param micros CPU of the server per request
   * @param loadMicros CPU of the load per request
   */
  record Round(double perSecond, double micros, double loadMicros, Timings latencies) {}

  /** Gives all of them load in turn; who comes first changes from round to round. */
  static void compete(List<Contender> all, Duration time, int rounds) {
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < all.size(); i++) {
        all.get((round + i) % all.size()).load(time);
      }
    }
  }

  private void load(Duration time) {
    List<byte[]> ready = requests.get();
    double before = Usage.cpuSeconds(pid);
    Load.Outcome outcome = Load.run(target, ready, time, 0);
    double count = outcome.latencies().count();
    rounds.add(
        new Round(
            outcome.perSecond(),
            (Usage.cpuSeconds(pid) - before) * 1e6 / count,
            outcome.cpuSeconds() * 1e6 / count,
            outcome.latencies()));
  }

  /** How much faster it was than another, the median of the rounds. */
  double ratio(Contender other) {
    return median(
        IntStream.range(0, rounds.size())
            .mapToObj(i -> rounds.get(i).perSecond() / other.rounds.get(i).perSecond())
            .toList());
  }

  double perSecond() {
    return median(rounds.stream().map(Round::perSecond).toList());
  }

  /** Prints what came of it, and answers it for the record. */
  Map<String, Object> found() {
    double micros = median(rounds.stream().map(Round::micros).toList());
    double loadMicros = median(rounds.stream().map(Round::loadMicros).toList());
    double p99 = median(rounds.stream().map(each -> each.latencies().percentile(99)).toList());
    Figures.line(
        name,
        "%.0f/s, p99 %.2f ms, CPU %.1f us and the load's %.1f us"
            .formatted(perSecond(), p99, micros, loadMicros));
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("per_second", rounds.stream().map(Round::perSecond).map(Math::round).toList());
    numbers.put("server_cpu_us", Figures.rounded(micros));
    numbers.put("load_cpu_us", Figures.rounded(loadMicros));
    numbers.put("p99_ms", Figures.rounded(p99));
    return numbers;
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
