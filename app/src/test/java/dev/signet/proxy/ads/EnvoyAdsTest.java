// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import static dev.signet.proxy.stream.ResourceType.CLUSTER;
import static dev.signet.proxy.stream.ResourceType.ENDPOINTS;
import static dev.signet.proxy.stream.ResourceType.LISTENER;
import static dev.signet.proxy.stream.ResourceType.ROUTES;
import static dev.signet.proxy.stream.ResourceType.SECRET;
import static dev.signet.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.proxy.status.ProxyStatus;
import dev.signet.proxy.stream.RefusedName;
import dev.signet.proxy.stream.Rejection;
import dev.signet.proxy.stream.ResourceType;
import dev.signet.proxy.stream.Snapshot;
import dev.signet.testkit.AdsServer;
import dev.signet.testkit.EnvoyProcess;
import dev.signet.testkit.TestAuthority;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real Envoy does with our stream. The names are facts that were seen. */
@Tag("envoy")
class EnvoyAdsTest {
  private static final AdsServer server = new AdsServer(AdsSettings.defaults());

  @TempDir private Path dir = Path.of("");

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void envoyLoadsListenerClusterRouteEndpointsAndSecretAndServes() {
    try (EnvoyScene scene = new EnvoyScene(server, "story");
        EnvoyProcess envoy = scene.startInSync(dir)) {
      assertThat(scene.get(scene.port)).isEqualTo("yellow");
      Snapshot shown = scene.picture.snapshot();
      ProxyStatus status = scene.status();
      assertThat(status.type(ENDPOINTS).acked()).isEqualTo(shown.endpoints().versions());
      assertThat(status.type(SECRET).acked()).isEqualTo(shown.secrets());
      assertThat(status.type(ROUTES).acked()).isEqualTo(shown.routes().versions());
      assertThat(status.proxy().node().envoyVersion()).contains("1.40.0");
      assertThat(envoy.stat("listener_manager.lds.update_rejected")).isZero();
    }
  }

  @Test
  void aRenewedSecretReachesNewHandshakesAndMovesAlone() {
    try (EnvoyScene scene = new EnvoyScene(server, "renewed");
        EnvoyProcess envoy = scene.startInSync(dir)) {
      long listeners = envoy.stat("listener_manager.lds.update_attempt");
      TestAuthority.Leaf renewed = scene.authority.loopback();
      scene.picture.secret("server", renewed);
      scene.showAndAwaitSync();
      eventually(
          "the new certificate is served",
          () -> scene.served(scene.port).equals(renewed.certificate()));
      assertThat(envoy.stat("listener_manager.lds.update_attempt")).isEqualTo(listeners);
    }
  }

  @Test
  void aSecretMissingAtStartStopsTheWholeProxyAndIsRecordedUntilItIsThere() {
    try (EnvoyScene scene = new EnvoyScene(server, "missing")) {
      scene.picture.lose("server").listener("other", EnvoyScene.freePort(), "good");
      scene.picture.routes("other", "app").secret("good", scene.authority.loopback());
      scene.show();
      try (EnvoyProcess envoy = scene.startEnvoy(dir)) {
        eventually(
            "the missing secret is recorded",
            () ->
                scene.all().stream()
                    .flatMap(status -> status.refusals().stream())
                    .anyMatch(refused -> refused.reason() == RefusedName.Reason.WITHHELD));
        eventually(
            "the other secret arrived all the same",
            () -> scene.status().type(SECRET).acked().containsKey("good"));
        assertThat(envoy.live()).isFalse();
        assertThat(scene.status().inSync()).isFalse();
        scene.picture.secret("server", scene.authority.loopback());
        scene.show();
        eventually("Envoy is live", envoy::live);
        scene.awaitSync();
        assertThat(scene.status().refusals()).isEmpty();
        assertThat(scene.get(scene.port)).isEqualTo("yellow");
      }
    }
  }

  @Test
  void aChangedClusterTakesItsEndpointsUnaskedAndWarmsAtOnce() {
    try (EnvoyScene scene = new EnvoyScene(server, "warming");
        EnvoyProcess envoy = scene.startInSync(dir)) {
      for (int timeout = 2; timeout < 12; timeout++) {
        Instant start = InstantSource.system().instant();
        scene.picture.cluster("app", timeout);
        scene.showAndAwaitSync();
        assertThat(Duration.between(start, InstantSource.system().instant()))
            .isLessThan(Duration.ofSeconds(4)); // not the patience, not Envoy's own timeout
        assertThat(envoy.stat("cluster_manager.warming_clusters")).isZero();
        assertThat(scene.get(scene.port)).isEqualTo("yellow");
      }
    }
  }

  @Test
  void theAnswerToAClusterIsWithheldUntilItsEndpointsCameAndTheRestGoesOnAfterFiveSeconds() {
    try (EnvoyScene scene = new EnvoyScene(server, "withheld");
        EnvoyProcess envoy = scene.startInSync(dir)) {
      scene.picture.cluster("late", 1).listener("in", scene.port, "server", "changed");
      scene.show();
      eventually("the cluster warms", () -> envoy.stat("cluster_manager.warming_clusters") == 1);
      assertThat(scene.status().type(CLUSTER).acked()).doesNotContainKey("late");
      assertThat(scene.status().type(LISTENER).sent())
          .isNotEqualTo(scene.picture.snapshot().listeners().versions());
      eventually(
          "the listener is sent although the cluster was not answered",
          () ->
              scene
                  .status()
                  .type(LISTENER)
                  .acked()
                  .equals(scene.picture.snapshot().listeners().versions()));
      assertThat(scene.status().type(CLUSTER).acked()).doesNotContainKey("late");
      scene.picture.endpoint("late", scene.app("blue"));
      scene.showAndAwaitSync();
      assertThat(envoy.stat("cluster_manager.warming_clusters")).isZero();
    }
  }

