// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import static dev.signet.certificate.CertificateScene.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.kernel.AccountId;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Region;
import dev.signet.kernel.Tags;
import dev.signet.pki.key.KeySpec;
import dev.signet.store.Store;
import dev.signet.store.Unrecorded;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
final class ManagedCertificatesTest {
  private static final Caller CALLER =
      new Caller(AccountId.DEFAULT, Region.DEFAULT, "arn:aws:iam::000000000000:user/admin");
  private static final String CA =
      "arn:aws:acm-pca:us-east-1:000000000000:certificate-authority/"
          + "11111111-2222-3333-4444-555555555555";
  private static final String NODE = "arn:aws:appmesh:us-east-1:000000000000:mesh/m/virtualNode/n";

  @TempDir Path folder;
  private final SeededEntropy entropy = new SeededEntropy(1);
  private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
  private final FakeIssuer issuer = new FakeIssuer(clock, entropy);
  private Grounds grounds;
  private CertificateManager manager;
  private ManagedCertificates certificates;

  @BeforeEach
  void open() {
    grounds = Grounds.open(folder, clock, entropy);
    manager =
        CertificateManager.open(
            grounds.ground(), issuer, PublicProfile.USUAL, new Lookups(Runnable::run));
    certificates = manager.certificates();
  }

  @AfterEach
  void close() {
    manager.close();
    grounds.close();
  }

  @Test
  void aRequestedCertificateIsIssuedBeforeTheAnswer() {
    CertificateArn arn = request("www.example.com", Optional.empty());
    ManagedCertificate found = certificates.find(CALLER, arn);
    assertThat(CertificateLifecycle.status(found, clock.instant()))
        .isEqualTo(CertificateLifecycle.Status.ISSUED);
    assertThat(certificates.get(CALLER, arn).leaf().period().notAfter())
        .isEqualTo(Instant.parse("2027-02-01T00:00:00Z"));
    assertThat(changes()).containsExactly("certificate.issued " + arn);
  }

  @Test
  void aRefusalOfTheCaEndsAsFailed() {
    issuer.refusing = Optional.of(IssuanceFailure.PCA_INVALID_STATE);
    CertificateArn arn = request("www.example.com", Optional.empty());
    assertThat(certificates.find(CALLER, arn).outcome())
        .isEqualTo(new ManagedCertificate.Outcome.Failed(IssuanceFailure.PCA_INVALID_STATE));
    refused(() -> certificates.get(CALLER, arn), "ResourceNotFoundException");
    assertThat(changes()).containsExactly("certificate.failed " + arn);
    assertThat(keys()).isZero();
  }

