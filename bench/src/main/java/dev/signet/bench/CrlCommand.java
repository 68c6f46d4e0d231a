// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import dev.signet.pki.status.RevokedEntry;
import dev.signet.testkit.calls.HttpCalls;
import dev.signet.testkit.calls.PrivateCaCalls;
import dev.signet.testkit.calls.PrivateCaCalls.Kind;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.CertificateAuthorityType;
import dev.signet.wire.generated.acmpca.RevocationReason;
import dev.signet.wire.generated.acmpca.RevokeCertificateRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet bench crl}: from a revocation to a long CRL that tells it. */
@Command(
    name = "crl",
    mixinStandardHelpOptions = true,
    description = {
      "Time from RevokeCertificate's answer to a CRL that has it, where the CA has revoked very many,"
          + " beside Bouncy Castle's builder."
    })
final class CrlCommand implements Callable<Integer> {
  private static final double GOAL_SECONDS = 2;
  private static final double GOAL_MEGABYTES = 100;
  private static final int ROUNDS = 10;

  @Option(
      names = "--entries",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Certificates revoked before (default: 1000000).")
  private int entries;

  @Mixin private Recording recording = new Recording();

  @Override
  public Integer call() throws IOException, InterruptedException {
    History history = recording.history("crl");
    List<RevokedEntry> all = LongCrl.entries(entries);
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("what", "from RevokeCertificate's answer to the CRL; P-256");
    numbers.put("entries", entries);
    try (Scratch scratch = Scratch.open()) {
      Server first = Server.start(scratch, "data");
      String authority = first.calls().pca().root("Bench root", Kind.P256);
      first.stop();
      LongCrl.append(first.data(), all);
      measure(Server.start(scratch, "data"), authority, numbers);
    }
    double peer = OtherCrl.seconds(all);
    Figures.line("Bouncy Castle's builder", "%.1f s".formatted(peer));
    numbers.put("peer_seconds", Figures.rounded(peer));
    history.append(numbers);
    return 0;
  }

  private void measure(Server server, String authority, Map<String, Object> numbers)
      throws IOException, InterruptedException {
    HttpCalls calls = server.calls();
    PrivateCaCalls pca = calls.pca();
    String csr = pca.csr(pca.pending(CertificateAuthorityType.SUBORDINATE, "leaf", Kind.P256));
    Memory idle = Memory.of(server);
    Watch watch = new Watch(server, "/crl/" + id(authority) + ".crl");
    long began = System.nanoTime();
    pca.publish(authority);
    watch.awaitOther();
    double build = (System.nanoTime() - began) / 1e9;
    Figures.title("%d entries".formatted(entries));
    Figures.goal("first CRL", "%.2f s".formatted(build), "2 s", build <= GOAL_SECONDS);
    Timings more = new Timings();
    for (int round = 0; round < ROUNDS; round++) {
      String leaf = pca.issue(authority, Kind.P256, csr, "EndEntityCertificate/V1", 30);
      calls.call(
          AcmPca.REVOKE_CERTIFICATE,
          new RevokeCertificateRequest(authority, id(leaf), RevocationReason.SUPERSEDED));
      long answered = System.nanoTime();
      watch.awaitOther();
      more.add(System.nanoTime() - answered);
    }
    Figures.goal("one more", more.text(), "2 s", more.percentile(99) <= GOAL_SECONDS * 1000);
    double above = watch.mostOwn - idle.own();
    Figures.goal(
        "memory above idle", "%.0f MB".formatted(above), "100 MB", above <= GOAL_MEGABYTES);
    Memory after = Memory.of(server);
    Figures.line(
        "resident, peak",
        "%.0f MB (%.0f MB now, %.0f of it files; idle %.0f MB, %.0f of it files)"
            .formatted(after.peak(), after.now(), after.files(), idle.now(), idle.files()));
    numbers.put("memory", after.numbers());
    numbers.put("memory_idle", idle.numbers());
    numbers.put("first_seconds", Figures.rounded(build));
    numbers.put("one_more", more.numbers());
    numbers.put("memory_above_idle_mb", Math.round(above));
  }

  /** What a name ends with. */
  private static String id(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  /** Asks for a CRL until it is another, and looks at the memory of who makes it. */
  private static final class Watch {
    private final Server server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest head;
    private String tag = "";
    private double mostOwn;

    Watch(Server server, String path) {
      this.server = server;
      this.head = HttpRequest.newBuilder(URI.create(server.statusUrl() + path)).HEAD().build();
    }

    void awaitOther() throws IOException, InterruptedException {
      String before = tag;
      long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
      while (tag.equals(before)) {
        if (System.nanoTime() > end) {
          throw new BenchFailed("no other CRL within two minutes");
        }
        tag =
            http.send(head, BodyHandlers.discarding()).headers().firstValue("etag").orElse(before);
        mostOwn = Math.max(mostOwn, Memory.of(server).own());
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
    }
  }
}