  @Test
  void aRefusedSecretPoisonsItsListenersUntilAGoodOneAndTheListenersCameAgain() {
    try (EnvoyScene scene = new EnvoyScene(server, "poison");
        EnvoyProcess envoy = scene.startInSync(dir)) {
      TestAuthority.Leaf good = scene.authority.loopback();
      scene.picture.secret("server", good.chainPem(), scene.authority.loopback().keyPem());
      scene.show();
      eventually("the secret is refused", () -> rejected(scene, SECRET).contains("server"));
      assertThat(scene.get(scene.port)).isEqualTo("yellow"); // the old certificate stays
      scene.picture.listener("in", scene.port, "server", "changed");
      scene.show();
      eventually("the listener is refused with it", () -> rejected(scene, LISTENER).contains("in"));
      assertThat(scene.status().inSync()).isFalse();
      scene.picture.secret("server", good);
      scene.showAndAwaitSync();
      assertThat(scene.status().rejections()).isEmpty();
      assertThat(scene.served(scene.port)).isEqualTo(good.certificate());
      assertThat(envoy.admin("stats?filter=listener.changed")).contains("listener.changed.");
    }
  }

  @Test
  void aListenerThatCannotBindHarmsNoOtherInTheSameResponse() {
    try (EnvoyScene scene = new EnvoyScene(server, "isolated");
        EnvoyProcess envoy = scene.startInSync(dir)) {
      int taken = scene.app("taken");
      int free = EnvoyScene.freePort();
      scene.picture.listener("bad", taken, "server").routes("bad", "app");
      scene.picture.listener("good", free, "server").routes("good", "app");
      scene.show();
      eventually("the bad one is refused", () -> rejected(scene, LISTENER).contains("bad"));
      Rejection rejection = scene.status().rejections().getFirst();
      assertThat(rejection.message()).contains("cannot bind '127.0.0.1:" + taken + "'");
      assertThat(rejection.version())
          .isEqualTo(scene.picture.snapshot().listeners().versions().get("bad"));
      assertThat(rejected(scene, LISTENER)).containsExactly("bad");
      eventually("the good one serves", () -> scene.get(free).equals("yellow"));
      assertThat(scene.get(scene.port)).isEqualTo("yellow");
      scene.picture.without("bad");
      scene.showAndAwaitSync();
      assertThat(envoy.live()).isTrue();
    }
  }

  @Test
  void badRoutesHarmNoOtherRoutesInTheSameResponse() {
    try (EnvoyScene scene = new EnvoyScene(server, "bad-routes")) {
      Map<String, Integer> ports = new TreeMap<>();
      for (String name : List.of("a", "b", "c", "d", "e", "z")) {
        ports.put(name, EnvoyScene.freePort());
        scene.picture.listener(name, ports.get(name), "server").routes(name, "app");
      }
      try (EnvoyProcess envoy = scene.startInSync(dir)) {
        scene.picture.cluster("blue", 1).endpoint("blue", scene.app("blue"));
        ports.keySet().forEach(name -> scene.picture.routes(name, "blue"));
        scene.picture.badRoutes("c");
        scene.show();
        eventually("the bad ones are refused", () -> rejected(scene, ROUTES).equals(List.of("c")));
        ports.forEach((name, port) ->
            eventually(
                name + " has its new routes, c its last good ones",
                () -> scene.get(port).equals(name.equals("c") ? "yellow" : "blue")));
        assertThat(envoy.live()).isTrue();
      }
    }
  }

  @Test
  void anAddressMovesFromOneListenerToAnotherInOneResponse() {
    try (EnvoyScene scene = new EnvoyScene(server, "moved");
        EnvoyProcess envoy = scene.startInSync(dir)) {
      scene.picture.without("in").listener("renamed", scene.port, "server");
      scene.picture.routes("renamed", "app");
      scene.showAndAwaitSync();
      eventually("it serves", () -> scene.get(scene.port).equals("yellow"));
      assertThat(envoy.stat("listener_manager.lds.update_rejected")).isZero();
    }
  }

  @Test
  void trafficThatMovesBetweenClustersThatComeAndGoLosesNoRequest() {
    try (EnvoyScene scene = new EnvoyScene(server, "make-before-break");
        EnvoyProcess envoy = scene.startInSync(dir)) {
      int port = scene.app("blue");
      AtomicBoolean stop = new AtomicBoolean();
      AtomicInteger requests = new AtomicInteger();
      CompletableFuture<List<String>> failures =
          CompletableFuture.supplyAsync(() -> load(scene, stop, requests));
      String before = "app";
      for (int round = 0; round < 20; round++) {
        String next = "c" + round;
        scene.picture.without(before).cluster(next, 1).endpoint(next, port).routes("in", next);
        scene.showAndAwaitSync();
        before = next;
        int enough = requests.get() + 5;
        eventually("more requests", () -> requests.get() > enough || failures.isDone());
      }
      stop.set(true);
      assertThat(failures.join()).isEmpty();
      // The one that is left, and the static cluster of the stream itself.
      assertThat(envoy.stat("cluster_manager.active_clusters")).isEqualTo(2);
    }
  }

  private static List<String> load(EnvoyScene scene, AtomicBoolean stop, AtomicInteger requests) {
    List<String> failures = new ArrayList<>();
    while (!stop.get()) {
      String answer = scene.get(scene.port);
      requests.incrementAndGet();
      if (!answer.equals("yellow") && !answer.equals("blue")) {
        failures.add(answer);
      }
    }
    return failures;
  }

  private static List<String> rejected(EnvoyScene scene, ResourceType type) {
    return List.copyOf(scene.status().type(type).rejections().keySet());
  }
}
