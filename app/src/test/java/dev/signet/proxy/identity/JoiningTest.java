// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Tags;
import dev.signet.key.KeyVault;
import dev.signet.key.NewKey;
import dev.signet.mesh.CertificateDirectory;
import dev.signet.mesh.MeshResources;
import dev.signet.mesh.ResourceKind;
import dev.signet.mesh.ResourceName;
import dev.signet.mesh.Spec;
import dev.signet.mesh.view.MeshView;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.csr.UnsignedRequest;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.name.AttributeType;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.profile.Subject;
import dev.signet.proxy.JoinToken;
import dev.signet.proxy.ProxyResource;
import dev.signet.proxy.stream.ProxyIdentity;
import dev.signet.store.Tx;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import dev.signet.trust.InternalRoot;
import dev.signet.trust.ServerIdentity;
import dev.signet.wire.generated.appmesh.MeshSpec;
import dev.signet.wire.generated.appmesh.VirtualNodeSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens become identities once; nothing else does. */
final class JoiningTest {
  private static final ProxyResource NODE =
      ProxyResource.of("arn:aws:appmesh:eu-central-1:000000000000:mesh/shop/virtualNode/orders");
  private static final Caller ADMIN =
      Caller.in(NODE.home(), "arn:aws:iam::000000000000:user/admin");

  private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");

  @TempDir private Path folder;
  private Grounds grounds;
  private Ground ground;
  private KeyVault vault;
  private InternalRoot root;
  private JoinTokens tokens;
  private ProxyIdentities identities;
  private MeshResources meshes;

  @BeforeEach
  void open() {
    reopen();
    create(ResourceName.mesh("shop"), new Spec.Mesh(MeshSpec.of()));
    createNode();
  }

  private void reopen() {
    grounds = Grounds.open(folder, clock, new SeededEntropy(7));
    ground = grounds.ground();
    vault = ground.vault();
    root = InternalRoot.open(ground);
    tokens = new JoinTokens(ground, root);
    identities = new ProxyIdentities(ground, root, tokens);
    meshes = new MeshResources(ground, new NoCertificates());
  }

  private void createNode() {
    create(node(), new Spec.Node(VirtualNodeSpec.of()));
  }

  private static ResourceName node() {
    return ResourceName.inMesh(ResourceKind.VIRTUAL_NODE, "shop", "orders");
  }

  private void create(ResourceName name, Spec spec) {
    meshes.create(ADMIN, new MeshResources.Put(name, spec, Tags.NONE, Optional.empty()));
  }

  @AfterEach
  void close() {
    grounds.close();
  }

  private IssuedToken token() {
    return tokens.create(ADMIN, NODE, JoinTokens.DEFAULT_LIFE);
  }

  private List<String> changes() {
    return ground.ledger().after(ground.store(), 0, 1000).stream()
        .map(entry -> entry.change().kind())
        .filter(kind -> kind.startsWith("proxy.") || kind.startsWith("trust."))
        .toList();
  }

  private String csr() {
    NewKey key = vault.generate(KeySpec.EC_P256);
    return vault
        .sign(
            key,
            new UnsignedRequest(
                DistinguishedName.of(AttributeType.COMMON_NAME, "admin"),
                key.publicKey(),
                Extensions.none(),
                SignatureScheme.usualFor(KeySpec.EC_P256)))
        .pem();
  }

  private ProxyIdentity authenticate(Certificate certificate) {
    return identities.authenticate(List.of(certificate.toX509()));
  }

