// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import static dev.signet.certificate.CertificateScene.CALLER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.ground.EventSource;
import dev.signet.ground.ServiceEvent;
import dev.signet.kernel.Tags;
import dev.signet.pki.status.RevocationReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway")
final class CertificateEventsTest {
  @TempDir Path folder;
  private CertificateScene scene;

  @BeforeEach
  void open() {
    scene = new CertificateScene(folder, 17);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void whatBecomesAvailableIsToldWithTheReason() {
    CertificateArn arn = scene.request("www.example.com");
    export(arn);
    scene.manager.renewals().renew(CALLER, arn);
    CertificateArn brought = brought();
    assertThat(told("ACM Certificate Available"))
        .extracting(event -> event.detail().get("Action"))
        .containsExactly("ISSUANCE", "RENEWAL", "IMPORT");
    ServiceEvent first = told("ACM Certificate Available").getFirst();
    assertThat(first.service()).isEqualTo("acm");
    assertThat(first.type()).isEqualTo("certificate-available");
    assertThat(first.resources()).containsExactly(arn.toString());
    assertThat(first.detail())
        .containsEntry("CertificateType", "PRIVATE")
        .containsEntry("CommonName", "www.example.com")
        .containsEntry("CertificateCreatedDate", "2026-01-01T00:00:00Z")
        .containsEntry("CertificateExpirationDate", "2027-02-01T00:00:00Z")
        .containsEntry("DaysToExpiry", 396L)
        .containsEntry("InUse", false);
    assertThat(told("ACM Certificate Available").getLast().resources())
        .containsExactly(brought.toString());
  }

  @Test
  void anEndThatComesIsToldWithItsDays() {
    brought();
    scene.clock.advance(
        Duration.between(
            scene.clock.instant(), Brought.BEGIN.plus(Duration.ofDays(365 - 30)).plusSeconds(1)));
    scene.clock.advance(Duration.ofHours(23));
    scene.grounds.ground().timers().runDue();
    assertThat(told("ACM Certificate Approaching Expiration"))
        .singleElement()
        .satisfies(event ->
            assertThat(event.detail())
                .containsExactlyInAnyOrderEntriesOf(
                    java.util.Map.of("DaysToExpiry", 30L, "CommonName", "www.example.com")));
  }

  @Test
  void aRenewalThatTheCaRefusesIsToldWithTheReasonAndTheEnd() {
    CertificateArn arn = scene.request("www.example.com");
    scene.use(arn.toString());
    scene.issuer.refusing = Optional.of(IssuanceFailure.PCA_ACCESS_DENIED);
    for (int quarter = 0; quarter < 4 * 400; quarter++) {
      scene.clock.advance(Duration.ofHours(6));
      scene.manager.renewing().runDue();
      scene.grounds.ground().timers().runDue();
    }
    assertThat(told("ACM Certificate Renewal Action Required"))
        .hasSize(5)
        .allSatisfy(event ->
            assertThat(event.detail()).containsEntry("RenewalStatusReason", "PCA_ACCESS_DENIED"));
    assertThat(told("ACM Certificate Expired")).hasSize(1);
  }

  @Test
  void oneThatIsGoneIsToldByItsArn() {
    CertificateArn arn = scene.request("www.example.com");
    export(arn);
    scene.manager.withdrawals().revoke(CALLER, arn, RevocationReason.KEY_COMPROMISE);
    assertThat(told("ACM Certificate Revoked"))
        .singleElement()
        .satisfies(event -> assertThat(event.detail()).containsEntry("Exportable", true));
    scene.manager.certificates().delete(CALLER, arn);
    assertThat(told("ACM Certificate Revoked").getFirst().resources())
        .containsExactly(arn.toString());
  }

  private CertificateArn brought() {
    return scene
        .manager
        .imports()
        .add(CALLER, Brought.issued(Brought.Shape.USUAL).material(), Tags.NONE);
  }

  private void export(CertificateArn arn) {
    scene.manager.exports().export(CALLER, arn, Passphrase.of(new byte[] {'w', 'o', 'r', 'd'}));
  }

  private List<ServiceEvent> told(String detailType) {
    EventSource events = scene.manager.events();
    return scene.grounds.ground().ledger().after(scene.grounds.ground().store(), 0, 10_000).stream()
        .flatMap(entry -> events.event(entry.change()).stream())
        .filter(event -> event.detailType().equals(detailType))
        .toList();
  }
}
