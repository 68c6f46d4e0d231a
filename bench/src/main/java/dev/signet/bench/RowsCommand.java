// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import static java.util.Objects.requireNonNull;

import dev.signet.testkit.calls.HttpCalls;
import dev.signet.testkit.calls.PrivateCaCalls;
import dev.signet.wire.codec.Operation;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.GetCertificateRequest;
import dev.signet.wire.generated.acmpca.IssueCertificateRequest;
import dev.signet.wire.generated.acmpca.ListCertificateAuthoritiesRequest;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet bench rows}: a CA that issued very much beside one that issued nothing. */
@Command(
    name = "rows",
    mixinStandardHelpOptions = true,
    description = {
      "Lookup, pages and issuing on a store with very many certificates, beside an empty one."
    })
final class RowsCommand implements Callable<Integer> {
  private static final double GOAL_LOOKUP_MILLIS = 2;
  private static final double GOAL_PAGE_MILLIS = 50;
  private static final double GOAL_WRITE_MILLIS = 50;
  private static final double GOAL_RATIO = 0.8;
  private static final int CALLS = 5_000;
  private static final int PAGES = 200;
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration TIME = Duration.ofSeconds(10);
  private static final int ROUNDS = 4;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "10000000",
      description = "Certificates of the full store (default: 10000000, about 10 GB).")
  private int rows;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Keeps the full data folder there, for more runs with as many rows.")
  private Optional<Path> folder = Optional.empty();

  @Mixin private Recording recording = new Recording();

  private final Map<String, Object> numbers = new LinkedHashMap<>();
  private final HttpClient client = HttpClient.newHttpClient();

  @Override
  public Integer call() {
    History history = recording.history("rows");
    numbers.put("what", "a store with many certificates beside an empty one; P-256");
    numbers.put("rows", rows);
    try (Scratch scratch = Scratch.open()) {
      ManyRows many = new ManyRows(rows);
      String data = folder.map(Path::toAbsolutePath).map(Path::toString).orElse("full");
      Server full = full(scratch, data, many);
      Figures.title("%,d certificates".formatted(rows));
      Figures.line("start", "%.2f s".formatted(full.secondsToReady()));
      numbers.put("start_seconds", Figures.rounded(full.secondsToReady()));
      measure(Server.start(scratch, "empty"), full, many);
    }
    history.append(numbers);
    return 0;
  }

  /** Starts a server on the rows, and makes them if they are not there. */
  private static Server full(Scratch scratch, String data, ManyRows many) {
    if (!Files.exists(Path.of(data))) {
      Server first = Server.start(scratch, data);
      issueOne(first, BenchAuthority.create(first, Algorithm.P256));
      first.stop();
    }
    many.fill(scratch.folder().resolve(data));
    return Server.start(scratch, data);
  }

  private static void issueOne(Server server, BenchAuthority authority) {
    var _ = Load.once(server.address(), authority.readyToIssue(Algorithm.P256.requests(1)));
  }

  private void measure(Server empty, Server full, ManyRows many) {
    BenchAuthority first = BenchAuthority.create(empty, Algorithm.P256);
    BenchAuthority filled = new BenchAuthority(full.calls(), only(full), Algorithm.P256);
    List<byte[]> csrs = Algorithm.P256.requests(Load.REQUESTS);
    var none = new Turns.Side(empty, () -> first.readyToIssue(csrs));
    var all = new Turns.Side(full, () -> filled.readyToIssue(csrs));
    new Turns(WARM_UP, TIME, ROUNDS).measure(none, all);
    issue(none, all);
    String csr = new String(csrs.getFirst(), StandardCharsets.US_ASCII);
    Timings writes = timed(full.calls(), AcmPca.ISSUE_CERTIFICATE, _ -> issuing(filled, csr));
    goal("write", "issue, full, one caller", writes, GOAL_WRITE_MILLIS);
    lookups(first, filled, csr, many);
    ConsoleVisitor visitor = ConsoleVisitor.enter(full);
    String page = "/ca/" + filled.arn().substring(filled.arn().lastIndexOf('/') + 1);
    visitor.look(page, PAGES); // so that the server's code is warm
    goal("page", "page of issued certificates", visitor.look(page, PAGES), GOAL_PAGE_MILLIS);
    numbers.put("memory", Memory.of(full).numbers());
  }

  /** The ARN of the CA that an earlier process made. */
  private static String only(Server server) {
    var listed =
        server
            .calls()
            .call(AcmPca.LIST_CERTIFICATE_AUTHORITIES, ListCertificateAuthoritiesRequest.of())
            .certificateAuthorities();
    return requireNonNull(requireNonNull(listed).getFirst().arn());
  }

  private void issue(Turns.Side none, Turns.Side all) {
    double ratio = all.perSecond() / none.perSecond();
    Figures.line("issue, empty", "%.0f/s, %s".formatted(none.perSecond(), none.latencies().text()));
    Figures.goal(
        "issue, full, rate",
        "%.0f/s, ratio %.2f".formatted(all.perSecond(), ratio),
        ">= %.2f".formatted(GOAL_RATIO),
        ratio >= GOAL_RATIO);
    numbers.put("issue_empty", none.numbers());
    numbers.put("issue_ratio", Figures.rounded(ratio));
    Figures.line("issue, full, latency", all.latencies().text());
    numbers.put("issue_full", all.numbers());
  }

  /** Of any row, beside one that is the only of its kind. */
  private void lookups(BenchAuthority first, BenchAuthority filled, String csr, ManyRows many) {
    String one = first.calls().call(AcmPca.ISSUE_CERTIFICATE, issuing(first, csr)).certificateArn();
    var same = new GetCertificateRequest(first.arn(), Objects.requireNonNull(one));
    Timings none = timed(first.calls(), AcmPca.GET_CERTIFICATE, _ -> same);
    Figures.line("lookup, empty", none.text());
    numbers.put("lookup_empty", none.numbers());
    Random random = new Random(1);
    String start = filled.arn() + "/certificate/";
    Timings any =
        timed(
            filled.calls(),
            AcmPca.GET_CERTIFICATE,
            _ -> {
              String arn = start + many.serial(1 + random.nextInt(rows));
              return new GetCertificateRequest(filled.arn(), arn);
            });
    goal("lookup", "lookup by serial", any, GOAL_LOOKUP_MILLIS);
  }

  private static IssueCertificateRequest issuing(BenchAuthority authority, String csr) {
    return PrivateCaCalls.issuing(
        authority.arn(), Algorithm.P256.kind(), csr, "EndEntityCertificate/V1", 30);
  }

  /** One after the other, from a signed request to its whole answer. */
  private <I> Timings timed(HttpCalls calls, Operation<I, ?> operation, IntFunction<I> input) {
    Timings timings = new Timings();
    for (int i = -CALLS; i < CALLS; i++) {
      HttpRequest request = calls.prepare(operation, input.apply(i)).http();
      long began = System.nanoTime();
      HttpResponse<byte[]> answer =
          Programs.uninterrupted(() -> client.send(request, BodyHandlers.ofByteArray()));
      long took = System.nanoTime() - began;
      if (answer.statusCode() != 200) {
        throw new BenchFailed(operation.name() + " was answered " + answer.statusCode());
      }
      if (i >= 0) { // before, the server's code became warm
        timings.add(took);
      }
    }
    return timings;
  }

  private void goal(String key, String name, Timings timings, double millis) {
    Figures.latency(name, timings, millis);
    numbers.put(key, timings.numbers());
  }
}
