// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import static dev.signet.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.testkit.EnvoyProcess;
import dev.signet.testkit.SignetExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Real Envoys that joined a whole server: each gets its own, and harms nobody else. */
@Tag("envoy")
final class MeshOnEnvoyTest {
  @RegisterExtension static final SignetExtension signet = SignetExtension.now();

  private static final JoinScene scene = new JoinScene(signet);

  @TempDir private Path folder;

  @BeforeAll
  static void describe() {
    scene.mesh("shop");
  }

  private static JsonNode proxies() {
    return scene.client().rest("signet", "GET", "/signet/v1/meshes/shop/proxies", Map.of()).json();
  }

  private static JsonNode proxy(String arn) {
    for (JsonNode each : proxies().path("proxies")) {
      if (each.path("resourceArn").asText().equals(arn) && each.path("connected").asBoolean()) {
        return each;
      }
    }
    return proxies().path("nobody");
  }

  private static JsonNode refusedAs(String nodeId) {
    for (JsonNode each : proxies().path("refusedStreams")) {
      if (each.path("nodeId").asText().equals(nodeId)) {
        return each;
      }
    }
    return proxies().path("nobody");
  }

  private static Bootstrap.Placement place() {
    return JoinScene.at("127.0.0.1", freePort(), freePort());
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private EnvoyProcess start(Path proxy, Bootstrap.Placement placement) {
    return EnvoyProcess.startFolder(proxy, "http://127.0.0.1:" + placement.admin().port() + "/");
  }

  @Test
  void aProxyThatRefusesSomethingHarmsOnlyItself() throws Exception {
    int taken = freePort();
    String bad = scene.node("shop", "bad", taken);
    String good = scene.node("shop", "good", freePort());
    Bootstrap.Placement badPlace = place();
    Bootstrap.Placement goodPlace = place();
    scene.join(bad, folder.resolve("bad"), badPlace);
    scene.join(good, folder.resolve("good"), goodPlace);
    try (ServerSocket occupied = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress());
        EnvoyProcess refusing = start(folder.resolve("bad"), badPlace);
        EnvoyProcess content = start(folder.resolve("good"), goodPlace)) {
      assertThat(occupied.isBound()).isTrue();
      eventually("the good one is in sync", () -> proxy(good).path("inSync").asBoolean());
      eventually("the refusal is known", () -> proxy(bad).path("rejections").size() == 1);
      assertThat(proxy(bad).path("rejections").path(0).path("message").asText())
          .contains("Address already in use");
      assertThat(proxy(bad).path("inSync").asBoolean()).isFalse();
      assertThat(proxy(good).path("rejections")).isEmpty();
      assertThat(content.live()).isTrue();
      assertThat(refusing.stat("listener_manager.lds.update_rejected")).isEqualTo(1);
      JsonNode findings =
          scene
              .client()
              .rest("signet", "GET", "/signet/v1/meshes/shop/findings", Map.of())
              .json()
              .path("findings");
      assertThat(findings.toString()).contains("refused-by-proxy").contains("virtualNode/bad");
    }
  }

  @Test
  void aProxyThatClaimsToBeAnotherNodeGetsNothingAndIsRecorded() throws Exception {
    String own = scene.node("shop", "own", freePort());
    String other = scene.node("shop", "other", freePort());
    Bootstrap.Placement placement = place();
    scene.join(own, folder, placement);
    Path bootstrap = folder.resolve("envoy.yaml");
    Files.writeString(bootstrap, Files.readString(bootstrap).replace(own, other));
    try (EnvoyProcess pretender = start(folder, placement)) {
      eventually("the refusal is recorded", () -> !refusedAs(other).isMissingNode());
      JsonNode refused = refusedAs(other);
      assertThat(refused.path("reason").asText()).isEqualTo("FORBIDDEN");
      assertThat(refused.path("resourceArn").asText()).isEqualTo(own);
      assertThat(proxy(other).isMissingNode()).isTrue();
      assertThat(pretender.stat("listener_manager.lds.update_success")).isZero();
    }
  }

