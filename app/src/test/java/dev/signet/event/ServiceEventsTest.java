// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event;

import static dev.signet.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.Config;
import dev.signet.testkit.Receiver;
import dev.signet.testkit.SignetExtension;
import dev.signet.wire.generated.events.Events;
import dev.signet.wire.generated.events.PutRuleRequest;
import dev.signet.wire.generated.events.PutTargetsRequest;
import dev.signet.wire.generated.events.Target;
import dev.signet.wire.generated.secretsmanager.CreateSecretRequest;
import dev.signet.wire.generated.secretsmanager.SecretsManager;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A whole server, whose rooms tell rules what happens. */
final class ServiceEventsTest {
  private static final Receiver RECEIVER = Receiver.plain();

  @RegisterExtension
  static final SignetExtension SERVER =
      SignetExtension.at("2026-01-01T10:00:00Z")
          .watchedBy(
              new Config.Watching(
                  false,
                  Optional.empty(),
                  EventReceiverRules.of(List.of("*:taker=" + RECEIVER.url()))));

  @AfterAll
  static void close() {
    RECEIVER.close();
  }

  @Test
  void aRuleHearsOfCertificatesAuthoritiesAndSecretsAndOfWhatItsPatternNamesOnly() {
    var calls = SERVER.client("us-east-1").calls();
    rule("available", "{\"source\": [\"aws.acm\"], \"detail\": {\"Action\": [\"ISSUANCE\"]}}");
    rule("issued", "{\"source\": [\"aws.acm-pca\"]}");
    rule("secrets", "{\"source\": [\"aws.secretsmanager\"]}");
    String ca = SERVER.pca().root("Root");
    SERVER.pca().permitManager(ca);
    String arn = SERVER.acm().privateCertificate("shop.example.com", ca);
    calls.call(
        SecretsManager.CREATE_SECRET,
        CreateSecretRequest.of("shop")
            .withClientRequestToken("00000000-0000-0000-0000-000000000001")
            .withSecretString("planted"));
    eventually("each is told", () -> sources().containsAll(List.of("acm", "acm-pca")));
    eventually("the secret too", () -> sources().contains("secretsmanager"));
    assertThat(told("acm"))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.path("detail-type").asText()).isEqualTo("ACM Certificate Available");
          assertThat(event.path("resources").path(0).asText()).isEqualTo(arn);
          assertThat(event.path("detail").path("CommonName").asText())
              .isEqualTo("shop.example.com");
        });
    assertThat(told("acm-pca"))
        .extracting(event -> event.path("detail-type").asText())
        .contains("ACM Private CA Certificate Issuance");
    assertThat(told("secretsmanager"))
        .allSatisfy(
            event -> assertThat(event.toString()).contains("shop").doesNotContain("planted"));
  }

  private static void rule(String name, String pattern) {
    var calls = SERVER.client("us-east-1").calls();
    calls.call(Events.PUT_RULE, PutRuleRequest.of(name).withEventPattern(pattern));
    calls.call(
        Events.PUT_TARGETS,
        PutTargetsRequest.of(
            name, List.of(Target.of("1", "arn:aws:lambda:us-east-1:000000000000:function:taker"))));
  }

  private static List<String> sources() {
    return RECEIVER.taken().stream()
        .map(event -> event.path("data").path("source").asText().replace("aws.", ""))
        .toList();
  }

  private static List<JsonNode> told(String service) {
    return RECEIVER.taken().stream()
        .map(event -> event.path("data"))
        .filter(data -> data.path("source").asText().equals("aws." + service))
        .toList();
  }
}
