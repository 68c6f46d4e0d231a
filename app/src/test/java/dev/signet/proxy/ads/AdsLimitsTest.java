// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import static dev.signet.proxy.stream.ResourceType.CLUSTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.AdsServer;
import dev.signet.testkit.Eventually;
import dev.signet.testkit.Picture;
import io.grpc.Status;
import java.time.Duration;
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
