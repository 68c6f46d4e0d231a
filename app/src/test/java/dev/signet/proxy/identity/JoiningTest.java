// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.kernel.AccountId;
import dev.signet.kernel.Entropy;
import dev.signet.kernel.Refusal;
import dev.signet.key.KeyVault;
import dev.signet.key.NewKey;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.csr.UnsignedRequest;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.key.SignatureVerifier;
import dev.signet.pki.name.AttributeType;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.name.GeneralName;
import dev.signet.proxy.stream.ProxyIdentity;
import dev.signet.store.Store;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
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
  private static final AccountId ACCOUNT = AccountId.DEFAULT;
  private static final ProxyResource NODE =
      ProxyResource.of("arn:aws:appmesh:eu-central-1:000000000000:mesh/shop/virtualNode/orders");

  private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
  private final Entropy entropy = new SeededEntropy(7);

  @TempDir private Path folder;
  private Grounds grounds;
  private Store store;
  private KeyVault vault;
  private ProxyAuthority authority;
  private JoinTokens tokens;
  private ProxyIdentities identities;

  @BeforeEach
  void open() {
    grounds = Grounds.open(folder, clock, entropy);
    store = grounds.ground().store();
    vault = grounds.ground().vault();
    authority = ProxyAuthority.open(ACCOUNT, store, vault, entropy, clock);
    tokens = new JoinTokens(store, entropy, clock, authority);
    identities = new ProxyIdentities(authority, tokens, SignatureVerifier.jdk(), clock);
  }

  @AfterEach
  void close() {
    grounds.close();
  }

  private IssuedToken token() {
    return tokens.create(NODE, JoinTokens.DEFAULT_LIFE);
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
    Certificate identity = identities.join(token().text(), csr()).certificate();
    assertThat(authenticate(identity).resourceArn()).isEqualTo(NODE.arn());
    assertThat(authenticate(identity).spiffeId())
        .isEqualTo(
            "spiffe://signet.000000000000/account/000000000000/region/eu-central-1"
                + "/mesh/shop/virtualNode/orders");
  }

  @Test
  void anIdentityHasNoNameButItsSpiffeIdWhateverTheRequestSays() {
    Certificate identity = identities.join(token().text(), csr()).certificate();
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
            tokens.redeem(token);
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
    assertThat(tokens.redeem(token)).isEqualTo(NODE);
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
    assertThat(tokens.redeem(token)).isEqualTo(NODE);
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
    Certificate identity = identities.join(token().text(), csr()).certificate();
    clock.advance(ProxyAuthority.IDENTITY_LIFE.plus(Duration.ofSeconds(1)));
    assertDenied(() -> authenticate(identity));
  }

  @Test
  void aCertificateOfAnotherAuthorityIsDenied(@TempDir Path twinFolder) {
    Certificate ours = identities.join(token().text(), csr()).certificate();
    try (Grounds other = Grounds.open(twinFolder, clock, entropy)) {
      ProxyAuthority twin =
          ProxyAuthority.open(
              ACCOUNT, other.ground().store(), other.ground().vault(), entropy, clock);
      Certificate theirs = twin.identity(NODE, ours.publicKey()).certificate();
      assertThat(theirs.issuer()).isEqualTo(ours.issuer());
      assertDenied(() -> authenticate(theirs));
    }
  }

  @Test
  void neitherTheServersCertificateNorTheRootIsAnIdentity() {
    NewKey key = vault.generate(KeySpec.EC_P256);
    Certificate server =
        authority.server(List.of("localhost", "127.0.0.1"), key.publicKey()).certificate();
    assertThat(server.alternativeName().orElseThrow().names())
        .filteredOn(GeneralName.Ip.class::isInstance)
        .containsExactly(GeneralName.Ip.parse("127.0.0.1").orElseThrow());
    assertDenied(() -> authenticate(server));
    assertDenied(() -> authenticate(authority.certificate()));
  }

  @Test
  void renewalKeepsTheName() {
    ProxyIdentity present = authenticate(identities.join(token().text(), csr()).certificate());
    ProxyIdentity next = authenticate(identities.renew(present, csr()).certificate());
    assertThat(next.resourceArn()).isEqualTo(present.resourceArn());
    assertThat(next.serial()).isNotEqualTo(present.serial());
  }

  @Test
  void theAuthorityIsTheSameAfterARestart() {
    assertThat(ProxyAuthority.open(ACCOUNT, store, vault, entropy, clock).certificate())
        .isEqualTo(authority.certificate());
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
