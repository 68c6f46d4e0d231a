// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Issues on two programs in turn, so that what else the machine does meets both. Both servers run
 * all the time; the one that has no load is idle.
 */
final class Comparison {
  private static final double GOAL = 1.05;

  private final Algorithm algorithm;
  private final Duration warmUp;
  private final Duration time;

  Comparison(Algorithm algorithm, Duration warmUp, Duration time) {
    this.algorithm = algorithm;
    this.warmUp = warmUp;
    this.time = time;
  }

  /** One program under load. */
  private record Side(Server server, BenchAuthority authority, List<Round> rounds) {
    double perSecond() {
      return median(rounds.stream().map(Round::perSecond).toList());
    }

    double micros() {
      return median(rounds.stream().map(Round::micros).toList());
    }

    Map<String, Object> numbers() {
      Map<String, Object> numbers = new LinkedHashMap<>();
      numbers.put("per_second", rounds.stream().map(Round::perSecond).map(Math::round).toList());
      numbers.put("server_cpu_us", rounds.stream().map(Round::micros).map(Math::round).toList());
      return numbers;
    }
  }

  private record Round(double perSecond, double micros) {}

  /** Prints what was found, and answers it for the record. */
  Map<String, Object> measure(Path other, int rounds) {
    List<byte[]> csrs = algorithm.requests(Load.REQUESTS);
    try (Scratch ownScratch = Scratch.open();
        Scratch otherScratch = Scratch.open()) {
      Side own = side(Server.start(ownScratch, "data"));
      Side against = side(Server.start(otherScratch, "data", other));
      for (Side side : List.of(own, against)) {
        Load.run(side.server.address(), side.authority.readyToIssue(csrs), warmUp, 0);
      }
      for (int round = 0; round < rounds; round++) {
        // Who comes first alternates, so that a machine that becomes slower favours nobody.
        for (Side side : round % 2 == 0 ? List.of(own, against) : List.of(against, own)) {
          side.rounds.add(round(side, csrs));
        }
      }
      return found(own, against);
    }
  }

  private Side side(Server server) {
    return new Side(server, BenchAuthority.create(server, algorithm), new ArrayList<>());
  }

  /** Signs its requests anew: a signature is good for five minutes. */
  private Round round(Side side, List<byte[]> csrs) {
    List<byte[]> requests = side.authority.readyToIssue(csrs);
    Usage before = Usage.now(side.server);
    Load.Outcome outcome = Load.run(side.server.address(), requests, time, 0);
    double seconds = Usage.now(side.server).since(before).server();
    return new Round(outcome.perSecond(), seconds * 1e6 / outcome.latencies().count());
  }

  private Map<String, Object> found(Side own, Side against) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < own.rounds.size(); i++) {
      ratios.add(own.rounds.get(i).perSecond() / against.rounds.get(i).perSecond());
    }
    double ratio = median(ratios);
    Figures.title(
        "%s, this program against the other, %d rounds"
            .formatted(algorithm.title(), ratios.size()));
    Figures.goal(
        "rate, ratio, median of rounds",
        "%.3f".formatted(ratio),
        ">= %.2f".formatted(GOAL),
        ratio >= GOAL);
    Figures.line(
        "rate, ratio of each round",
        String.join(" ", ratios.stream().map("%.3f"::formatted).toList()));
    Figures.line(
        "rate, medians", "%.0f/s against %.0f/s".formatted(own.perSecond(), against.perSecond()));
    Figures.line(
        "server CPU per certificate",
        "%.0f us against %.0f us, ratio %.3f"
            .formatted(own.micros(), against.micros(), own.micros() / against.micros()));
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("rate_ratio", Figures.rounded(ratio));
    numbers.put("server_cpu_ratio", Figures.rounded(own.micros() / against.micros()));
    numbers.put("rate_ratios", ratios.stream().map(Figures::rounded).toList());
    numbers.put("own", own.numbers());
    numbers.put("other", against.numbers());
    return numbers;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
