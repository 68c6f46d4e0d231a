// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet bench issue}: durable certificates per second, as a share of OpenSSL's limit. */
@Command(
    name = "issue",
    mixinStandardHelpOptions = true,
    description = {
      "IssueCertificate and GetCertificate over HTTP, signed, durable, 64 connections, with a CA on"
          + " P-256 and one on RSA-2048, as a ratio of what openssl speed allows in the same run."
    })
final class IssuingCommand implements Callable<Integer> {
  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "15",
      description = "Length of each measurement, in seconds (default: 15).")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "60",
      description = "Load before issuing counts as warm, in seconds (default: 60).")
  private int warmUp;

  @Option(
      names = "--against",
      paramLabel = "ARCHIVE",
      description = {
        "Compares with another packaged program, its folder app/target/signet, instead of with"
            + " OpenSSL: both run, and get load in turn."
      })
  private @Nullable Path against;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "6",
      description = "With --against or --peers: measurements of each program (default: 6).")
  private int rounds;

  @Option(
      names = "--peers",
      description = "Compares with step-ca and cfssl serve, which get load in turn with it.")
  private boolean peers;

  @Mixin private Recording recording = new Recording();

  @Override
  public Integer call() {
    History history = recording.history("issue");
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put(
        "what", "IssueCertificate and GetCertificate over HTTP, SigV4, durable, closed loop");
    numbers.put("connections", Load.CONNECTIONS);
    numbers.put("openssl", Openssl.version());
    numbers.put("seconds", seconds);
    if (against != null) {
      compare(against, numbers);
      history.append(numbers);
      return 0;
    }
    if (peers) {
      comparePeers(numbers);
      history.append(numbers);
      return 0;
    }
    for (Algorithm algorithm : Algorithm.values()) {
      try (Scratch scratch = Scratch.open()) {
        Issuing issuing =
            new Issuing(
                scratch, algorithm, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds));
        numbers.put(algorithm.title(), issuing.measure());
      }
    }
    history.append(numbers);
    return 0;
  }

  private void compare(Path archive, Map<String, Object> numbers) {
    Path program = archive.toAbsolutePath().resolve("bin").resolve("signet");
    if (!Files.isExecutable(program)) {
      throw new BenchFailed(
          "--against " + archive + ": expected the folder of a packaged program, with bin/signet");
    }
    numbers.put(
        "what", "IssueCertificate over HTTP on two programs in turn, SigV4, durable, closed loop");
    numbers.put("against", History.commit(archive));
    for (Algorithm algorithm : Algorithm.values()) {
      Comparison comparison =
          new Comparison(algorithm, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds));
      numbers.put(algorithm.title(), comparison.measure(program, rounds));
    }
  }

  private void comparePeers(Map<String, Object> numbers) {
    numbers.put(
        "what",
        "IssueCertificate beside step-ca 0.30.2 (TLS, tokens, Badger) and cfssl 1.6.5 serve, in turn");
    for (Algorithm algorithm : Algorithm.values()) {
      IssuingPeers all =
          new IssuingPeers(
              algorithm, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds), rounds);
      numbers.put(algorithm.title(), all.measure());
    }
  }
}
