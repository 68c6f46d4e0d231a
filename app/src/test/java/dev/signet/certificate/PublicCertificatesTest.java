// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.certificate.CertificateLifecycle.Status;
import dev.signet.certificate.ManagedCertificate.RenewalStatus;
import dev.signet.certificate.domain.ValidationTokens;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Region;
import dev.signet.kernel.Tags;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.key.KeySpec;
import dev.signet.testkit.DnsServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests for public certificates, proven by real DNS under a clock that the test moves. */
@SuppressWarnings("NullAway")
final class PublicCertificatesTest {
  private static final Duration STEP = Duration.ofSeconds(5);

  @TempDir Path folder;
  private DnsServer dns;
  private CertificateScene scene;

  @BeforeEach
  void open() {
    dns = DnsServer.open();
    scene =
        new CertificateScene(
            folder,
            24,
            PublicProfile.of(
                CertificateScene.CA,
                List.of(dns.address()),
                PublicProfile.USUAL_SUFFIX,
                List.of()));
  }

  @AfterEach
  void close() {
    scene.close();
    dns.close();
  }

  @Test
  void aNameIsIssuedForOnceItsRecordIsThere() {
    CertificateArn arn = request("www.example.com");
    after(Duration.ZERO);
    assertThat(status(arn)).isEqualTo(Status.PENDING_VALIDATION);
    publish(arn);
    after(STEP.minusMillis(1));
    assertThat(status(arn)).isEqualTo(Status.PENDING_VALIDATION);
    after(Duration.ofMillis(1));
    assertThat(status(arn)).isEqualTo(Status.ISSUED);
    ManagedCertificate.Outcome.Issued issued = scene.find(arn).current().orElseThrow();
    assertThat(issued.leaf().period().notAfter())
        .isEqualTo(scene.clock.instant().plus(Duration.ofDays(198)));
    assertThat(scene.changes("certificate.issued", arn)).isOne();
    after(Duration.ofDays(1));
    assertThat(scene.changes("certificate.issued", arn)).isOne();
  }

  @Test
  void theRecordIsTheSameInAllRegionsAndAnotherInEachAccount() {
    List<DomainProof> here = proofs(request("*.example.com", "example.com"));
    assertThat(here.get(0).record()).isEqualTo(here.get(1).record());
    assertThat(here.getFirst().recordName()).matches("_[0-9a-f]{32}\\.example\\.com\\.");
    assertThat(here.getFirst().recordValue())
        .matches("_[0-9a-f]{32}\\.[a-z]{10}\\.acm-validations\\.aws\\.");
    Caller elsewhere =
        new Caller(
            AccountId.DEFAULT, new Region("eu-central-1"), CertificateScene.CALLER.principal());
    CertificateArn there =
        scene.manager.publicRequests().request(elsewhere, command("example.com"));
    assertThat(scene.manager.certificates().find(elsewhere, there).terms().orElseThrow().proofs())
        .first()
        .returns(here.getFirst().record(), DomainProof::record);
    var tokens = new ValidationTokens(new byte[32], "acm-validations.aws");
    assertThat(tokens.of(new AccountId("111111111111"), "example.com"))
        .isNotEqualTo(tokens.of(new AccountId("222222222222"), "example.com"));
  }

  @Test
  void anotherValueProvesNothing() {
    CertificateArn arn = request("www.example.com");
    DomainProof proof = proofs(arn).getFirst();
    dns.cname(proof.recordName(), "_0123.abcdefghij.acm-validations.aws.");
    after(STEP);
    dns.cname("_0123.www.example.com.", proof.recordValue()); // nor does another name
    after(STEP);
    assertThat(status(arn)).isEqualTo(Status.PENDING_VALIDATION);
    dns.cname(proof.recordName(), proof.recordValue().substring(1).toUpperCase(Locale.ROOT));
    after(STEP);
    assertThat(status(arn)).isEqualTo(Status.ISSUED);
  }

  @Test
  void aChainOfFiveIsFollowedAndALoopEnds() {
    CertificateArn arn = request("www.example.com");
    DomainProof proof = proofs(arn).getFirst();
    chain(proof, 5);
    after(STEP);
    assertThat(status(arn)).isEqualTo(Status.PENDING_VALIDATION);
    dns.cname(proof.recordName(), "a.example.com.");
    dns.cname("a.example.com.", proof.recordName());
    after(STEP);
    assertThat(status(arn)).isEqualTo(Status.PENDING_VALIDATION);
    chain(proof, 4);
    after(STEP);
    assertThat(status(arn)).isEqualTo(Status.ISSUED);
  }

