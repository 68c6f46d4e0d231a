// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import static dev.signet.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.proxy.status.ProxyStatus;
import dev.signet.proxy.stream.ResourceType;
import dev.signet.proxy.stream.Snapshot;
import dev.signet.testkit.AdsServer;
import dev.signet.testkit.EnvoyProcess;
import dev.signet.testkit.TestAuthority;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("envoy")
class EnvoyReconnectTest {
  private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

  @TempDir private Path dir = Path.of("");

  @Test
  void anEnvoyThatReconnectsReceivesNothingThatItHoldsAndThenTheNextChange() {
    AdsSettings brief = new AdsSettings(Duration.ofSeconds(2), 10, Duration.ofSeconds(30));
    try (AdsServer server = new AdsServer(brief);
        EnvoyScene scene = new EnvoyScene(server, "again");
        EnvoyProcess envoy = scene.startInSync(dir)) {
      long first = scene.status().connection();
      eventually("it has reconnected twice", () -> scene.status().connection() > first + 1);
      scene.awaitSync();
      ProxyStatus status = scene.status();
      Snapshot shown = scene.picture.snapshot();
      for (ResourceType type : ResourceType.values()) {
        assertThat(status.type(type).sent()).as(type.name()).isEmpty();
      }
      assertThat(status.type(ResourceType.CLUSTER).acked()).isEqualTo(shown.clusters().versions());
      assertThat(status.type(ResourceType.SECRET).acked()).isEqualTo(shown.secrets());
      assertThat(status.secrets().keySet()).isEqualTo(shown.secrets().keySet());
      assertThat(scene.get(scene.port)).isEqualTo("yellow");
      scene.picture.endpoint("app", scene.app("blue"));
      scene.show();
      eventually("the change arrives", () -> scene.get(scene.port).equals("blue"));
      assertThat(envoy.stat("cluster_manager.cds.update_rejected")).isZero();
    }
  }

  @Test
  void anEnvoyThatRenewedItsIdentityComesBackWithItWhenTheOldOneEnds() throws Exception {
    String node = "mesh/shop/virtualNode/renewing";
    try (AdsServer server = new AdsServer(AdsSettings.defaults());
        EnvoyScene scene = new EnvoyScene(server, "renewing")) {
      scene.show();
      TestAuthority.Leaf brief = server.authority.uri("spiffe://test/" + node, FIVE_SECONDS);
      try (EnvoyProcess envoy = EnvoyProcess.start(dir, node, server, brief)) {
        eventually("Envoy is live", envoy::live);
        scene.awaitSync();
        TestAuthority.Leaf renewed =
            server.authority.uri("spiffe://test/" + node, Duration.ofHours(1));
        EnvoyProcess.renew(dir, renewed);
        String serial = renewed.certificate().getSerialNumber().toString(16);
        eventually(
            "the stream carries the renewed identity",
            () -> scene.status().proxy().identity().serial().equals(serial));
        scene.awaitSync();
        assertThat(scene.status().disconnectedAt()).isEmpty();
      }
    }
  }

  @Test
  void anEnvoyWhoseIdentityIsForAnotherNodeIsToldNothingAndStaysOut() {
    try (AdsServer server = new AdsServer(AdsSettings.defaults());
        EnvoyScene scene = new EnvoyScene(server, "mine")) {
      scene.show();
      try (EnvoyProcess envoy =
          EnvoyProcess.start(
              dir, "mesh/shop/virtualNode/mine", "mesh/shop/virtualNode/theirs", server)) {
        eventually(
            "it is refused again and again",
            () -> server.statuses.refusedStreams().stream().anyMatch(s -> s.times() > 2));
        assertThat(server.mesh.connected()).isZero();
        assertThat(envoy.live()).isFalse();
      }
    }
  }
}
