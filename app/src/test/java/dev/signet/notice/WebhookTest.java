// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.notice;

import static dev.signet.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.authority.PrivateCa;
import dev.signet.authority.Publication;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events reach a receiver in order, each at least once, whatever becomes of it and of us. */
final class WebhookTest {
  private static final String CA =
      "arn:aws:acm-pca:us-east-1:000000000000:certificate-authority/6ba7b810-9dad-11d1-80b4-00c04fd430c8";

  @TempDir Path folder;
  private final Receiver receiver = Receiver.plain();

  @SuppressWarnings("NullAway.Init")
  private Grounds grounds;

  @BeforeEach
  void open() {
    grounds = grounds();
  }

  private Grounds grounds() {
    return Grounds.open(folder, SettableClock.at("2026-03-01T12:00:00.250Z"), new SeededEntropy(1));
  }

  @AfterEach
  void close() {
    grounds.close();
    receiver.close();
  }

  private Webhook webhook() {
    WebhookTarget target = new WebhookTarget(receiver.url(), Optional.empty(), Optional.empty());
    return new Webhook(
        grounds.ground(), List.of(PrivateCa.events()), target, _ -> Duration.ofMillis(1));
  }

  private void happen(String kind, String... subjects) {
    Ground ground = grounds.ground();
    Home home = new Home(ground.account(), Region.DEFAULT);
    for (String subject : subjects) {
      ground
          .store()
          .write(tx -> {
            ground.ledger().append(tx, Change.byServer(home, ground.now(), kind, subject));
            return true;
          });
    }
  }

