// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.kernel.Refusal;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.profile.Subject;
import dev.signet.proxy.JoinToken;
import dev.signet.proxy.ProxyResource;
import dev.signet.proxy.stream.ProxyIdentity;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.SeededEntropy;
import dev.signet.trust.InternalRoot;
import dev.signet.trust.ServerIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens become identities once; nothing else does. */
final class JoiningTest {
  private static final ProxyResource NODE = IdentityScene.NODE;

  @TempDir private Path folder;
  private IdentityScene scene;

  @BeforeEach
  void open() {
    scene = new IdentityScene(folder);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private IssuedToken token() {
    return scene.token();
  }

  private String csr() {
    return scene.csr();
  }

  private List<String> changes() {
    return scene.changes();
  }

  private ProxyIdentity authenticate(Certificate certificate) {
    return scene.authenticate(certificate);
  }

  @Test
  void aTokenGivesTheIdentityOfItsResource() {
    Certificate identity = scene.identities.join(token().text(), csr());
    assertThat(authenticate(identity).resourceArn()).isEqualTo(NODE.arn());
    assertThat(authenticate(identity).spiffeId())
        .isEqualTo(
            "spiffe://signet.000000000000/account/000000000000/region/eu-central-1"
                + "/mesh/shop/virtualNode/orders");
  }

  @Test
  void anIdentityHasNoNameButItsSpiffeIdWhateverTheRequestSays() {
    Certificate identity = scene.identities.join(token().text(), csr());
    assertThat(identity.subject().isEmpty()).isTrue();
    assertThat(identity.alternativeName().orElseThrow().names()).hasSize(1);
    assertThat(identity.toX509().getCriticalExtensionOIDs()).contains("2.5.29.17");
    assertThat(identity.extendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
  }

  @Test
  void aTokenWorksOnce() {
    String token = token().text();
    scene.identities.join(token, csr());
    IdentityScene.assertDenied(() -> scene.identities.join(token, csr()));
  }

  @Test
  void ofManyAtOnceOneSucceeds() {
    String token = token().text();
    AtomicInteger granted = new AtomicInteger();
    IntStream.range(0, 16)
        .parallel()
        .forEach(_ -> {
          try {
            scene.identities.join(token, csr());
            granted.incrementAndGet();
          } catch (Refusal expected) {
            assertThat(expected.kind()).isEqualTo(Refusal.Kind.DENIED);
          }
        });
    assertThat(granted.get()).isEqualTo(1);
  }

  @Test
  void aTokenExpires() {
    String token = token().text();
    scene.clock.advance(JoinTokens.DEFAULT_LIFE);
    IdentityScene.assertDenied(() -> scene.identities.join(token, csr()));
  }

  @Test
  void aWrongSecretIsDeniedAndCostsTheOwnerNothing() {
    String token = token().text();
    String forged = token.replaceFirst("_[0-9a-f]{64}_", "_" + "0".repeat(64) + "_");
    IdentityScene.assertDenied(() -> scene.identities.join(forged, csr()));
    assertThat(authenticate(scene.identities.join(token, csr())).resourceArn())
        .isEqualTo(NODE.arn());
  }

  @Test
  void aForgedIdIsDenied() {
    String first = token().text();
    String second = token().text();
    String mixed = second.substring(0, 20) + first.substring(20);
    IdentityScene.assertDenied(() -> scene.identities.join(mixed, csr()));
    IdentityScene.assertDenied(() ->
        scene.identities.join(first.replaceFirst("sjt_.{16}", "sjt_" + "f".repeat(16)), csr()));
  }

  @Test
  void whatIsNoTokenIsDenied() {
    List.of(
            "",
            "sjt_",
            "sjt_%_%_%",
            token().text() + "\n",
            token().text().toUpperCase(java.util.Locale.ROOT))
        .forEach(text -> IdentityScene.assertDenied(() -> scene.identities.join(text, csr())));
  }

  @Test
  void aBadRequestCostsNoToken() {
    String token = token().text();
    assertThatThrownBy(() -> scene.identities.join(token, "no request"))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.MALFORMED));
    assertThat(authenticate(scene.identities.join(token, csr())).resourceArn())
        .isEqualTo(NODE.arn());
  }

  @Test
  void aTokenShowsItsSecretNowhereButInItsText() {
    IssuedToken token = token();
    String secret = token.text().substring(21, 85);
    assertThat(token.toString()).doesNotContain(secret);
    assertThat(JoinToken.parse(token.text()).orElseThrow().toString()).doesNotContain(secret);
  }

  @Test
  void anExpiredIdentityIsDenied() {
    Certificate identity = scene.identities.join(token().text(), csr());
    scene.clock.advance(ProxyIdentities.LIFE.plus(Duration.ofSeconds(1)));
    IdentityScene.assertDenied(() -> authenticate(identity));
  }

  @Test
  void aCertificateOfAnotherAuthorityIsDenied() {
    Certificate ours = scene.identities.join(token().text(), csr());
    Path elsewhere = folder.resolve("elsewhere");
    assertThat(elsewhere.toFile().mkdir()).isTrue();
    try (Grounds other = Grounds.open(elsewhere, scene.clock, new SeededEntropy(8))) {
      Certificate theirs =
          InternalRoot.open(other.ground())
              .sign(
                  ProxyIdentities.PROFILE,
                  Subject.workload(NODE.spiffeId(), ours.publicKey()),
                  ProxyIdentities.LIFE)
              .certificate();
      assertThat(theirs.issuer()).isEqualTo(ours.issuer());
      IdentityScene.assertDenied(() -> authenticate(theirs));
    }
  }

