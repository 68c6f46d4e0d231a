// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import dev.signet.testkit.calls.MeshCalls;
import java.io.IOException;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet bench rotate}: from RenewCertificate's answer to the new serial in a handshake. */
@Command(
    name = "rotate",
    mixinStandardHelpOptions = true,
    description =
        "Time from RenewCertificate's answer to a TLS handshake with a real Envoy that shows the new"
            + " serial.")
final class RotateCommand implements Callable<Integer> {
  private static final double GOAL_MILLIS = 100;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final String MESH = "bench";
  private static final String DOMAIN = "bench.internal";

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "100",
      description = "Renewals (default: 100).")
  private int rounds;

  @Mixin private Recording recording = new Recording();

  @Override
  public Integer call() throws IOException {
    History history = recording.history("rotate");
    try (Scratch scratch = Scratch.open()) {
      Server server = Server.start(scratch, "data");
      BenchCertificate certificate =
          BenchCertificate.request(
              BenchAuthority.create(server, Algorithm.RSA_2048), "node." + DOMAIN);
      Envoy envoy = Envoy.join(scratch, server, node(server, certificate));
      BigInteger first = certificate.serial();
      Waiting.until("the Envoy shows the certificate", () -> envoy.shows(first));
      Timings handshakes = handshakes(envoy);
      Timings calls = new Timings();
      Timings rotations = new Timings();
      for (int i = 0; i < rounds; i++) {
        rotations.add(rotate(certificate, envoy, calls));
      }
      Figures.title("RenewCertificate to the new serial in a handshake, " + rounds + " rounds");
      Figures.goal(
          "from the answer, p99",
          "%.1f ms".formatted(rotations.percentile(99)),
          "<= 100 ms",
          rotations.percentile(99) <= GOAL_MILLIS);
      Figures.line("from the answer", rotations.text());
      Figures.line("one handshake (the resolution)", handshakes.text());
      Figures.line("RenewCertificate itself", calls.text());
      Map<String, Object> numbers = new LinkedHashMap<>();
      numbers.put(
          "what", "RenewCertificate's answer to the new serial in a handshake with an Envoy");
      numbers.put("rotation", rotations.numbers());
      numbers.put("handshake", handshakes.numbers());
      numbers.put("renew_call", calls.numbers());
      history.append(numbers);
    }
    return 0;
  }

  /** Makes handshakes from the answer on until one shows another serial than before. */
  private static long rotate(BenchCertificate certificate, Envoy envoy, Timings calls)
      throws IOException {
    BigInteger old = envoy.serial();
    long called = System.nanoTime();
    certificate.renew();
    long answered = System.nanoTime();
    BigInteger seen = envoy.serial();
    while (seen.equals(old)) {
      if (System.nanoTime() - answered > PATIENCE_NANOS) {
        throw new BenchFailed("10 s after RenewCertificate the old certificate is still shown");
      }
      seen = envoy.serial();
    }
    long rotated = System.nanoTime();
    if (!seen.equals(certificate.serial())) {
      throw new BenchFailed(
          "a handshake shows the serial " + seen.toString(16) + ", not the renewed one");
    }
    calls.add(answered - called);
    return rotated - answered;
  }

  private static Timings handshakes(Envoy envoy) throws IOException {
    Timings timings = new Timings();
    for (int i = 0; i < 200; i++) {
      long began = System.nanoTime();
      var _ = envoy.serial();
      boolean isWarm = i >= 100;
      if (isWarm) {
        timings.add(System.nanoTime() - began);
      }
    }
    return timings;
  }

  /** A virtual node that speaks TLS only; the answer is its ARN. */
  private static String node(Server server, BenchCertificate certificate) {
    MeshCalls calls = server.calls().mesh();
    calls.mesh(MESH);
    String spec =
        """
        {'listeners': [{
           'portMapping': {'port': %d, 'protocol': 'http'},
           'tls': {'mode': 'STRICT', 'certificate': {'acm': {'certificateArn': '%s'}}}}],
         'serviceDiscovery': {'awsCloudMap': {'namespaceName': '%s', 'serviceName': 'node'}}}
        """
            .formatted(Envoy.LISTENER, certificate.arn(), DOMAIN);
    return calls.node(MESH, "node", spec, Map.of());
  }
}