  private void chain(DomainProof proof, int between) {
    String at = proof.recordName();
    for (int i = 0; i < between; i++) {
      dns.cname(at, "hop" + i + ".example.com.");
      at = "hop" + i + ".example.com.";
    }
    dns.cname(at, proof.recordValue());
  }

  @Test
  void eachNameIsProvenForItself() {
    CertificateArn arn = request("mta-sts.example.com", "bimi-assets.example.com");
    DomainProof first = proofs(arn).getFirst();
    dns.cname(first.recordName(), first.recordValue());
    after(STEP);
    assertThat(proofs(arn)).extracting(DomainProof::proven).containsExactly(true, false);
    assertThat(status(arn)).isEqualTo(Status.PENDING_VALIDATION);
    publish(arn);
    after(STEP);
    assertThat(status(arn)).isEqualTo(Status.ISSUED);
  }

  @Test
  void whoForbidsIsHeardWhereverItStands() {
    dns.caa("example.com.", 0, "issue", "other.example");
    assertThat(proven("www.example.com")).isEqualTo(Status.FAILED);
    dns.caa("www.example.com.", 0, "issue", "amazontrust.com; policy=ev");
    assertThat(proven("www.example.com")).isEqualTo(Status.ISSUED);
    dns.caa("example.com.", 0, "issue", "amazon.com");
    assertThat(proven("*.example.com")).isEqualTo(Status.ISSUED);
    dns.caa("example.com.", 0, "issuewild", ";");
    assertThat(proven("*.example.com")).isEqualTo(Status.FAILED);
    assertThat(proven("example.com")).isEqualTo(Status.ISSUED);
    dns.caa("example.com.", 128, "unheard", "1");
    assertThat(proven("example.com")).isEqualTo(Status.FAILED);
  }

  @Test
  void nothingIsIssuedWhileNobodyKnowsWhoForbids() {
    dns.fail("example.com.");
    CertificateArn arn = request("www.example.com");
    publish(arn);
    after(STEP);
    assertThat(status(arn)).isEqualTo(Status.PENDING_VALIDATION);
    dns.remove("example.com.");
    after(STEP);
    assertThat(status(arn)).isEqualTo(Status.ISSUED);
  }

  @Test
  void afterThreeDaysNobodyLooksAnyMore() {
    CertificateArn arn = request("www.example.com");
    CertificateArn byMail = request(ValidationMethod.EMAIL, "mail.example.com");
    after(Duration.ofDays(3).minusSeconds(1));
    assertThat(status(arn)).isEqualTo(Status.PENDING_VALIDATION);
    assertThat(status(byMail)).isEqualTo(Status.PENDING_VALIDATION);
    scene.restart();
    after(Duration.ofSeconds(1));
    publish(arn);
    after(Duration.ofDays(1));
    assertThat(status(arn)).isEqualTo(Status.VALIDATION_TIMED_OUT);
    assertThat(status(byMail)).isEqualTo(Status.VALIDATION_TIMED_OUT);
    assertThat(dns.asked(proofs(byMail).getFirst().recordName())).isZero();
  }

  @Test
  void whereNobodyIssuesThemThatIsSaid(@TempDir Path another) {
    try (CertificateScene nobody =
        new CertificateScene(
            another,
            25,
            PublicProfile.of("none", List.of(), PublicProfile.USUAL_SUFFIX, List.of()))) {
      CertificateScene.refused(
          () ->
              nobody
                  .manager
                  .publicRequests()
                  .request(CertificateScene.CALLER, command("www.example.com")),
          "InvalidParameterException",
          "--public-issuer");
    }
  }

  @Test
  void looksBecomeRarer() {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    assertThat(ValidationTimes.next(start, start)).isEqualTo(start.plusSeconds(5));
    assertThat(ValidationTimes.next(start, start.plusSeconds(600)))
        .isEqualTo(start.plusSeconds(660));
    assertThat(ValidationTimes.next(start, start.plusSeconds(3600)))
        .isEqualTo(start.plusSeconds(4200));
    assertThat(ValidationTimes.next(start, start.plus(Duration.ofDays(3)).minusSeconds(1)))
        .isEqualTo(start.plus(Duration.ofDays(3)));
  }