  private static void assertDenied(Runnable attempt) {
    assertThatThrownBy(attempt::run)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.DENIED));
  }

  @Test
  void aTokenGivesTheIdentityOfItsResource() {
    Certificate identity = identities.join(token().text(), csr());
    assertThat(authenticate(identity).resourceArn()).isEqualTo(NODE.arn());
    assertThat(authenticate(identity).spiffeId())
        .isEqualTo(
            "spiffe://signet.000000000000/account/000000000000/region/eu-central-1"
                + "/mesh/shop/virtualNode/orders");
  }

  @Test
  void anIdentityHasNoNameButItsSpiffeIdWhateverTheRequestSays() {
    Certificate identity = identities.join(token().text(), csr());
    assertThat(identity.subject().isEmpty()).isTrue();
    assertThat(identity.alternativeName().orElseThrow().names()).hasSize(1);
    assertThat(identity.toX509().getCriticalExtensionOIDs()).contains("2.5.29.17");
    assertThat(identity.extendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
  }

  @Test
  void aTokenWorksOnce() {
    String token = token().text();
    identities.join(token, csr());
    assertDenied(() -> identities.join(token, csr()));
  }

  @Test
  void ofManyAtOnceOneSucceeds() {
    String token = token().text();
    AtomicInteger granted = new AtomicInteger();
    IntStream.range(0, 16)
        .parallel()
        .forEach(_ -> {
          try {
            identities.join(token, csr());
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
    clock.advance(JoinTokens.DEFAULT_LIFE);
    assertDenied(() -> identities.join(token, csr()));
  }

  @Test
  void aWrongSecretIsDeniedAndCostsTheOwnerNothing() {
    String token = token().text();
    String forged = token.replaceFirst("_[0-9a-f]{64}_", "_" + "0".repeat(64) + "_");
    assertDenied(() -> identities.join(forged, csr()));
    assertThat(authenticate(identities.join(token, csr())).resourceArn()).isEqualTo(NODE.arn());
  }

  @Test
  void aForgedIdIsDenied() {
    String first = token().text();
    String second = token().text();
    String mixed = second.substring(0, 20) + first.substring(20);
    assertDenied(() -> identities.join(mixed, csr()));
    assertDenied(
        () -> identities.join(first.replaceFirst("sjt_.{16}", "sjt_" + "f".repeat(16)), csr()));
  }

  @Test
  void whatIsNoTokenIsDenied() {
    List.of(
            "",
            "sjt_",
            "sjt_%_%_%",
            token().text() + "\n",
            token().text().toUpperCase(java.util.Locale.ROOT))
        .forEach(text -> assertDenied(() -> identities.join(text, csr())));
  }

  @Test
  void aBadRequestCostsNoToken() {
    String token = token().text();
    assertThatThrownBy(() -> identities.join(token, "no request"))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.MALFORMED));
    assertThat(authenticate(identities.join(token, csr())).resourceArn()).isEqualTo(NODE.arn());
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
    Certificate identity = identities.join(token().text(), csr());
    clock.advance(ProxyIdentities.LIFE.plus(Duration.ofSeconds(1)));
    assertDenied(() -> authenticate(identity));
  }

  @Test
  void aCertificateOfAnotherAuthorityIsDenied() {
    Certificate ours = identities.join(token().text(), csr());
    Path elsewhere = folder.resolve("elsewhere");
    assertThat(elsewhere.toFile().mkdir()).isTrue();
    try (Grounds other = Grounds.open(elsewhere, clock, new SeededEntropy(8))) {
      Certificate theirs =
          InternalRoot.open(other.ground())
              .sign(
                  ProxyIdentities.PROFILE,
                  Subject.workload(NODE.spiffeId(), ours.publicKey()),
                  ProxyIdentities.LIFE)
              .certificate();
      assertThat(theirs.issuer()).isEqualTo(ours.issuer());
      assertDenied(() -> authenticate(theirs));
    }
  }

  @Test
  void neitherTheServersCertificateNorTheRootIsAnIdentity() {
    ServerIdentity server = new ServerIdentity(ground, root, List.of("localhost", "127.0.0.1"));
    assertDenied(() -> identities.authenticate(server.current().chain()));
    assertDenied(() -> authenticate(root.certificate()));
  }

  @Test
  void renewalKeepsTheName() {
    ProxyIdentity present = authenticate(identities.join(token().text(), csr()));
    ProxyIdentity next = authenticate(identities.renew(present, csr()));
    assertThat(next.resourceArn()).isEqualTo(present.resourceArn());
    assertThat(next.serial()).isNotEqualTo(present.serial());
  }

  @Test
  void theAuthorityIsTheSameAfterARestart() {
    Certificate before = root.certificate();
    grounds.close();
    reopen();
    assertThat(root.certificate()).isEqualTo(before);
  }

  @Test
  void everythingThatLeavesIsInTheLog() {
    ProxyIdentity first = authenticate(identities.join(token().text(), csr()));
    identities.renew(first, csr());
    var _ = new ServerIdentity(ground, root, List.of("localhost"));
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
    identities.join(token().text(), csr());
    grounds.close();
    reopen();
    clock.advance(JoinTokens.DEFAULT_LIFE);
    ground.timers().runDue();
    assertThat(changes().getLast()).isEqualTo("proxy.token-expired");
    clock.advance(ProxyIdentities.LIFE);
    ground.timers().runDue();
    assertThat(changes().getLast()).isEqualTo("proxy.identity-expired");
    assertThat(ground.timers().runDue()).isEmpty();
  }

  @Test
  void aTokenOfAResourceThatWasMadeAnewIsDenied() {
    String token = token().text();
    meshes.delete(ADMIN, node());
    assertThatThrownBy(() -> identities.join(token, csr())).isInstanceOf(Refusal.class);
    createNode();
    assertDenied(() -> identities.join(token, csr()));
  }

  @Test
  void anIdentityOfAResourceThatWasMadeAnewIsNotRenewed() {
    ProxyIdentity old = authenticate(identities.join(token().text(), csr()));
    meshes.delete(ADMIN, node());
    assertThatThrownBy(() -> identities.renew(old, csr())).isInstanceOf(Refusal.class);
    createNode();
    assertDenied(() -> identities.renew(old, csr()));
  }

  @Test
  void noTokenIsMadeForWhatDoesNotExist() {
    ProxyResource missing = ProxyResource.of(NODE.arn() + "2");
    assertThatThrownBy(() -> tokens.create(ADMIN, missing, JoinTokens.DEFAULT_LIFE))
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

  /** Nothing here speaks TLS. */
  private static final class NoCertificates implements CertificateDirectory {
    @Override
    public Optional<String> statusOf(Tx tx, String certificateArn) {
      return Optional.empty();
    }

    @Override
    public void replaceUses(Tx tx, String userArn, Set<String> certificateArns) {}

    @Override
    public Optional<MeshView.CertificateFacts> deliverable(Tx tx, String certificateArn) {
      return Optional.empty();
    }

    @Override
    public Optional<String> authorityCertificate(Tx tx, String authorityArn) {
      return Optional.empty();
    }

    @Override
    public boolean authorityExists(Tx tx, String authorityArn) {
      return false;
    }
  }
}