  @Test
  void whoMayNotUseTheCaIsToldAtOnceAndNothingIsKept() {
    issuer.refusing = Optional.of(IssuanceFailure.PCA_ACCESS_DENIED);
    assertThatThrownBy(() -> request("www.example.com", Optional.empty()))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.DENIED))
        .hasMessage(
            "User: arn:aws:iam::000000000000:user/admin is not authorized to perform:"
                + " acm-pca:IssueCertificate on resource: "
                + CA);
    assertThat(changes()).isEmpty();
    assertThat(keys()).isZero();
  }

  @Test
  void aFaultOfTheCaEndsAsFailedAndLeavesNoKey() {
    issuer.faulty = true;
    CertificateArn arn = request("www.example.com", Optional.empty());
    assertThat(certificates.find(CALLER, arn).outcome())
        .isEqualTo(new ManagedCertificate.Outcome.Failed(IssuanceFailure.PCA_REQUEST_FAILED));
    assertThat(keys()).isZero();
  }

  @Test
  void aCrashAfterTheCaSignedLeavesNoKey() {
    issuer.crashing = true;
    assertThatThrownBy(() -> request("www.example.com", Optional.empty()))
        .isInstanceOf(AssertionError.class);
    assertThat(keys()).isZero();
    issuer.crashing = false;
    CertificateArn arn = request("www.example.com", Optional.empty());
    use(arn);
    issuer.crashing = true;
    assertThatThrownBy(() -> manager.renewals().renew(CALLER, arn))
        .isInstanceOf(AssertionError.class);
    assertThat(keys()).isOne();
  }

  @Test
  void repeatsThatRaceLeaveOneCertificateWithOneKey() throws Exception {
    List<Future<CertificateArn>> all = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 8; i++) {
        all.add(pool.submit(() -> request("www.example.com", Optional.of("token"))));
      }
    }
    Set<CertificateArn> made = new HashSet<>();
    for (Future<CertificateArn> each : all) {
      made.add(each.get());
    }
    assertThat(made).hasSize(1);
    assertThat(keys()).isOne();
  }

  @Test
  void renewalsThatRaceLeaveNoKeyThatNothingNames() throws Exception {
    CertificateArn arn = request("www.example.com", Optional.empty());
    use(arn);
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 8; i++) {
        var _ = pool.submit(() -> manager.renewals().renew(CALLER, arn));
      }
    }
    assertThat(keys()).isEqualTo(2); // the one in force and its predecessor
  }

  @Test
  void tagsAndTheirChangesAreRecorded() {
    CertificateArn arn = request("www.example.com", Optional.empty());
    certificates.retag(CALLER, arn, tags -> tags.with(Map.of("team", "blue")));
    assertThat(certificates.find(CALLER, arn).tags().values()).containsEntry("team", "blue");
    assertThat(changes()).endsWith("certificate.tagged " + arn);
  }

  @Test
  void anOldKeyThatGoesIsAChangeToo() {
    CertificateArn arn = request("www.example.com", Optional.empty());
    String key = certificates.get(CALLER, arn).key().id();
    certificates.delete(CALLER, arn);
    assertThat(changes()).contains("certificate.deleted " + arn, "key.destroyed key/" + key);
  }

  @Test
  void aTokenAnswersEachOfItsRequestsWithItsOwn() {
    CertificateArn first = request("a.example.com", Optional.of("token"));
    CertificateArn second = request("b.example.com", Optional.of("token"));
    assertThat(request("a.example.com", Optional.of("token"))).isEqualTo(first);
    assertThat(request("b.example.com", Optional.of("token"))).isEqualTo(second);
    certificates.delete(CALLER, first);
    assertThat(request("a.example.com", Optional.of("token"))).isNotEqualTo(first);
  }

  @Test
  void aKeyOfAnotherFamilyThanTheCasFails() {
    CertificateArn arn =
        certificates.request(CALLER, command("a.example.com", KeySpec.EC_P256, null));
    assertThat(certificates.find(CALLER, arn).outcome())
        .isEqualTo(new ManagedCertificate.Outcome.Failed(IssuanceFailure.PCA_INVALID_ARGS));
    assertThat(issuer.callers).isEmpty();
  }

  @Test
  void aRepeatedTokenMeansTheSameCertificateForAnHour() {
    CertificateArn first = request("www.example.com", Optional.of("t1"));
    assertThat(request("www.example.com", Optional.of("t1"))).isEqualTo(first);
    assertThat(request("other.example.com", Optional.of("t1"))).isNotEqualTo(first);
    CertificateArn second = request("www.example.com", Optional.of("t2"));
    clock.advance(Duration.ofMinutes(61));
    assertThat(request("www.example.com", Optional.of("t2"))).isNotEqualTo(second);
  }

  @Test
  void aCertificateThatNobodyUsesIsNotRenewed() {
    CertificateArn arn = request("www.example.com", Optional.empty());
    refused(() -> manager.renewals().renew(CALLER, arn), "ValidationException");
    use(arn);
    clock.advance(Duration.ofDays(400));
    refused(() -> manager.renewals().renew(CALLER, arn), "ValidationException");
  }

  @Test
  void aRenewalChangesKeyAndSerialAndKeepsTheArn() {
    CertificateArn arn = request("www.example.com", Optional.empty());
    var old = certificates.get(CALLER, arn);
    use(arn);
    clock.advance(Duration.ofDays(1));
    manager.renewals().renew(CALLER, arn);
    var renewed = certificates.get(CALLER, arn);
    assertThat(renewed.leaf().serial()).isNotEqualTo(old.leaf().serial());
    assertThat(renewed.leaf().publicKey()).isNotEqualTo(old.leaf().publicKey());
    assertThat(renewed.issuedAt()).isEqualTo(clock.instant());
    assertThat(issuer.callers.getLast().principal()).isEqualTo("acm.amazonaws.com");
    assertThat(changes())
        .containsExactly("certificate.issued " + arn, "certificate.renewed " + arn);
    manager.renewals().renew(CALLER, arn);
    assertThat(keys()).isEqualTo(2);
  }

  @Test
  void aRefusedRenewalStaysPendingAndTheOldCertificateInForce() {
    CertificateArn arn = request("www.example.com", Optional.empty());
    var old = certificates.get(CALLER, arn);
    use(arn);
    issuer.refusing = Optional.of(IssuanceFailure.PCA_ACCESS_DENIED);
    manager.renewals().renew(CALLER, arn);
    assertThat(certificates.get(CALLER, arn)).isEqualTo(old);
    assertThat(certificates.find(CALLER, arn).renewal())
        .contains(
            new ManagedCertificate.Renewal(
                ManagedCertificate.RenewalStatus.PENDING_AUTO_RENEWAL,
                Optional.of(IssuanceFailure.PCA_ACCESS_DENIED),
                clock.instant()));
    issuer.refusing = Optional.empty();
    manager.renewals().renew(CALLER, arn);
    assertThat(certificates.get(CALLER, arn)).isNotEqualTo(old);
  }

  @Test
  void aUsedCertificateCannotBeDeleted() {
    CertificateArn arn = request("www.example.com", Optional.empty());
    use(arn);
    refused(() -> certificates.delete(CALLER, arn), "ResourceInUseException");
    uses(Set.of());
    certificates.delete(CALLER, arn);
    refused(() -> certificates.find(CALLER, arn), "ResourceNotFoundException");
    assertThat(keys()).isZero();
  }

  @Test
  void aCertificateOfAnotherAccountOrRegionIsNotFound() {
    CertificateArn arn = request("www.example.com", Optional.empty());
    Caller elsewhere = new Caller(AccountId.DEFAULT, new Region("eu-west-1"), CALLER.principal());
    Caller other = new Caller(new AccountId("111111111111"), Region.DEFAULT, CALLER.principal());
    for (Caller caller : List.of(elsewhere, other)) {
      refused(() -> certificates.find(caller, arn), "ResourceNotFoundException");
      refused(() -> certificates.get(caller, arn), "ResourceNotFoundException");
      refused(() -> certificates.delete(caller, arn), "ResourceNotFoundException");
      refused(() -> manager.renewals().renew(caller, arn), "ResourceNotFoundException");
      refused(() -> certificates.retag(caller, arn, tags -> tags), "ResourceNotFoundException");
    }
  }

  @Test
  void theMeshGetsChainAndKeyAndSeesExpiry() {
    CertificateArn arn = request("www.example.com", Optional.empty());
    var deliverable =
        store().read(tx -> certificates.deliverable(tx, arn.toString())).orElseThrow();
    assertThat(deliverable.issued()).contains(certificates.get(CALLER, arn));
    clock.advance(Duration.ofDays(400));
    assertThat(
            store().read(tx -> certificates.deliverable(tx, arn.toString())).orElseThrow().status())
        .isEqualTo(CertificateLifecycle.Status.EXPIRED);
  }

  @Test
  void namesAreCheckedAndCollapse() {
    assertThat(CertificateNames.of("WWW.example.com", List.of("www.example.com", "*.b.com")).all())
        .containsExactly("www.example.com", "*.b.com");
    for (String bad : List.of("localhost", "10.0.0.15", "a.*.com", "a.com.", "-a.com", "a,b.com")) {
      refused(() -> CertificateNames.of(bad, List.of()), "ValidationException");
    }
    refused(() -> CertificateNames.of("ab--c.com", List.of()), "InvalidParameterException");
    refused(
        () -> CertificateNames.of("a".repeat(61) + ".com", List.of()), "InvalidParameterException");
  }

  private CertificateArn request(String name, Optional<String> token) {
    return certificates.request(CALLER, command(name, KeySpec.RSA_2048, token.orElse(null)));
  }

  private static CertificateCommand command(
      String name, KeySpec spec, @org.jspecify.annotations.Nullable String token) {
    return new CertificateCommand(
        CertificateNames.of(name, List.of()),
        spec,
        CA,
        Tags.NONE,
        false,
        Optional.ofNullable(token));
  }

  private void use(CertificateArn arn) {
    uses(Set.of(arn.toString()));
  }

  private void uses(Set<String> arns) {
    store()
        .write(tx -> {
          manager.uses().replace(tx, NODE, arns);
          tx.unrecorded(Unrecorded.HOUSEKEEPING); // the mesh records it
          return true;
        });
  }

  private Store store() {
    return grounds.ground().store();
  }

  private long keys() {
    return store()
        .read(tx -> tx.first("SELECT COUNT(*) FROM keys", row -> row.getLong(1)))
        .orElseThrow();
  }

  private List<String> changes() {
    return grounds.ground().ledger().after(store(), 0, 100).stream()
        .map(entry -> entry.change().kind() + " " + entry.change().subject())
        .toList();
  }
}