  @Test
  void nobodyCanHaveRegisteredWhatIsReserved() {
    for (String name :
        List.of("www.example.test", "host.local", "a.b.internal", "*.co.uk", "x.onion")) {
      CertificateArn arn = request(name);
      assertThat(scene.find(arn).outcome())
          .isEqualTo(new ManagedCertificate.Outcome.Failed(IssuanceFailure.INVALID_PUBLIC_DOMAIN));
    }
  }

  @Test
  void fortyFiveDaysBeforeItsEndAnExportedOneIsProvenAnewAndRenewed() {
    CertificateArn arn = exported();
    Serial first = serial(arn);
    Instant end = scene.find(arn).current().orElseThrow().leaf().period().notAfter();
    at(end.minus(Duration.ofDays(46)));
    assertThat(serial(arn)).isEqualTo(first);
    dns.remove(proofs(arn).getFirst().recordName());
    at(end.minus(Duration.ofDays(45)).plus(Duration.ofHours(2)));
    assertThat(serial(arn)).isEqualTo(first);
    assertThat(scene.find(arn).renewal().orElseThrow().status())
        .isEqualTo(RenewalStatus.PENDING_VALIDATION);
    assertThat(proofs(arn)).extracting(DomainProof::proven).containsExactly(false);
    at(end.minus(Duration.ofDays(44)));
    assertThat(scene.changes("certificate.proof-missing", arn)).isOne(); // not each hour
    publish(arn);
    scene.restart();
    at(scene.clock.instant().plus(Duration.ofHours(1)));
    assertThat(serial(arn)).isNotEqualTo(first);
    assertThat(scene.find(arn).renewal().orElseThrow().status()).isEqualTo(RenewalStatus.SUCCESS);
    assertThat(scene.find(arn).exported()).isFalse();
    at(scene.clock.instant().plus(Duration.ofDays(100)));
    assertThat(scene.changes("certificate.renewed", arn)).isOne();
  }

  @Test
  void whoAsksForARenewalGetsItOnceItIsProven() {
    CertificateArn arn = exported();
    Serial first = serial(arn);
    scene.manager.renewals().renew(CertificateScene.CALLER, arn);
    assertThat(scene.find(arn).renewal().orElseThrow().status())
        .isEqualTo(RenewalStatus.PENDING_AUTO_RENEWAL);
    scene.manager.renewing().runDue();
    assertThat(serial(arn)).isNotEqualTo(first);
  }

  private CertificateArn exported() {
    CertificateArn arn =
        scene
            .manager
            .publicRequests()
            .request(
                CertificateScene.CALLER, command(ValidationMethod.DNS, true, "www.example.com"));
    publish(arn);
    after(STEP);
    scene
        .manager
        .exports()
        .export(CertificateScene.CALLER, arn, Passphrase.of(new byte[] {'w', 'o', 'r', 'd'}));
    return arn;
  }

  private CertificateArn request(String... names) {
    return request(ValidationMethod.DNS, names);
  }

  private CertificateArn request(ValidationMethod method, String... names) {
    return scene
        .manager
        .publicRequests()
        .request(CertificateScene.CALLER, command(method, false, names));
  }

  private static PublicCommand command(String name) {
    return command(ValidationMethod.DNS, false, name);
  }

  private static PublicCommand command(
      ValidationMethod method, boolean exportable, String... names) {
    return new PublicCommand(
        CertificateNames.of(names[0], List.of(names)),
        KeySpec.EC_P256,
        method,
        Map.of(),
        exportable,
        Optional.empty(),
        Tags.NONE,
        Optional.empty());
  }

  /** What becomes of a name whose record is there. */
  private Status proven(String name) {
    CertificateArn arn = request(name);
    publish(arn);
    after(STEP);
    return status(arn);
  }

  private void publish(CertificateArn arn) {
    proofs(arn).forEach(proof -> dns.cname(proof.recordName(), proof.recordValue()));
  }

  private List<DomainProof> proofs(CertificateArn arn) {
    return scene.find(arn).terms().orElseThrow().proofs();
  }

  private Status status(CertificateArn arn) {
    return CertificateLifecycle.status(scene.find(arn), scene.clock.instant());
  }

  private Serial serial(CertificateArn arn) {
    return scene.find(arn).current().orElseThrow().leaf().serial();
  }

  private void after(Duration step) {
    scene.clock.advance(step);
    scene.grounds.ground().timers().runDue();
  }

  private void at(Instant instant) {
    scene.clock.advance(Duration.between(scene.clock.instant(), instant));
    scene.manager.renewing().runDue();
  }
}
