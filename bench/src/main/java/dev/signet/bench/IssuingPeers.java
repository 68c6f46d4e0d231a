// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Issues on this program and on its peers in turn, beside OpenSSL's limit. */
final class IssuingPeers {

  /** Of peers: they do not compile while they run. */
  private static final Duration PEERS_WARM_UP = Duration.ofSeconds(3);

  private final Algorithm algorithm;
  private final Duration warmUp;
  private final Duration time;
  private final int rounds;
  private final Map<String, Object> numbers = new LinkedHashMap<>();

  IssuingPeers(Algorithm algorithm, Duration warmUp, Duration time, int rounds) {
    this.algorithm = algorithm;
    this.warmUp = warmUp;
    this.time = time;
    this.rounds = rounds;
  }

  /** Prints what was found, and answers it for the record. */
  Map<String, Object> measure() {
    Figures.title("%s CA, requests with %1$s keys, beside peers".formatted(algorithm.title()));
    List<byte[]> csrs = algorithm.requests(Load.REQUESTS);
    try (Scratch scratch = Scratch.open()) {
      Server server = Server.start(scratch, "data");
      BenchAuthority authority = BenchAuthority.create(server, algorithm);
      StepCa step = StepCa.start(scratch, algorithm);
      Cfssl cfssl = Cfssl.start(scratch, algorithm);
      List<byte[]> others = cfssl.requests(csrs);
      Load.run(server.address(), authority.readyToIssue(csrs), warmUp, 0);
      int enough = tokens(step, csrs);
      Load.run(cfssl.target(), others, PEERS_WARM_UP, 0);
      Contender own =
          new Contender(
              "Signet",
              Target.plain(server.address()),
              server.pid(),
              () -> authority.readyToIssue(csrs));
      Contender storing =
          new Contender(
              "step-ca",
              step.target(),
              step.process().process().pid(),
              () -> step.requests(csrs, enough));
      Contender plain =
          new Contender("cfssl", cfssl.target(), cfssl.process().process().pid(), () -> others);
      Openssl before = Openssl.measure(algorithm);
      Contender.compete(List.of(own, storing, plain), time, rounds);
      limit(before.mean(Openssl.measure(algorithm)), own);
      found(own, storing, plain);
    }
    return numbers;
  }

  /** Loads it once, to know how many tokens a round may need. */
  private int tokens(StepCa step, List<byte[]> csrs) {
    int count = 12_000;
    Load.Outcome first = Load.run(step.target(), step.requests(csrs, count), PEERS_WARM_UP, 0);
    return (int) (2 * first.perSecond() * time.toSeconds()) + Load.CONNECTIONS;
  }

  private void limit(Openssl limit, Contender own) {
    Figures.line(
        "openssl speed, one core",
        "%.0f sign/s, %.0f verify/s".formatted(limit.signs(), limit.verifies()));
    Figures.line("share of the limit", "%.1f %%".formatted(100 * own.perSecond() / limit.limit()));
    numbers.put("limit", limit.numbers());
  }

  private void found(Contender own, Contender step, Contender cfssl) {
    for (Contender each : List.of(own, step, cfssl)) {
      numbers.put(each.name(), each.found());
    }
    goal("of step-ca", own.ratio(step), algorithm == Algorithm.P256 ? 5 : 4.5);
    if (algorithm == Algorithm.P256) {
      goal("of cfssl", own.ratio(cfssl), 2);
    } else {
      Figures.line("of cfssl", "%.2f times".formatted(own.ratio(cfssl)));
      numbers.put("of cfssl", Figures.rounded(own.ratio(cfssl)));
    }
  }

  private void goal(String name, double ratio, double goal) {
    Figures.goal(name, "%.2f times".formatted(ratio), ">= %.1f".formatted(goal), ratio >= goal);
    numbers.put(name, Figures.rounded(ratio));
  }
}
