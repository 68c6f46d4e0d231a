// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import dev.signet.Config;
import dev.signet.Signet;
import dev.signet.kernel.Region;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import dev.signet.testkit.calls.HttpCalls;
import dev.signet.testkit.calls.PrivateCaCalls.Kind;
import dev.signet.wire.codec.Blob;
import dev.signet.wire.generated.acm.Acm;
import dev.signet.wire.generated.acm.DescribeCertificateRequest;
import dev.signet.wire.generated.acm.ExportCertificateRequest;
import dev.signet.wire.generated.acm.KeyAlgorithm;
import dev.signet.wire.generated.acm.RequestCertificateRequest;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code signet bench renewal}: very many certificates are due at once. The server runs in this
 * process, so that its clock can be moved.
 */
@Command(
    name = "renewal",
    mixinStandardHelpOptions = true,
    description = {
      "Time until very many exported certificates that fall due at once are renewed, and what another"
          + " caller waits meanwhile."
    })
final class RenewalCommand implements Callable<Integer> {
  private static final double GOAL_LIMITS = 3;
  private static final double GOAL_OTHER_MILLIS = 100;

  /** Certificates are valid for 395 days and are renewed 60 days before their end. */
  private static final Duration UNTIL_DUE = Duration.ofDays(395 - 60 + 1);

  /** Signatures are good for five minutes. */
  private static final int AT_ONCE = 5_000;

  @Option(
      names = "--certificates",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Certificates on P-256 (default: 10000).")
  private int certificates;

  @Mixin private Recording recording = new Recording();

  private final Map<String, Object> numbers = new LinkedHashMap<>();
  private final HttpClient client = HttpClient.newHttpClient();

  @Override
  public Integer call() {
    History history = recording.history("renewal");
    numbers.put("what", "certificates that fall due at once, P-256; DescribeCertificate beside it");
    numbers.put("certificates", certificates);
    Openssl before = Openssl.measure(Algorithm.P256);
    SettableClock clock = new SettableClock(Instant.now());
    try (Scratch scratch = Scratch.open()) {
      Path data = scratch.folder().resolve("data");
      try (Signet signet =
          Signet.start(config(data), clock, new SeededEntropy(System.nanoTime()))) {
        URI api = URI.create(signet.apiUrl());
        HttpCalls calls =
            new HttpCalls(
                api,
                HttpCalls.credentials(data.resolve("credentials")),
                Region.DEFAULT.name(),
                clock);
        String one = make(calls, new InetSocketAddress(api.getHost(), api.getPort()));
        clock.advance(UNTIL_DUE);
        measure(data, calls, one, before);
      }
    }
    history.append(numbers);
    return 0;
  }

  private static Config config(Path data) {
    return new Config(data, "127.0.0.1", 0, List.of(), Optional.empty(), Region.DEFAULT);
  }

  /**
   * Requests and exports them, because only what is depended on is renewed; answers one of them.
   */
  private String make(HttpCalls calls, InetSocketAddress server) {
    String authority = calls.pca().root("Bench root", Kind.P256);
    calls.pca().permitManager(authority);
    List<byte[]> answers =
        inParts(
            server,
            i ->
                HttpMessage.request(
                    calls.prepare(
                        Acm.REQUEST_CERTIFICATE,
                        RequestCertificateRequest.of("n%06d.bench.example".formatted(i))
                            .withCertificateAuthorityArn(authority)
                            .withKeyAlgorithm(KeyAlgorithm.EC_PRIME256V1))));
    List<String> arns =
        answers.stream()
            .map(Acm.REQUEST_CERTIFICATE::decodeOutput)
            .map(answer -> Objects.requireNonNull(answer.certificateArn()))
            .toList();
    Blob passphrase = Blob.of("bench".getBytes(StandardCharsets.US_ASCII));
    var _ =
        inParts(
            server,
            i ->
                HttpMessage.request(
                    calls.prepare(
                        Acm.EXPORT_CERTIFICATE,
                        new ExportCertificateRequest(arns.get(i), passphrase))));
    return arns.getFirst();
  }

  private List<byte[]> inParts(InetSocketAddress server, IntFunction<byte[]> request) {
    List<byte[]> bodies = new ArrayList<>();
    for (int first = 0; first < certificates; first += AT_ONCE) {
      List<byte[]> requests = new ArrayList<>();
      for (int i = first; i < Math.min(certificates, first + AT_ONCE); i++) {
        requests.add(request.apply(i));
      }
      bodies.addAll(Load.once(Target.plain(server), requests, requests.size()).bodies());
    }
    return bodies;
  }

  private void measure(Path data, HttpCalls calls, String one, Openssl before) {
    Timings others = new Timings();
    long began = System.nanoTime();
    while (renewed(data) < certificates) {
      for (int i = 0; i < 20; i++) {
        others.add(described(calls, one));
      }
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    Openssl limit = before.mean(Openssl.measure(Algorithm.P256));
    double limits = seconds / (certificates / limit.limit());
    Figures.title("%,d certificates are due at once".formatted(certificates));
    Figures.goal(
        "all renewed after",
        "%.1f s, %.0f/s, %.1f times the limit's".formatted(seconds, certificates / seconds, limits),
        "<= %.0f times".formatted(GOAL_LIMITS),
        limits <= GOAL_LIMITS);
    Figures.latency("another call meanwhile", others, GOAL_OTHER_MILLIS);
    numbers.put("seconds", Figures.rounded(seconds));
    numbers.put("limit", limit.numbers());
    numbers.put("limits", Figures.rounded(limits));
    numbers.put("other", others.numbers());
  }

  private long described(HttpCalls calls, String arn) {
    var request =
        calls.prepare(Acm.DESCRIBE_CERTIFICATE, new DescribeCertificateRequest(arn)).http();
    long began = System.nanoTime();
    int status =
        Programs.uninterrupted(() -> client.send(request, BodyHandlers.discarding())).statusCode();
    if (status != 200) {
      throw new BenchFailed("DescribeCertificate was answered " + status);
    }
    return System.nanoTime() - began;
  }

  /** How many, as the log of changes tells it. */
  private static int renewed(Path data) {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("signet.db"));
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT COUNT(*) FROM changes WHERE kind = 'certificate.renewed'")) {
      return row.getInt(1);
    } catch (SQLException e) {
      throw new BenchFailed("cannot count renewals: " + e.getMessage());
    }
  }
}
