// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet bench revoke}: from a revocation to those who are told of it. */
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    description = {
      "Time from RevokeCertificate to an OCSP answer and to a CRL that tell it, while 64 connections"
          + " issue without pause."
    })
final class RevokeCommand implements Callable<Integer> {
  private static final double GOAL_OCSP_MILLIS = 1000;
  private static final double GOAL_CRL_MILLIS = 5000;

  /** The load goes on so long after the last revocation, at most. */
  private static final Duration STRETCH = Duration.ofSeconds(5);

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "120",
      description = "Revocations, one after another (default: 120).")
  private int rounds;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "15",
      description = "Load before, in seconds (default: 15).")
  private int warmUp;

  @Mixin private Recording recording = new Recording();

  @Override
  public Integer call() {
    History history = recording.history("revoke");
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("what", "RevokeCertificate under issue load, to the answers that tell it; P-256");
    numbers.put("connections", Load.CONNECTIONS);
    numbers.put("rounds", rounds);
    try (Scratch scratch = Scratch.open()) {
      Server server = Server.start(scratch, "data");
      BenchAuthority authority = BenchAuthority.create(server, Algorithm.P256);
      authority.calls().pca().publish(authority.arn());
      List<byte[]> csrs = Algorithm.P256.requests(Load.REQUESTS);
      Load.run(server.address(), authority.readyToIssue(csrs), Duration.ofSeconds(warmUp), 0);
      Revoking revoking = new Revoking(server, authority, csrs.getFirst());
      CompletableFuture<Void> told = CompletableFuture.runAsync(() -> revoking.run(rounds));
      Timings issued = loadUntil(told, server, authority, csrs, numbers);
      told.join();
      Figures.title("%d revocations while 64 connections issue".formatted(rounds));
      goal(numbers, "ocsp", "to OCSP, p99", revoking.ocsp(), GOAL_OCSP_MILLIS);
      goal(numbers, "crl", "to the CRL, p99", revoking.crl(), GOAL_CRL_MILLIS);
      Figures.line("RevokeCertificate itself", revoking.calls().text());
      Figures.line("IssueCertificate meanwhile", issued.text());
      Figures.line("AWS's own documentation", "OCSP up to 60 minutes, CRL about 30");
      numbers.put("revoke_call", revoking.calls().numbers());
      numbers.put("issue", issued.numbers());
    }
    history.append(numbers);
    return 0;
  }

  /** Signs its requests anew for each stretch: a signature is good for five minutes. */
  private static Timings loadUntil(
      CompletableFuture<Void> over,
      Server server,
      BenchAuthority authority,
      List<byte[]> csrs,
      Map<String, Object> numbers) {
    Timings all = new Timings();
    double seconds = 0;
    while (!over.isDone()) {
      Load.Outcome outcome = Load.run(server.address(), authority.readyToIssue(csrs), STRETCH, 0);
      all.addAll(outcome.latencies());
      seconds += outcome.seconds();
    }
    numbers.put("issue_per_second", Math.round(all.count() / seconds));
    return all;
  }

  private static void goal(
      Map<String, Object> numbers, String key, String name, Timings timings, double millis) {
    Figures.goal(
        name, timings.text(), "<= %.0f ms".formatted(millis), timings.percentile(99) <= millis);
    numbers.put(key, timings.numbers());
  }
}