  private static String[] issued(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> CA + "/certificate/" + i).toArray(String[]::new);
  }

  private void awaitTaken(int count) {
    eventually(count + " events are taken", () -> receiver.taken().size() >= count);
  }

  @Test
  void anEventIsACloudEventAroundWhatAwsTells() {
    try (Webhook _ = webhook()) {
      happen(Ledger.SIGNED, CA + "/certificate/0a");
      awaitTaken(1);
    }
    JsonNode event = receiver.taken().getFirst();
    assertThat(receiver.contentTypes().getFirst())
        .isEqualTo("application/cloudevents+json; charset=utf-8");
    String id = event.path("id").asText();
    assertThat(id).matches("[0-9]+-1772366400250");
    assertThat(event.toString())
        .isEqualTo(
            """
            {"specversion":"1.0","id":"ID","source":"/acm-pca/us-east-1/000000000000",\
            "type":"dev.signet.acm-pca.certificate-issuance","subject":"CA/certificate/0a",\
            "time":"2026-03-01T12:00:00.250Z","datacontenttype":"application/json",\
            "data":{"version":"0","id":"ID","detail-type":"ACM Private CA Certificate Issuance",\
            "source":"aws.acm-pca","account":"000000000000","time":"2026-03-01T12:00:00Z",\
            "region":"us-east-1","resources":["CA","CA/certificate/0a"],\
            "detail":{"result":"success"}}}\
            """
                .replace("\"CA", "\"" + CA)
                .replace("ID", id));
  }

  @Test
  void eachKindIsToldAsAwsTellsItAndNoOther() {
    try (Webhook _ = webhook()) {
      happen("authority.created", CA);
      happen("authority.updated", CA);
      happen("authority.reported", CA + "/audit-report/7");
      happen("certificate.revoked", CA + "/certificate/0a");
      happen(Publication.CRL_PUBLISHED, CA + "/crl/a.crl");
      happen("crl.failed", CA + "/crl/a.crl");
      happen(Publication.COPY_REFUSED, CA + "/crl/a.crl");
      happen(Publication.COPY_FAILED, CA + "/crl/a.crl");
      happen("mesh.created", "arn:aws:appmesh:us-east-1:000000000000:mesh/a");
      happen(Ledger.SIGNED, CA + "/certificate/0b");
      awaitTaken(8);
    }
    assertThat(receiver.taken().stream().map(WebhookTest::told))
        .containsExactly(
            "Creation [CA] success",
            "Audit Report Generation [CA,7] success",
            "Certificate Revocation [CA,CA/certificate/0a] success",
            "CRL Generation [CA] success",
            "CRL Generation [CA] failure Failed to generate CRL. Internal failure.",
            "CRL Generation [CA] failure Failed to write CRL to S3. Check your S3 bucket"
                + " permissions.",
            "CRL Generation [CA] failure Failed to write CRL to S3. Internal failure.",
            "Certificate Issuance [CA,CA/certificate/0b] success");
  }

  private static String told(JsonNode event) {
    JsonNode data = event.path("data");
    String text =
        data.path("detail-type").asText()
            + " "
            + data.path("resources")
            + " "
            + data.path("detail").path("result").asText()
            + " "
            + data.path("detail").path("reason").asText();
    return text.replace("ACM Private CA ", "").replace(CA, "CA").replace("\"", "").strip();
  }

  @Test
  void whatCannotBeTakenNowIsTriedUntilItCanAndNothingOvertakesIt() {
    AtomicInteger left = new AtomicInteger(20);
    List<Integer> statuses = List.of(503, 500, 401, 403, 404, 429, 408, 302);
    receiver.answers(_ -> {
      int turn = left.getAndDecrement();
      return turn > 0 ? statuses.get(turn % statuses.size()) : 204;
    });
    try (Webhook _ = webhook()) {
      happen(Ledger.SIGNED, issued(0, 3));
      awaitTaken(3);
    }
    assertThat(receiver.subjectsTaken()).containsExactly(issued(0, 3));
    assertThat(receiver.asked()).hasSize(23);
    assertThat(receiver.asked().subList(0, 21))
        .as("the same event again and again")
        .containsOnly(receiver.taken().getFirst());
  }

  @Test
  void anEventThatItsReceiverRefusesIsGivenUpAndTheNextOnesCome() {
    String refused = issued(1, 2)[0];
    receiver.answers(event -> event.path("subject").asText().equals(refused) ? 422 : 200);
    PrometheusText figures;
    try (Webhook webhook = webhook()) {
      happen(Ledger.SIGNED, issued(0, 3));
      awaitTaken(2);
      eventually("all is told", () -> sent(webhook, "taken") == 2);
      figures = PrometheusText.parse(new Meters(List.of(webhook)).text());
    }
    assertThat(receiver.subjectsTaken()).containsExactly(issued(0, 1)[0], issued(2, 3)[0]);
    assertThat(receiver.asked()).as("five tries").hasSize(7);
    assertThat(figures.value("signet_webhook_sent_total{result=\"refused\"}")).isEqualTo(5);
    assertThat(figures.value("signet_webhook_sent_total{result=\"given-up\"}")).isEqualTo(1);
  }

  private static double sent(Webhook webhook, String result) {
    return PrometheusText.parse(new Meters(List.of(webhook)).text())
        .value("signet_webhook_sent_total{result=\"" + result + "\"}");
  }

  @Test
  void aRestartSkipsNothingAndRepeatsNothing() {
    happen(Ledger.SIGNED, CA + "/certificate/before"); // there was no webhook then
    try (Webhook _ = webhook()) {
      happen(Ledger.SIGNED, issued(0, 3));
      awaitTaken(3);
      receiver.answers(_ -> 503);
      happen(Ledger.SIGNED, issued(3, 5));
      eventually("the next one waits", () -> receiver.asked().size() > 3);
    }
    happen(Ledger.SIGNED, issued(5, 7)); // nobody delivers now
    grounds.close();
    grounds = grounds();
    receiver.answers(_ -> 200);
    try (Webhook _ = webhook()) {
      happen(Ledger.SIGNED, issued(7, 9));
      awaitTaken(9);
    }
    assertThat(receiver.subjectsTaken()).containsExactly(issued(0, 9));
  }

  @Test
  void aReceiverThatIsNotThereIsWaitedFor() {
    Receiver gone = Receiver.plain();
    gone.close();
    var target = new WebhookTarget(gone.url(), Optional.empty(), Optional.empty());
    try (var webhook =
        new Webhook(
            grounds.ground(), List.of(PrivateCa.events()), target, _ -> Duration.ofMillis(1))) {
      happen(Ledger.SIGNED, issued(0, 1));
      eventually("it is tried again", () -> sent(webhook, "failed") > 3);
    }
    try (Webhook _ = webhook()) {
      awaitTaken(1);
    }
    assertThat(receiver.subjectsTaken()).containsExactly(issued(0, 1));
  }

  @Test
  void aTokenComesWithEachEventAndMayBeReplaced() throws IOException {
    Path file = folder.resolve("token");
    WebhookTarget target = new WebhookTarget(receiver.url(), Optional.of(file), Optional.empty());
    assertThatThrownBy(() -> new Webhook(grounds.ground(), List.of(PrivateCa.events()), target))
        .as("a start that could deliver nothing")
        .isInstanceOf(Refusal.class);
    Files.writeString(file, "one\n");
    try (Webhook _ = new Webhook(grounds.ground(), List.of(PrivateCa.events()), target)) {
      happen(Ledger.SIGNED, issued(0, 1));
      awaitTaken(1);
      Files.writeString(file, "two\n");
      happen(Ledger.SIGNED, issued(1, 2));
      awaitTaken(2);
    }
    assertThat(receiver.tokens()).containsExactly("Bearer one", "Bearer two");
  }
}
