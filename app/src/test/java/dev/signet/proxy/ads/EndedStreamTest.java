// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import static dev.signet.proxy.stream.ResourceType.CLUSTER;
import static dev.signet.proxy.stream.ResourceType.SECRET;
import static dev.signet.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.AdsServer;
import dev.signet.testkit.FakeMesh;
import dev.signet.testkit.Picture;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.grpc.Status;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stream ends with the identity that opened it, whatever its client does. */
final class EndedStreamTest {
  private static final String NODE = "mesh/shop/virtualNode/ended";
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private AdsServer server;

  @BeforeEach
  void start() {
    server = new AdsServer(AdsSettings.defaults());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private AdsClient client() {
    return AdsClient.tls(
        server.port(),
        server.authority,
        server.authority.uri("spiffe://test/" + NODE, Duration.ofHours(1)));
  }

  private boolean isConnected() {
    return server.statuses.of(FakeMesh.ARN + NODE).stream()
        .anyMatch(status -> status.disconnectedAt().isEmpty());
  }

  private void show(Picture picture) {
    server.mesh.show(NODE, picture.snapshot(), picture);
  }

  /** More than the window of a client takes that reads nothing. */
  private String[] showMuch() {
    Picture names = new Picture();
    String[] all = IntStream.range(0, 20).mapToObj(i -> "s" + i).toArray(String[]::new);
    for (String name : all) {
      names.secret(name, 1);
    }
    server.mesh.show(NODE, names.snapshot(), new AdsServiceTest.LargeSecrets(1_000_000));
    return all;
  }

  private void endsAtOnce(Runnable cause) throws Exception {
    String[] all = showMuch();
    try (AdsClient client = client()) {
      client.openWithoutReading().subscribe(NODE, SECRET, all);
      eventually("something was sent", () -> server.mesh.rendered() > 1);
      long began = System.nanoTime();
      cause.run();
      eventually("its stream is over", () -> !isConnected());
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AT_ONCE);
    }
  }

  @Test
  void aRevokedIdentitysStreamEndsAlsoWhenItsClientReadsNothing() throws Exception {
    endsAtOnce(() -> server.mesh.revoke(NODE));
  }

  @Test
  void aDeletedResourcesStreamEndsAlsoWhenItsClientReadsNothing() throws Exception {
    endsAtOnce(() -> server.mesh.delete(NODE));
  }

  @Test
  void aStreamIsNotToldOfWhatHasItsResourcesNameAfterwards() throws Exception {
    show(new Picture().cluster("old", 1));
    try (AdsClient client = client()) {
      AdsClient.DeltaCall call = client.open().subscribe(NODE, CLUSTER);
      call.ack(call.next());
      server.mesh.delete(NODE);
      DeltaDiscoveryResponse farewell = call.next(); // which it does not answer
      assertThat(farewell.getRemovedResourcesList()).containsExactly("old");
      show(new Picture().cluster("new", 1));
      assertThat(call.end().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(call.unread()).isZero();
    }
  }
}
