// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import static dev.signet.proxy.stream.ResourceType.CLUSTER;
import static dev.signet.proxy.stream.ResourceType.ENDPOINTS;
import static dev.signet.proxy.stream.ResourceType.LISTENER;
import static dev.signet.proxy.stream.ResourceType.ROUTES;
import static dev.signet.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.proxy.stream.ResourceType;
import dev.signet.testkit.AdsServer;
import dev.signet.testkit.EnvoyProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Envoy that is told one resource that breaks a field rule among good ones: it keeps nothing
 * of such a response and names nobody.
 */
@Tag("envoy")
class EnvoyRefusalTest {
  private static final AdsServer server = new AdsServer(AdsSettings.defaults());

  @TempDir private Path dir = Path.of("");

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aProxyThatStartsWithABadClusterServesAllOthersAndARepairHealsIt() {
    try (EnvoyScene scene = new EnvoyScene(server, "bad-cluster")) {
      for (int i = 0; i < 5; i++) {
        scene.picture.cluster("c" + i, 1).endpoint("c" + i, scene.app("c" + i));
      }
      scene.picture.malformedCluster("c3x");
      scene.show();
      try (EnvoyProcess envoy = scene.startEnvoy(dir)) {
        awaitRefused(scene, CLUSTER, "c3x");
        eventually("app is served", () -> scene.get(scene.port).equals("yellow"));
        assertThat(envoy.stat("cluster_manager.cds.update_rejected")).isPositive();
        assertThat(envoy.stat("cluster_manager.active_clusters")).isEqualTo(7);
        assertThat(scene.status().type(CLUSTER).acked())
            .containsOnlyKeys("app", "c0", "c1", "c2", "c3", "c4");
        assertThat(scene.status().rejections().getFirst().message())
            .startsWith("Proto constraint validation failed")
            .contains("HttpHealthCheck");
        scene.picture.routes("in", "c4");
        scene.show();
        eventually("a later route arrives", () -> scene.get(scene.port).equals("c4"));
        scene.picture.cluster("c3x", 1).endpoint("c3x", scene.app("repaired"));
        scene.picture.routes("in", "c3x");
        scene.showAndAwaitSync();
        eventually("the repaired one serves", () -> scene.get(scene.port).equals("repaired"));
        assertThat(scene.status().rejections()).isEmpty();
      }
    }
  }

  @Test
  void aBadRouteKeepsNoOtherRoutesBackAndItsDeletionHeals() {
    try (EnvoyScene scene = new EnvoyScene(server, "bad-route")) {
      int other = EnvoyScene.freePort();
      scene.picture.listener("other", other, "server").routes("other", "app");
      try (EnvoyProcess envoy = scene.startInSync(dir)) {
        scene.picture.cluster("blue", 1).endpoint("blue", scene.app("blue"));
        scene.picture.malformedRoutes("in").routes("other", "blue");
        scene.show();
        awaitRefused(scene, ROUTES, "in");
        eventually("the good ones arrive", () -> scene.get(other).equals("blue"));
        assertThat(scene.get(scene.port)).isEqualTo("yellow"); // the last good ones
        scene.picture.without("in");
        scene.showAndAwaitSync();
        assertThat(envoy.live()).isTrue();
      }
    }
  }

  @Test
  void aBadListenerOrEndpointKeepsNoOtherBack() {
    try (EnvoyScene scene = new EnvoyScene(server, "bad-listener");
        EnvoyProcess envoy = scene.startInSync(dir)) {
      int port = EnvoyScene.freePort();
      scene.picture.malformedListener("bad").listener("good", port, "server");
      scene.picture.routes("good", "blue").cluster("blue", 1).endpoint("blue", scene.app("blue"));
      scene.picture.cluster("dark", 1).malformedEndpoint("dark");
      scene.show();
      awaitRefused(scene, LISTENER, "bad");
      awaitRefused(scene, ENDPOINTS, "dark");
      eventually("the good one serves", () -> scene.get(port).equals("blue"));
      scene.picture.without("bad", "dark");
      scene.showAndAwaitSync();
      assertThat(envoy.live()).isTrue();
    }
  }

  private static void awaitRefused(EnvoyScene scene, ResourceType type, String name) {
    eventually(
        name + " alone is refused",
        () ->
            scene.all().stream()
                .anyMatch(status ->
                    List.copyOf(status.type(type).rejections().keySet()).equals(List.of(name))));
    assertThat(scene.status().inSync()).isFalse();
  }
}
