// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import static dev.signet.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.pki.cert.Certificate;
import dev.signet.testkit.RawHttp;
import dev.signet.testkit.SignetExtension;
import dev.signet.testkit.TestAuthority;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Joining and renewing as a proxy does it, against a whole server. */
final class JoiningOverTlsTest {
  @RegisterExtension static final SignetExtension signet = SignetExtension.now();

  @RegisterExtension static final SignetExtension stranger = SignetExtension.now();

  private static final JoinScene scene = new JoinScene(signet);
  private static final String NODE = JoinScene.ARNS + "mesh/shop/virtualNode/orders";

  @TempDir private Path folder;

  @BeforeAll
  static void describe() {
    scene.mesh("shop");
    scene.node("shop", "orders", 8080);
  }

  private static Certificate leaf(Joining.Joined joined) {
    return Certificate.parse(joined.chainPem().getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void aTokenBecomesAnIdentityOnce() {
    String token = scene.token(NODE);
    Joining.Joined joined = Joining.join(scene.endpoint(), token);
    assertThat(joined.resourceArn()).isEqualTo(NODE);
    assertThat(leaf(joined).alternativeName().orElseThrow().uris())
        .containsExactly(
            "spiffe://signet.000000000000/account/000000000000/region/us-east-1"
                + "/mesh/shop/virtualNode/orders");
    assertThatThrownBy(() -> Joining.join(scene.endpoint(), token))
        .isInstanceOf(CommandRefused.class)
        .hasMessageContaining("expected one that is unused and not expired");
  }

  @Test
  void aTokenThatIsNotTakenLeavesNoFolder() throws Exception {
    String used = scene.token(NODE);
    Joining.join(scene.endpoint(), used);
    Path token = Files.writeString(folder.resolve("token"), used);
    Path there = Files.createDirectory(folder.resolve("there"));
    for (Path out : List.of(folder.resolve("not/yet"), there)) {
      assertThat(
              Main.run(
                  "proxy",
                  "bootstrap",
                  "--endpoint",
                  scene.endpoint().toString(),
                  "--out",
                  out.toString(),
                  "--token-file",
                  token.toString()))
          .isEqualTo(1);
    }
    assertThat(folder.resolve("not")).doesNotExist();
    assertThat(there).isEmptyDirectory();
  }

  @Test
  void aTokenExpires() {
    String token = scene.askToken(Map.of("resourceArn", NODE, "ttlSeconds", 60)).text("token");
    signet.clock().advance(Duration.ofSeconds(61));
    assertThatThrownBy(() -> Joining.join(scene.endpoint(), token))
        .hasMessageContaining("not expired");
  }

  @Test
  void aTokenIsOnlyGivenToTheServerThatMadeIt() {
    URI other = URI.create(stranger.running().apiUrl().replace("http://", "https://"));
    String token = scene.token(NODE);
    assertThatThrownBy(() -> Joining.join(other, token)).hasMessageContaining("nothing was sent");
    Joining.join(scene.endpoint(), token); // so it was not used up either
  }

  @Test
  void aTokenIsNotTakenOverPlainHttp() {
    String body = "{\"token\":\"" + scene.token(NODE) + "\",\"csr\":\"x\"}";
    RawHttp.Answer answer =
        RawHttp.post(signet.running().apiUrl(), "/signet/v1/proxy-certificates", body);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("expected it over TLS");
  }

  @Test
  void aLongBodyWithoutASignatureIsNotEvenRead() {
    String body = "{\"token\":\"" + "x".repeat(70_000) + "\"}";
    RawHttp.Answer answer =
        RawHttp.post(signet.running().apiUrl(), "/signet/v1/proxy-certificates", body);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body()).contains("expected at most 65536 in a call without a signature");
  }

  @Test
  void tokensAreMadeForWhatExistsHereOnly() {
    assertThat(scene.askToken(Map.of("resourceArn", NODE + "x")).status()).isEqualTo(404);
    assertThat(scene.askToken(Map.of("resourceArn", NODE.replace("shop", "none"))).status())
        .isEqualTo(404);
    assertThat(
            scene.askToken(Map.of("resourceArn", NODE.replace("us-east-1", "eu-west-1"))).status())
        .isEqualTo(403);
    assertThat(
            scene
                .askToken(Map.of("resourceArn", JoinScene.ARNS + "mesh/shop/virtualRouter/r"))
                .status())
        .isEqualTo(400);
    assertThat(scene.askToken(Map.of("resourceArn", NODE, "ttlSeconds", 59)).body())
        .contains("ttlSeconds");
  }

  @Test
  void anIdentityIsRenewedByItsHolderOnly() throws Exception {
    Joining.Joined joined = Joining.join(scene.endpoint(), scene.token(NODE));
    ProxyFolder proxy = ProxyFolder.prepare(folder, false);
    proxy.write(joined, scene.endpoint(), JoinScene.at("127.0.0.1", 15001, 9901));
    List<X509Certificate> roots = Https.certificates(proxy.trust());
    Joining.Joined renewed = Joining.renew(proxy.endpoint(), roots, proxy.identity().read());
    assertThat(renewed.resourceArn()).isEqualTo(NODE);
    assertThat(leaf(renewed).serial()).isNotEqualTo(leaf(joined).serial());
    assertThat(leaf(renewed).publicKey()).isNotEqualTo(leaf(joined).publicKey());

    TestAuthority foreign = new TestAuthority("foreign");
    TestAuthority.Leaf forged =
        foreign.uri(
            leaf(joined).alternativeName().orElseThrow().uris().getFirst(), Duration.ofHours(1));
    assertThatThrownBy(() ->
            Joining.renew(
                proxy.endpoint(),
                roots,
                new Https.Shown(forged.key(), List.of(forged.certificate()))))
        .isInstanceOf(CommandRefused.class);
    try (Https nobody = Https.trusting(roots, java.util.Optional.empty())) {
      assertThatThrownBy(() ->
              nobody.send(
                  "POST",
                  proxy.endpoint().resolve("/signet/v1/proxy-certificates/renewal"),
                  Map.of("Content-Type", "application/json"),
                  "{\"csr\":\"x\"}".getBytes(StandardCharsets.UTF_8)))
          .hasMessageContaining("no client certificate");
    }
  }

  @Test
  void whatWasDeletedIsNeitherJoinedNorRenewed() throws Exception {
    String gone = scene.node("shop", "gone", 8080);
    ProxyFolder proxy = scene.join(gone, folder, JoinScene.at("127.0.0.1", 15001, 9901));
    String token = scene.token(gone);
    scene.client().rest("appmesh", "DELETE", "/v20190125/meshes/shop/virtualNodes/gone", Map.of());
    List<X509Certificate> roots = Https.certificates(proxy.trust());
    Https.Shown identity = proxy.identity().read();
    URI endpoint = proxy.endpoint();
    eventually("no renewal", () -> refusal(endpoint, roots, identity).contains("not found"));
    assertThatThrownBy(() -> Joining.join(scene.endpoint(), token))
        .hasMessageContaining("not found");
  }

  private static String refusal(URI endpoint, List<X509Certificate> roots, Https.Shown identity) {
    try {
      return Joining.renew(endpoint, roots, identity).resourceArn();
    } catch (CommandRefused refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  @Test
  void theFolderOfAProxyKeepsItsKeyToItsOwner() throws Exception {
    ProxyFolder proxy = scene.join(NODE, folder, JoinScene.at("127.0.0.1", 15001, 9901));
    assertThat(mode("identity/sds.yaml")).isEqualTo("rw-------");
    assertThat(mode("run")).isEqualTo("rwxr-xr-x");
    assertThat(Files.readString(folder.resolve("envoy.yaml")))
        .contains(NODE)
        .doesNotContain("PRIVATE KEY");
    proxy.identity().replace(Joining.join(scene.endpoint(), scene.token(NODE)));
    assertThat(mode("identity/sds.yaml")).isEqualTo("rw-------");
    assertThat(folder.resolve("identity")).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void aFolderWithAnIdentityIsNotWrittenOver() throws Exception {
    scene.join(NODE, folder, JoinScene.at("127.0.0.1", 15001, 9901));
    String before = Files.readString(folder.resolve("identity/sds.yaml"));
    assertThatThrownBy(() -> ProxyFolder.prepare(folder, false))
        .isInstanceOf(CommandRefused.class)
        .hasMessageContaining("holds the identity of a proxy")
        .hasMessageContaining("--force");
    assertThat(folder.resolve("identity/sds.yaml")).hasContent(before);
    ProxyFolder.prepare(folder, true)
        .write(
            Joining.join(scene.endpoint(), scene.token(NODE)),
            scene.endpoint(),
            JoinScene.at("127.0.0.1", 15001, 9901));
    assertThat(Files.readString(folder.resolve("identity/sds.yaml"))).isNotEqualTo(before);
  }

  @Test
  void aFileOfSomebodyElseIsNotWrittenOver() throws Exception {
    Files.writeString(folder.resolve("envoy.yaml"), "mine");
    assertThatThrownBy(() -> ProxyFolder.prepare(folder, false))
        .hasMessageContaining("has a file envoy.yaml");
    assertThat(folder.resolve("envoy.yaml")).hasContent("mine");
    assertThat(folder.resolve("identity")).doesNotExist();
  }

  @Test
  void aFolderThatAnOlderVersionWroteIsRenewedIntoOneFile() throws Exception {
    ProxyFolder proxy = scene.join(NODE, folder, JoinScene.at("127.0.0.1", 15001, 9901));
    Joining.Joined joined = Joining.join(scene.endpoint(), scene.token(NODE));
    Path identity = folder.resolve("identity");
    Files.writeString(identity.resolve("key.pem"), joined.keyPem());
    Files.writeString(identity.resolve("chain.pem"), joined.chainPem());
    assertThat(proxy.identity().read().chain().getFirst()).isEqualTo(leaf(joined).toX509());
    Joining.Joined renewed =
        Joining.renew(proxy.endpoint(), Https.certificates(proxy.trust()), proxy.identity().read());
    proxy.identity().replace(renewed);
    assertThat(proxy.identity().read().chain().getFirst()).isEqualTo(leaf(renewed).toX509());
    assertThat(identity.resolve("key.pem")).doesNotExist();
    assertThat(identity.resolve("chain.pem")).doesNotExist();
  }

  @Test
  void aRenewalThatEndedAtAnyMomentLosesNothing() throws Exception {
    ProxyFolder proxy = scene.join(NODE, folder, JoinScene.at("127.0.0.1", 15001, 9901));
    Https.Shown present = proxy.identity().read();
    List<X509Certificate> roots = Https.certificates(proxy.trust());
    Joining.renew(proxy.endpoint(), roots, present); // its answer was lost
    Files.writeString(folder.resolve("identity/sds.yaml.new"), "{ half of");
    assertThat(proxy.identity().read().chain()).isEqualTo(present.chain());
    assertThat(Main.run("proxy", "renew", folder.toString())).isZero();
    assertThat(proxy.identity().read().chain()).isNotEqualTo(present.chain());
    assertThat(folder.resolve("identity/sds.yaml.new")).doesNotExist();
  }

  @Test
  void theSpellingsOfAnArnGiveAToken() {
    for (String arn : List.of(NODE, NODE.replace(":appmesh:", ":appmesh-preview:"))) {
      assertThat(Main.run("proxy", "token", arn, "--data", signet.folder().toString()))
          .as(arn)
          .isZero();
    }
  }

  private String mode(String file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
  }
}
