// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
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
final class IssueCommand implements Callable<Integer> {
  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "15",
      description = "Length of each measurement, in seconds (default: 15).")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "10",
      description = "Load before each, in seconds (default: 10).")
  private int warmUp;

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
}
