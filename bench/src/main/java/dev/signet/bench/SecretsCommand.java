// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import dev.signet.testkit.calls.HttpCalls;
import dev.signet.wire.generated.secretsmanager.CreateSecretRequest;
import dev.signet.wire.generated.secretsmanager.GetSecretValueRequest;
import dev.signet.wire.generated.secretsmanager.SecretsManager;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet bench secrets}: values of very many secrets, read one after the other. */
@Command(
    name = "secrets",
    mixinStandardHelpOptions = true,
    description = {
      "GetSecretValue over 64 connections, each time of another secret, beside the same load on a"
          + " server that does nothing but answer."
    })
final class SecretsCommand implements Callable<Integer> {
  private static final double GOAL_PER_SECOND = 12_000;
  private static final double GOAL_MILLIS = 20;
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration TIME = Duration.ofSeconds(10);

  /** Signatures are good for five minutes. */
  private static final int AT_ONCE = 5_000;

  @Option(
      names = "--secrets",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Secrets, of 64 characters each (default: 10000).")
  private int secrets;

  @Mixin private Recording recording = new Recording();

  private final Map<String, Object> numbers = new LinkedHashMap<>();

  @Override
  public Integer call() {
    History history = recording.history("secrets");
    numbers.put("what", "GetSecretValue, 64 connections, each time of another secret");
    numbers.put("secrets", secrets);
    try (Scratch scratch = Scratch.open()) {
      Server server = Server.start(scratch, "data");
      create(server);
      Figures.title("%,d secrets".formatted(secrets));
      Load.run(server.address(), gets(server.calls()), WARM_UP, 0);
      measure(server, gets(server.calls()));
    }
    history.append(numbers);
    return 0;
  }

  private void create(Server server) {
    for (int first = 0; first < secrets; first += AT_ONCE) {
      HttpCalls calls = server.calls();
      List<byte[]> requests =
          IntStream.range(first, Math.min(secrets, first + AT_ONCE))
              .mapToObj(i ->
                  CreateSecretRequest.of(name(i))
                      .withClientRequestToken(UUID.randomUUID().toString())
                      .withSecretString("%064d".formatted(i)))
              .map(input -> HttpMessage.request(calls.prepare(SecretsManager.CREATE_SECRET, input)))
              .toList();
      var _ = Load.once(server.address(), requests);
    }
  }

  private List<byte[]> gets(HttpCalls calls) {
    return IntStream.range(0, secrets)
        .mapToObj(i -> GetSecretValueRequest.of(name(i)))
        .map(input -> HttpMessage.request(calls.prepare(SecretsManager.GET_SECRET_VALUE, input)))
        .toList();
  }

  private static String name(int number) {
    return "bench/%06d".formatted(number);
  }

  private void measure(Server server, List<byte[]> requests) {
    Usage before = Usage.now(server);
    Load.Outcome found = Load.run(server.address(), requests, TIME, 1);
    Usage.Spent spent = Usage.now(server).since(before);
    Load.Outcome nothing =
        NullAnswer.load(requests, found.bodies().getFirst().length, TIME.dividedBy(2));
    double ratio = found.perSecond() / nothing.perSecond();
    Figures.goal(
        "GetSecretValue",
        "%.0f/s".formatted(found.perSecond()),
        ">= %.0f/s".formatted(GOAL_PER_SECOND),
        found.perSecond() >= GOAL_PER_SECOND);
    Figures.latency("GetSecretValue", found.latencies(), GOAL_MILLIS);
    Figures.line(
        "of a server that only answers", "%.2f (%.0f/s)".formatted(ratio, nothing.perSecond()));
    double micros = spent.server() * 1e6 / found.latencies().count();
    Figures.line("server CPU per answer", "%.0f us".formatted(micros));
    numbers.put("per_second", Math.round(found.perSecond()));
    numbers.put("latency", found.latencies().numbers());
    numbers.put("null_per_second", Math.round(nothing.perSecond()));
    numbers.put("ratio", Figures.rounded(ratio));
    numbers.put("server_cpu_us", Math.round(micros));
    numbers.put("memory", Memory.of(server).numbers());
  }
}
