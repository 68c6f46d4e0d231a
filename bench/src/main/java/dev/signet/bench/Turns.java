// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Load on two servers in turn, so that what else the machine does meets both. Both run all the
 * time; the one that has no load is idle.
 */
final class Turns {
  private final Duration warmUp;
  private final Duration time;
  private final int rounds;

  Turns(Duration warmUp, Duration time, int rounds) {
    this.warmUp = warmUp;
    this.time = time;
    this.rounds = rounds;
  }

  /** A server, its requests (signed anew each time) and what came of them. */
  static final class Side {
    private final Server server;
    private final Supplier<List<byte[]>> requests;
    private final Timings latencies = new Timings();
    private double seconds;

    Side(Server server, Supplier<List<byte[]>> requests) {
      this.server = server;
      this.requests = requests;
    }

    double perSecond() {
      return latencies.count() / seconds;
    }

    Timings latencies() {
      return latencies;
    }

    Map<String, Object> numbers() {
      Map<String, Object> numbers = new LinkedHashMap<>();
      numbers.put("per_second", Math.round(perSecond()));
      numbers.put("latency", latencies.numbers());
      return numbers;
    }

    private void load(Duration time) {
      Load.Outcome outcome = Load.run(server.address(), requests.get(), time, 0);
      latencies.addAll(outcome.latencies());
      seconds += outcome.seconds();
    }
  }

  /** Who comes first alternates, so that a machine that becomes slower favours nobody. */
  void measure(Side one, Side other) {
    for (Side side : List.of(one, other)) {
      Load.run(side.server.address(), side.requests.get(), warmUp, 0);
    }
    for (int round = 0; round < rounds; round++) {
      for (Side side : round % 2 == 0 ? List.of(one, other) : List.of(other, one)) {
        side.load(time);
      }
    }
  }
}
