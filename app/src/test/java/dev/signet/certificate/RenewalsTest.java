// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.certificate.ManagedCertificate.RenewalStatus;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.cert.ValidityPeriod;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Renewal by time; that by request is ManagedCertificatesTest's. */
@SuppressWarnings("NullAway")
final class RenewalsTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path folder;
  private CertificateScene scene;

  @BeforeEach
  void open() {
    scene = new CertificateScene(folder, 13);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void sixtyDaysBeforeItsEndAUsedCertificateIsRenewedOnce() {
    CertificateArn arn = used();
    Serial first = serial(arn);
    at(end(arn).minus(Duration.ofDays(61)));
    assertThat(serial(arn)).isEqualTo(first);
    at(end(arn).minus(Duration.ofDays(60)).plus(HOUR));
    assertThat(serial(arn)).isNotEqualTo(first);
    assertThat(scene.find(arn).renewal().orElseThrow().status()).isEqualTo(RenewalStatus.SUCCESS);
    assertThat(scene.issuer.callers.getLast().principal()).isEqualTo("acm.amazonaws.com");
    at(scene.clock.instant().plus(Duration.ofDays(1)));
    assertThat(scene.changes("certificate.renewed", arn)).isOne();
  }

  @Test
  void itGoesOnForYears() {
    CertificateArn arn = used();
    for (int day = 0; day < 5 * 365; day++) {
      at(scene.clock.instant().plus(Duration.ofDays(1)));
      assertThat(end(arn)).isAfter(scene.clock.instant().plus(Duration.ofDays(58)));
    }
    assertThat(scene.changes("certificate.renewed", arn)).isEqualTo(5);
  }

  @Test
  void nobodyRenewsWhatNobodyDependsOnUntilSomebodyDoes() {
    CertificateArn unused = scene.request("www.example.com");
    CertificateArn exported = scene.request("api.example.com");
    Serial first = serial(unused);
    at(end(unused).minus(Duration.ofDays(10)));
    assertThat(serial(unused)).isEqualTo(first);
    scene
        .manager
        .exports()
        .export(CertificateScene.CALLER, exported, Passphrase.of(new byte[] {'w', 'o', 'r', 'd'}));
    scene.use(unused.toString());
    scene.manager.renewing().runDue();
    assertThat(serial(unused)).isNotEqualTo(first);
    assertThat(scene.changes("certificate.renewed", exported)).isOne();
  }

  @Test
  void aRefusalIsTriedAgainEachHourAndHeals() {
    CertificateArn arn = used();
    Serial first = serial(arn);
    scene.issuer.refusing = Optional.of(IssuanceFailure.PCA_ACCESS_DENIED);
    at(end(arn).minus(Duration.ofDays(59)));
    for (int hour = 0; hour < 5; hour++) {
      at(scene.clock.instant().plus(HOUR));
      ManagedCertificate.Renewal pending = scene.find(arn).renewal().orElseThrow();
      assertThat(pending.status()).isEqualTo(RenewalStatus.PENDING_AUTO_RENEWAL);
      assertThat(pending.reason()).contains(IssuanceFailure.PCA_ACCESS_DENIED);
      assertThat(pending.at()).isEqualTo(scene.clock.instant());
    }
    assertThat(scene.changes("certificate.failed", arn)).isOne(); // not each hour
    scene.issuer.refusing = Optional.empty();
    at(scene.clock.instant().plus(HOUR.minusSeconds(1)));
    assertThat(serial(arn)).isEqualTo(first);
    at(scene.clock.instant().plusSeconds(1));
    assertThat(serial(arn)).isNotEqualTo(first);
  }

  @Test
  void whatWasRefusedUntilTheEndIsNotTriedAnyMore() {
    CertificateArn arn = used();
    scene.issuer.refusing = Optional.of(IssuanceFailure.PCA_INVALID_STATE);
    at(end(arn).minus(Duration.ofMinutes(30)));
    at(end(arn).plusSeconds(3600));
    scene.issuer.refusing = Optional.empty();
    at(end(arn).plus(Duration.ofDays(1)));
    assertThat(CertificateLifecycle.status(scene.find(arn), scene.clock.instant()))
        .isEqualTo(CertificateLifecycle.Status.EXPIRED);
    assertThat(scene.manager.renewing().runDue()).isEmpty();
  }

  @Test
  void aRenewalOnRequestMovesTheTimer() {
    CertificateArn arn = used();
    Instant firstEnd = end(arn);
    at(firstEnd.minus(Duration.ofDays(100)));
    scene.manager.renewals().renew(CertificateScene.CALLER, arn);
    at(firstEnd.minus(Duration.ofDays(59)));
    assertThat(scene.changes("certificate.renewed", arn)).isOne();
    at(end(arn).minus(Duration.ofDays(59)));
    assertThat(scene.changes("certificate.renewed", arn)).isEqualTo(2);
  }

  @Test
  void aCrashAfterTheCaSignedLosesNothing() {
    CertificateArn arn = used();
    Serial first = serial(arn);
    scene.clock.advance(
        Duration.between(scene.clock.instant(), end(arn).minus(Duration.ofDays(59))));
    scene.issuer.crashing = true;
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> scene.manager.renewing().runDue())
        .isInstanceOf(AssertionError.class);
    scene.issuer.crashing = false;
    scene.restart();
    assertThat(serial(arn)).isEqualTo(first);
    scene.manager.renewing().runDue();
    assertThat(serial(arn)).isNotEqualTo(first);
  }

  @Test
  void timersThatAreMissingAreSetWhenTheRoomOpens() {
    CertificateArn arn = used();
    scene
        .grounds
        .ground()
        .store()
        .write(tx -> {
          tx.unrecorded(dev.signet.store.Unrecorded.HOUSEKEEPING);
          return tx.update("DELETE FROM timers");
        });
    scene.restart();
    at(end(arn).minus(Duration.ofDays(59)));
    assertThat(scene.changes("certificate.renewed", arn)).isOne();
  }

  @Test
  void aShortTimeIsRenewedAfterTwoThirds() {
    CertificateArn arn = scene.request("www.example.com");
    Instant begin = Instant.parse("2026-01-01T00:00:00Z");
    Instant due =
        RenewalTimes.due(
            arn,
            CertificateOrigin.PRIVATE,
            new ValidityPeriod(begin, begin.plus(Duration.ofDays(30))));
    assertThat(due)
        .isBetween(begin.plus(Duration.ofDays(20)), begin.plus(Duration.ofDays(20)).plus(HOUR));
    Instant minutes =
        RenewalTimes.due(
            arn,
            CertificateOrigin.PRIVATE,
            new ValidityPeriod(begin, begin.plus(Duration.ofMinutes(30))));
    assertThat(minutes).isEqualTo(begin.plus(Duration.ofMinutes(20)));
  }

  private CertificateArn used() {
    CertificateArn arn = scene.request("www.example.com");
    scene.use(arn.toString());
    return arn;
  }

  private void at(Instant instant) {
    scene.clock.advance(Duration.between(scene.clock.instant(), instant));
    scene.manager.renewing().runDue();
  }

  private Serial serial(CertificateArn arn) {
    return scene.find(arn).current().orElseThrow().leaf().serial();
  }

  private Instant end(CertificateArn arn) {
    return scene.find(arn).current().orElseThrow().leaf().period().notAfter();
  }
}
