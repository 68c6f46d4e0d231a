// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.notice;

import static dev.signet.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.authority.PrivateCa;
import dev.signet.ground.Ground;
import dev.signet.kernel.Home;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Region;
import dev.signet.ledger.Change;
import dev.signet.ledger.Ledger;
import dev.signet.meter.Meters;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.PrometheusText;
import dev.signet.testkit.Receiver;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import dev.signet.testkit.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An event goes to a receiver that the chosen roots vouch for, and to nobody else. */
@SuppressWarnings("NullAway.Init")
final class WebhookTrustTest {
  private static final TestAuthority OWN = new TestAuthority("own root");
  private static final TestAuthority OTHER = new TestAuthority("another root");

  @TempDir Path folder;
  private final Receiver receiver = Receiver.showing(OWN.loopback());
  private Grounds grounds;

  @BeforeEach
  void open() {
    grounds = Grounds.open(folder, SettableClock.at("2026-03-01T12:00:00Z"), new SeededEntropy(1));
  }

  @AfterEach
  void close() {
    grounds.close();
    receiver.close();
  }

  private Path roots(TestAuthority... authorities) throws IOException {
    StringBuilder pem = new StringBuilder();
    for (TestAuthority authority : authorities) {
      pem.append(authority.certificatePem());
    }
    return Files.writeString(folder.resolve("roots.pem"), pem);
  }

  private Webhook webhook(Receiver to, Optional<Path> roots) {
    WebhookTarget target = new WebhookTarget(to.url(), Optional.empty(), roots);
    return new Webhook(
        grounds.ground(), List.of(PrivateCa.events()), target, _ -> Duration.ofMillis(1));
  }

  private void happen() {
    Ground ground = grounds.ground();
    Home home = new Home(ground.account(), Region.DEFAULT);
    String certificate =
        "arn:aws:acm-pca:us-east-1:000000000000:certificate-authority/a/certificate/0";
    ground
        .store()
        .write(tx -> {
          ground
              .ledger()
              .append(tx, Change.byServer(home, ground.now(), Ledger.SIGNED, certificate));
          return true;
        });
  }

  private void assertTaken(Optional<Path> roots) {
    try (Webhook _ = webhook(receiver, roots)) {
      happen();
      eventually("it is taken", () -> receiver.taken().size() == 1);
    }
  }

  private void assertNotSent(Receiver to, Optional<Path> roots) {
    try (Webhook webhook = webhook(to, roots)) {
      happen();
      eventually("it is tried again", () -> failed(webhook) > 3);
    }
    assertThat(to.asked()).isEmpty();
  }

  private static double failed(Webhook webhook) {
    return PrometheusText.parse(new Meters(List.of(webhook)).text())
        .value("signet_webhook_sent_total{result=\"failed\"}");
  }

  @Test
  void theChosenRootVouchesForTheReceiver() throws IOException {
    assertTaken(Optional.of(roots(OWN)));
  }

  @Test
  void soDoesOneOfSeveral() throws IOException {
    assertTaken(Optional.of(roots(OTHER, OWN)));
  }

  @Test
  void anotherRootDoesNot() throws IOException {
    assertNotSent(receiver, Optional.of(roots(OTHER)));
  }

  @Test
  void withoutAChoiceTheRootsOfTheJdkDecide() {
    assertNotSent(receiver, Optional.empty());
  }

  @Test
  void theNameOfTheReceiverCountsStill() throws IOException {
    try (Receiver elsewhere = Receiver.showing(OWN.dns("hooks.example.com"))) {
      assertNotSent(elsewhere, Optional.of(roots(OWN)));
    }
  }

  @Test
  void aStartWithoutRootsIsRefused() throws IOException {
    Path missing = folder.resolve("none.pem");
    assertThatThrownBy(() -> webhook(receiver, Optional.of(missing)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(missing + ": expected PEM of the webhook's roots");
    Path noPem = Files.writeString(folder.resolve("text"), "no PEM");
    assertThatThrownBy(() -> webhook(receiver, Optional.of(noPem)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(noPem.toString());
  }
}
