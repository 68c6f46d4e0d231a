// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import static dev.signet.certificate.CertificateScene.CALLER;
import static dev.signet.certificate.CertificateScene.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.kernel.Tags;
import dev.signet.wire.codec.Empty;
import dev.signet.wire.generated.acm.Acm;
import dev.signet.wire.generated.acm.ExpiryEventsConfiguration;
import dev.signet.wire.generated.acm.PutAccountConfigurationRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway")
final class ExpiryTest {
  @TempDir Path folder;
  private CertificateScene scene;

  @BeforeEach
  void open() {
    scene = new CertificateScene(folder, 16);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void anImportIsToldOfOnceADayFromTheDayThatSomebodyChose() {
    CertificateArn arn =
        scene
            .manager
            .imports()
            .add(CALLER, Brought.issued(Brought.Shape.USUAL).material(), Tags.NONE);
    Instant end = Brought.BEGIN.plus(Duration.ofDays(365));
    slowly(end.minus(Duration.ofDays(46)));
    assertThat(scene.changes(Expiry.EXPIRING, arn)).isZero();
    slowly(end.minus(Duration.ofDays(44)).plusSeconds(3600));
    assertThat(scene.changes(Expiry.EXPIRING, arn)).isBetween(1L, 2L);
    put(10, "a");
    long before = scene.changes(Expiry.EXPIRING, arn);
    slowly(end.minus(Duration.ofDays(10)).minusSeconds(3600));
    assertThat(scene.changes(Expiry.EXPIRING, arn)).isEqualTo(before);
    slowly(end.plus(Duration.ofDays(3)));
    assertThat(scene.changes(Expiry.EXPIRING, arn)).isEqualTo(before + 10);
    assertThat(scene.changes(Expiry.EXPIRED, arn)).isZero(); // who brought it knows
  }

  @Test
  void aRestartOrAPauseTellsNothingTwiceADay() {
    CertificateArn arn =
        scene
            .manager
            .imports()
            .add(CALLER, Brought.issued(Brought.Shape.USUAL).material(), Tags.NONE);
    Instant end = Brought.BEGIN.plus(Duration.ofDays(365));
    at(end.minus(Duration.ofDays(20)).plus(Duration.ofHours(23)));
    assertThat(scene.changes(Expiry.EXPIRING, arn)).isOne();
    scene.restart();
    scene.grounds.ground().timers().runDue();
    assertThat(scene.changes(Expiry.EXPIRING, arn)).isOne();
    at(end.minus(Duration.ofDays(15)).plus(Duration.ofHours(23)));
    assertThat(scene.changes(Expiry.EXPIRING, arn)).isEqualTo(2);
  }

  @Test
  void oneThatIsRenewedIsNeverToldOf() {
    CertificateArn arn = scene.request("www.example.com");
    scene.use(arn.toString());
    Instant end = scene.clock.instant().plus(Duration.ofDays(800));
    slowly(end);
    assertThat(scene.changes(Expiry.EXPIRING, arn)).isZero();
    assertThat(scene.changes(Expiry.EXPIRED, arn)).isZero();
  }

  @Test
  void oneThatItsCaRefusesIsToldOfOnFiveDaysAndWhenItHasEnded() {
    CertificateArn arn = scene.request("www.example.com");
    scene.use(arn.toString());
    scene.issuer.refusing = Optional.of(IssuanceFailure.PCA_ACCESS_DENIED);
    slowly(scene.clock.instant().plus(Duration.ofDays(420)));
    assertThat(scene.changes(Expiry.RENEWAL_BLOCKED, arn)).isEqualTo(5);
    assertThat(scene.changes(Expiry.EXPIRED, arn)).isOne();
  }

  @Test
  void aTokenThatComesAgainChangesNothing() {
    put(10, "a");
    put(20, "b");
    put(10, "a");
    assertThat(
            scene
                .answer(Acm.GET_ACCOUNT_CONFIGURATION, Empty.VALUE)
                .expiryEvents()
                .daysBeforeExpiry())
        .isEqualTo(20);
    refused(() -> put(3651, "c"), "ValidationException", "3651");
    refused(
        () -> scene.answer(Acm.PUT_ACCOUNT_CONFIGURATION, PutAccountConfigurationRequest.of("d")),
        "ValidationException",
        "Configuration for events is empty.");
  }

  private void put(int days, String token) {
    scene.answer(
        Acm.PUT_ACCOUNT_CONFIGURATION,
        PutAccountConfigurationRequest.of(token)
            .withExpiryEvents(ExpiryEventsConfiguration.of().withDaysBeforeExpiry(days)));
  }

  /** As time goes by, four times a day. */
  private void slowly(Instant until) {
    while (scene.clock.instant().isBefore(until)) {
      at(scene.clock.instant().plus(Duration.ofHours(6)));
    }
  }

  private void at(Instant instant) {
    scene.clock.advance(Duration.between(scene.clock.instant(), instant));
    scene.manager.renewing().runDue();
    scene.grounds.ground().timers().runDue();
  }
}