  @Test
  void neitherTheServersCertificateNorTheRootIsAnIdentity() {
    ServerIdentity server =
        new ServerIdentity(scene.ground, scene.root, List.of("localhost", "127.0.0.1"));
    IdentityScene.assertDenied(() -> scene.identities.authenticate(server.current().chain()));
    IdentityScene.assertDenied(() -> authenticate(scene.root.certificate()));
  }

  @Test
  void renewalKeepsTheName() {
    ProxyIdentity present = authenticate(scene.identities.join(token().text(), csr()));
    ProxyIdentity next = authenticate(scene.identities.renew(present, csr()));
    assertThat(next.resourceArn()).isEqualTo(present.resourceArn());
    assertThat(next.serial()).isNotEqualTo(present.serial());
    assertThat(present.joinedWith()).isEqualTo(present.serial());
    assertThat(scene.renewed(next).joinedWith()).as("counts for it").isEqualTo(present.serial());
  }

  @Test
  void aProxyIsRenewedAFewTimesAnHour() {
    ProxyIdentity first = scene.joined();
    ProxyIdentity present = first;
    for (int i = 1; i < ProxyIdentities.MOST_AN_HOUR; i++) {
      present = scene.renewed(present);
    }
    ProxyIdentity last = present;
    for (ProxyIdentity each : List.of(first, last)) {
      assertThatThrownBy(() -> scene.renewed(each))
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.THROTTLED));
    }
    assertThat(scene.renewed(scene.joined())).as("of another proxy").isNotNull();
    scene.clock.advance(Duration.ofHours(1));
    assertThat(scene.renewed(last).joinedWith()).isEqualTo(first.serial());
  }

  @Test
  void theAuthorityIsTheSameAfterARestart() {
    Certificate before = scene.root.certificate();
    scene.restart();
    assertThat(scene.root.certificate()).isEqualTo(before);
  }

  @Test
  void everythingThatLeavesIsInTheLog() {
    ProxyIdentity first = authenticate(scene.identities.join(token().text(), csr()));
    scene.identities.renew(first, csr());
    var _ = new ServerIdentity(scene.ground, scene.root, List.of("localhost"));
    assertThat(changes())
        .containsExactly(
            "trust.root-created",
            "proxy.token-created",
            "proxy.joined",
            "proxy.renewed",
            "trust.server-certificate-signed");
  }

  @Test
  void tokensAndIdentitiesEndByTheirTimersAlsoAfterARestart() {
    token();
    scene.identities.join(token().text(), csr());
    scene.restart();
    scene.clock.advance(JoinTokens.DEFAULT_LIFE);
    scene.ground.timers().runDue();
    assertThat(changes().getLast()).isEqualTo("proxy.token-expired");
    scene.clock.advance(ProxyIdentities.LIFE);
    Grounds.changeBySignedCall(scene.ground);
    scene.ground.timers().runDue();
    assertThat(changes().getLast()).isEqualTo("proxy.identity-expired");
    scene.clock.advance(ProxyIdentities.SHOWN);
    Grounds.changeBySignedCall(scene.ground);
    assertThat(scene.ground.timers().runDue()).isEmpty();
    assertThat(changes().getLast()).isEqualTo("proxy.identity-forgotten");
  }

  @Test
  void aTokenOfAResourceThatWasMadeAnewIsDenied() {
    String token = token().text();
    scene.deleteNode();
    assertThatThrownBy(() -> scene.identities.join(token, csr())).isInstanceOf(Refusal.class);
    scene.createNode();
    IdentityScene.assertDenied(() -> scene.identities.join(token, csr()));
  }

  @Test
  void anIdentityOfAResourceThatWasMadeAnewIsNotRenewed() {
    ProxyIdentity old = authenticate(scene.identities.join(token().text(), csr()));
    scene.deleteNode();
    assertThatThrownBy(() -> scene.identities.renew(old, csr())).isInstanceOf(Refusal.class);
    scene.createNode();
    IdentityScene.assertDenied(() -> scene.identities.renew(old, csr()));
  }

  @Test
  void noTokenIsMadeForWhatDoesNotExist() {
    ProxyResource missing = ProxyResource.of(NODE.arn() + "2");
    assertThatThrownBy(
            () -> scene.tokens.create(IdentityScene.ADMIN, missing, JoinTokens.DEFAULT_LIFE))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
  }

  @Test
  void onlyNodesAndGatewaysHaveProxies() {
    List.of(
            "arn:aws:appmesh:eu-central-1:000000000000:mesh/shop/virtualService/orders",
            "arn:aws:appmesh:eu-central-1:000000000000:mesh/shop/virtualNode/",
            "arn:aws:appmesh:eu-central-1:000000000000:mesh/shop/virtualNode/a/b",
            "arn:aws-cn:appmesh:eu-central-1:000000000000:mesh/shop/virtualNode/a",
            "arn:aws:acm:eu-central-1:000000000000:mesh/shop/virtualNode/a")
        .forEach(
            arn -> assertThatThrownBy(() -> ProxyResource.of(arn)).isInstanceOf(Refusal.class));
  }

  @Test
  void theSpellingsOfAnArnMeanTheSameResource() {
    String place = ":eu-central-1:000000000000:mesh/shop";
    for (String arn :
        List.of(
            "arn:aws:appmesh-preview" + place + "/virtualNode/orders",
            "arn:aws:appmesh" + place + "@000000000000/virtualNode/orders")) {
      assertThat(ProxyResource.of(arn)).as(arn).isEqualTo(NODE);
    }
    assertThatThrownBy(
            () -> ProxyResource.of("arn:aws:appmesh" + place + "@000000000001/virtualNode/orders"))
        .isInstanceOf(Refusal.class);
  }
}
