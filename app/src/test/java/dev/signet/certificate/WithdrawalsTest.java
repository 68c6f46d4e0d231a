// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import static dev.signet.certificate.CertificateScene.CALLER;
import static dev.signet.certificate.CertificateScene.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.certificate.CertificateLifecycle.Status;
import dev.signet.kernel.Tags;
import dev.signet.ledger.Change;
import dev.signet.pki.status.RevocationReason;
import dev.signet.testkit.Eventually;
import dev.signet.wire.generated.acm.Acm;
import dev.signet.wire.generated.acm.CertificateDetail;
import dev.signet.wire.generated.acm.CertificateStatus;
import dev.signet.wire.generated.acm.DescribeCertificateRequest;
import dev.signet.wire.generated.acm.RevokeCertificateRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway")
final class WithdrawalsTest {
  @TempDir Path folder;
  private CertificateScene scene;

  @BeforeEach
  void open() {
    scene = new CertificateScene(folder, 14);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void anExportedCertificateIsTakenBackAtItsCaAndHere() {
    CertificateArn arn = exported();
    revoke(arn, dev.signet.wire.generated.acm.RevocationReason.SUPERCEDED);
    assertThat(scene.issuer.revoked.values())
        .singleElement()
        .satisfies(revoked -> assertThat(revoked.reason()).isEqualTo(RevocationReason.SUPERSEDED));
    CertificateDetail shown =
        scene
            .answer(Acm.DESCRIBE_CERTIFICATE, new DescribeCertificateRequest(arn.toString()))
            .certificate();
    assertThat(shown.status()).isEqualTo(CertificateStatus.REVOKED);
    assertThat(shown.revocationReason())
        .isEqualTo(dev.signet.wire.generated.acm.RevocationReason.SUPERSEDED);
    assertThat(shown.revokedAt()).isEqualTo(scene.clock.instant());
    assertThat(scene.changes("certificate.withdrawn", arn)).isOne();
    refused(
        () -> revoke(arn, dev.signet.wire.generated.acm.RevocationReason.UNSPECIFIED),
        "ConflictException");
    refused(() -> scene.manager.renewals().renew(CALLER, arn), "ValidationException");
  }

  @Test
  void whatNobodyElseHasOrSomebodyUsesIsNotTakenBack() {
    CertificateArn kept = scene.request("kept.example.com");
    CertificateArn used = exported();
    scene.use(used.toString());
    CertificateArn imported =
        scene
            .manager
            .imports()
            .add(CALLER, Brought.issued(Brought.Shape.USUAL).material(), Tags.NONE);
    var reason = dev.signet.wire.generated.acm.RevocationReason.KEY_COMPROMISE;
    refused(() -> revoke(kept, reason), "ValidationException", "has not been exported");
    refused(() -> revoke(used, reason), "ResourceInUseException");
    refused(() -> revoke(imported, reason), "ValidationException", "not a private certificate");
    for (var undone :
        List.of(
            dev.signet.wire.generated.acm.RevocationReason.CERTIFICATE_HOLD,
            dev.signet.wire.generated.acm.RevocationReason.REMOVE_FROM_CRL)) {
      refused(() -> revoke(exported(), undone), "ValidationException", undone.value());
    }
    assertThat(scene.issuer.revoked).isEmpty();
  }

  @Test
  void aCaThatRefusesLeavesItInForce() {
    CertificateArn arn = exported();
    scene.issuer.refusing = java.util.Optional.of(IssuanceFailure.PCA_INVALID_STATE);
    refused(
        () -> revoke(arn, dev.signet.wire.generated.acm.RevocationReason.KEY_COMPROMISE),
        "InvalidStateException");
    assertThat(status(arn)).isEqualTo(Status.ISSUED);
  }

  @Test
  void whatItsCaTookBackIsNoticedAlsoByTheNextProcess() {
    CertificateArn first = scene.request("first.example.com");
    CertificateArn second = scene.request("second.example.com");
    revokeAtCa(first);
    Eventually.eventually("noticed", () -> status(first) == Status.REVOKED);
    scene.manager.close(); // nobody follows now
    revokeAtCa(second);
    scene.restart();
    Eventually.eventually("noticed later", () -> status(second) == Status.REVOKED);
    assertThat(scene.changes("certificate.withdrawn", first)).isOne();
  }

  private void revokeAtCa(CertificateArn arn) {
    var serial = scene.find(arn).current().orElseThrow().leaf().serial();
    scene.issuer.revoke(CALLER, CertificateScene.CA, serial, RevocationReason.KEY_COMPROMISE);
    scene
        .grounds
        .ground()
        .store()
        .write(tx -> {
          scene
              .grounds
              .ground()
              .ledger()
              .append(tx, Change.by(CALLER, scene.clock.instant(), "fake.revoked", serial.hex()));
          return true;
        });
  }

  private CertificateArn exported() {
    CertificateArn arn = scene.request("www.example.com");
    scene.manager.exports().export(CALLER, arn, Passphrase.of(new byte[] {'w', 'o', 'r', 'd'}));
    return arn;
  }

  private Status status(CertificateArn arn) {
    return CertificateLifecycle.status(scene.find(arn), scene.clock.instant());
  }

  private void revoke(CertificateArn arn, dev.signet.wire.generated.acm.RevocationReason reason) {
    scene.answer(Acm.REVOKE_CERTIFICATE, new RevokeCertificateRequest(arn.toString(), reason));
  }
}
