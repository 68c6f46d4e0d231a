// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import static dev.signet.proxy.stream.ResourceType.CLUSTER;
import static dev.signet.proxy.stream.ResourceType.SECRET;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.AdsServer;
import dev.signet.testkit.Eventually;
import dev.signet.testkit.Picture;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.grpc.Status;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdsLimitsTest {
  private static final String NODE = "mesh/shop/virtualNode/orders";

  private static AdsServer server(AdsSettings settings) {
    AdsServer server = new AdsServer(settings);
    Picture picture = new Picture().cluster("c", 1);
    server.mesh.show(NODE, picture.snapshot(), picture);
    return server;
  }

  private static AdsClient client(AdsServer server) {
    return AdsClient.tls(
        server.port(),
        server.authority,
        server.authority.uri("spiffe://test/" + NODE, Duration.ofHours(1)));
  }

  @Test
  void oneProxyMoreThanAllowedIsTurnedAwayUntilAnotherLeaves() throws Exception {
    AdsSettings two = new AdsSettings(Duration.ofHours(1), 2, Duration.ofSeconds(30));
    try (AdsServer server = server(two);
        AdsClient client = client(server)) {
      AdsClient.DeltaCall first = client.open().subscribe(NODE, CLUSTER);
      first.next();
      client.open().subscribe(NODE, CLUSTER).next();
      Status third = client.open().subscribe(NODE, CLUSTER).end();
      assertThat(third.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      assertThat(third.getDescription()).endsWith("expected at most 2 connected proxies");
      first.leave();
      first.end();
      client.open().subscribe(NODE, CLUSTER).next();
    }
  }

  @Test
  void anIdentityHasSixteenStreamsAtOnce() throws Exception {
    try (AdsServer server = server(AdsSettings.defaults());
        AdsClient client = client(server);
        AdsClient other = client(server)) {
      AdsClient.DeltaCall first = client.open().subscribe(NODE, CLUSTER);
      first.next();
      for (int i = 1; i < 16; i++) {
        client.open().subscribe(NODE, CLUSTER).next();
      }
      Status more = client.open().subscribe(NODE, CLUSTER).end();
      assertThat(more.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      assertThat(more.getDescription()).contains("at most 16 streams of one identity");
      other.open().subscribe(NODE, CLUSTER).next();
      first.leave();
      first.end();
      client.open().subscribe(NODE, CLUSTER).next();
    }
  }

  @Test
  void renewedCertificatesHaveThemTogether() throws Exception {
    try (AdsServer server = server(AdsSettings.defaults());
        AdsClient client = client(server);
        AdsClient renewed = client(server)) {
      server.mesh.takeAllForRenewals();
      for (int i = 0; i < 8; i++) {
        client.open().subscribe(NODE, CLUSTER).next();
        renewed.open().subscribe(NODE, CLUSTER).next();
      }
      assertThat(renewed.open().subscribe(NODE, CLUSTER).end().getDescription())
          .contains("at most 16 streams of one identity");
    }
  }

  @Test
  void theNamesOnAllStreamsOfAnIdentityHaveOneMeasureOfOctets() throws Exception {
    try (AdsServer server = server(AdsSettings.defaults());
        AdsClient client = client(server)) {
      AdsClient.DeltaCall one = client.open().subscribe(NODE, CLUSTER);
      one.next();
      AdsClient.DeltaCall two = client.open().subscribe(NODE, CLUSTER);
      two.next();
      for (int i = 0; i < 12; i++) {
        (i % 2 == 0 ? one : two).subscribe(SECRET, names(i * 400, 400, 2000));
      }
      Status end =
          CompletableFuture.anyOf(one.ended(), two.ended())
              .thenApply(Status.class::cast)
              .get(20, SECONDS);
      assertThat(end.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      assertThat(end.getDescription()).contains("on all streams of this identity");
    }
  }

  @Test
  void whatIsTooLargeEndsTheStreamBeforeItIsRemembered() throws Exception {
    Map<String, DeltaDiscoveryRequest.Builder> requests =
        Map.of(
            "octets of node",
            request().setNode(Node.newBuilder().setId("x".repeat(300_000))),
            "octets of error_detail",
            request()
                .setErrorDetail(com.google.rpc.Status.newBuilder().setMessage("x".repeat(70_000))),
            "members of a request",
            request().addAllResourceNamesSubscribe(Collections.nCopies(30_000, "a")),
            "2048 octets",
            request().addResourceNamesSubscribe("x".repeat(2049)),
            "at most 20000 names",
            request().addAllResourceNamesSubscribe(List.of(names(0, 20_001, 6))));
    try (AdsServer server = server(AdsSettings.defaults());
        AdsClient client = client(server)) {
      for (Map.Entry<String, DeltaDiscoveryRequest.Builder> request : requests.entrySet()) {
        AdsClient.DeltaCall call = client.open().subscribe(NODE, CLUSTER);
        call.next();
        call.send(request.getValue().build());
        Status end = call.end();
        assertThat(end.getDescription()).contains(request.getKey());
        assertThat(end.getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      }
    }
  }

  private static DeltaDiscoveryRequest.Builder request() {
    return DeltaDiscoveryRequest.newBuilder().setTypeUrl(SECRET.url());
  }

  private static String[] names(int from, int count, int length) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> ("%0" + length + "d").formatted(i))
        .toArray(String[]::new);
  }

  @Test
  void anOldStreamEndsGracefullyOnceItIsAnswered() throws Exception {
    AdsSettings brief = new AdsSettings(Duration.ofMillis(500), 10, Duration.ofSeconds(30));
    try (AdsServer server = server(brief);
        AdsClient client = client(server)) {
      AdsClient.DeltaCall call = client.open().subscribe(NODE, CLUSTER);
      call.ack(call.next());
      assertThat(call.end().getCode()).isEqualTo(Status.Code.OK);
    }
  }

  @Test
  void aStreamWithoutAFirstMessageEnds() throws Exception {
    AdsSettings impatient = new AdsSettings(Duration.ofHours(1), 10, Duration.ofMillis(100));
    try (AdsServer server = server(impatient);
        AdsClient client = client(server)) {
      assertThat(client.open().end().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }
  }

  @Test
  void aServerThatStopsEndsItsStreamsAsUnavailable() throws Exception {
    try (AdsServer server = server(AdsSettings.defaults());
        AdsClient client = client(server)) {
      AdsClient.DeltaCall call = client.open().subscribe(NODE, CLUSTER);
      call.ack(call.next());
      server.endStreams();
      assertThat(call.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      Eventually.eventually("its subscription is given up", () -> server.mesh.connected() == 0);
      assertThat(client.open().subscribe(NODE, CLUSTER).end().getCode())
          .isEqualTo(Status.Code.UNAVAILABLE);
    }
  }

  @Test
  void aClientThatVanishesGivesUpItsSubscription() throws Exception {
    try (AdsServer server = server(AdsSettings.defaults())) {
      try (AdsClient client = client(server)) {
        client.open().subscribe(NODE, CLUSTER).next();
        assertThat(server.mesh.connected()).isEqualTo(1);
      }
      Eventually.eventually("its subscription is given up", () -> server.mesh.connected() == 0);
    }
  }
}