  @Test
  void aProxyIsToldToHoldNothingWhenItsNodeIsDeleted() throws Exception {
    String gone = scene.node("shop", "gone", freePort());
    Bootstrap.Placement placement = place();
    scene.join(gone, folder, placement);
    try (EnvoyProcess envoy = start(folder, placement)) {
      eventually("in sync", () -> proxy(gone).path("inSync").asBoolean());
      assertThat(envoy.admin("listeners?format=json")).contains("lds_ingress_0.0.0.0_15000");
      scene
          .client()
          .rest("appmesh", "DELETE", "/v20190125/meshes/shop/virtualNodes/gone", Map.of());
      eventually(
          "it listens no more",
          () -> !envoy.admin("listeners?format=json").contains("lds_ingress_0.0.0.0_15000"));
      eventually(
          "its next stream is refused",
          () -> proxies().path("refusedStreams").toString().contains("virtualNode/gone"));
    }
  }

  @Test
  void aRenewalReplacesKeyAndChainAsOne() throws Exception {
    String node = scene.node("shop", "renewing", freePort());
    Bootstrap.Placement placement = place();
    ProxyFolder proxy = scene.join(node, folder, placement);
    try (EnvoyProcess envoy = start(folder, placement)) {
      eventually("in sync", () -> proxy(node).path("inSync").asBoolean());
      for (int i = 0; i < 10; i++) {
        assertThat(Main.run("proxy", "renew", folder.toString())).isZero();
        String serial = serial(proxy);
        eventually("Envoy shows " + serial, () -> envoy.admin("certs").contains(serial));
      }
      assertThat(envoy.log()).doesNotContain("MISMATCH").doesNotContain("Failed to load");
      assertThat(envoy.stat("sds.identity.key_rotation_failed")).isZero();
      assertThat(envoy.stat("sds.identity.update_rejected")).isZero();
      assertThat(proxy(node).path("connected").asBoolean()).isTrue();
    }
  }

  @Test
  void aRenewalOfAFolderOfAnOlderVersionReachesItsEnvoyToo() throws Exception {
    String node = scene.node("shop", "older", freePort());
    Bootstrap.Placement placement = place();
    ProxyFolder proxy = scene.join(node, folder, placement);
    Path identity = folder.resolve("identity");
    JsonNode pair =
        new com.fasterxml.jackson.databind.ObjectMapper()
            .readTree(identity.resolve("sds.yaml").toFile())
            .at("/resources/0/tls_certificate");
    for (String[] part :
        new String[][] {{"private_key", "key.pem"}, {"certificate_chain", "chain.pem"}}) {
      Files.writeString(
          identity.resolve(part[1]), pair.path(part[0]).path("inline_string").asText());
    }
    Files.writeString(identity.resolve("sds.yaml"), SECRET_OF_TWO_FILES);
    try (EnvoyProcess envoy = start(folder, placement)) {
      eventually("in sync", () -> proxy(node).path("inSync").asBoolean());
      assertThat(Main.run("proxy", "renew", folder.toString())).isZero();
      String serial = serial(proxy);
      eventually("Envoy shows " + serial, () -> envoy.admin("certs").contains(serial));
      assertThat(envoy.log()).doesNotContain("MISMATCH");
    }
  }

  private static String serial(ProxyFolder proxy) throws IOException {
    return proxy.identity().read().chain().getFirst().getSerialNumber().toString(16);
  }

  /** What bootstrap wrote when key and chain were files of their own. */
  private static final String SECRET_OF_TWO_FILES =
      """
      resources:
      - "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret
        name: identity
        tls_certificate:
          certificate_chain: {filename: identity/chain.pem}
          private_key: {filename: identity/key.pem}
          watched_directory: {path: identity}
      """;

  @Test
  void aRevokedProxyIsNotLetInAgain() throws Exception {
    String node = scene.node("shop", "stolen", freePort());
    Bootstrap.Placement placement = place();
    scene.join(node, folder, placement);
    try (EnvoyProcess envoy = start(folder, placement)) {
      eventually("in sync", () -> proxy(node).path("inSync").asBoolean());
      assertThat(Main.run("proxy", "revoke", node, "--data", signet.folder().toString())).isZero();
      eventually("its next stream is refused", () -> !refusedAs(node).isMissingNode());
      assertThat(refusedAs(node).path("reason").asText()).isEqualTo("UNAUTHENTICATED");
      assertThat(proxy(node).isMissingNode()).isTrue();
      assertThat(envoy.live()).isTrue(); // it goes on with what it holds
    }
  }
}
