// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event;

import static dev.signet.event.EventScene.ANY;
import static dev.signet.event.EventScene.again;
import static dev.signet.event.EventScene.target;
import static dev.signet.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.testkit.Receiver;
import dev.signet.wire.generated.events.DisableRuleRequest;
import dev.signet.wire.generated.events.Events;
import dev.signet.wire.generated.events.InputTransformer;
import dev.signet.wire.generated.events.RemoveTargetsRequest;
import dev.signet.wire.generated.signet.UndeliveredEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rules want reaches its targets, whatever happens in between. */
class DeliveriesTest {
  private static final String DEAD = "*:dead=http://127.0.0.1:1/";

  @TempDir private Path folder;

  private EventScene scene(Receiver receiver) {
    return new EventScene(folder, "*:alive=" + receiver.url(), DEAD);
  }

  @Test
  void whatARoomTellsIsPostedAsCloudEventToWhoeverWantsIt() {
    try (Receiver receiver = Receiver.plain();
        EventScene scene = scene(receiver)) {
      scene.happened("arn:before");
      scene.rule("wanting", "{\"resources\": [\"arn:a\", \"arn:b\"]}", target("alive"));
      scene.happened("arn:other");
      scene.happened("arn:b");
      eventually("it arrives", () -> receiver.taken().size() == 1);
      JsonNode event = receiver.taken().getFirst();
      assertThat(receiver.contentTypes().getFirst()).startsWith("application/cloudevents+json");
      assertThat(event.path("specversion").asText()).isEqualTo("1.0");
      assertThat(event.path("source").asText()).isEqualTo("aws.test");
      assertThat(event.path("type").asText()).isEqualTo("Test Happened");
      assertThat(event.path("subject").asText()).isEqualTo("arn:b");
      JsonNode data = event.path("data");
      assertThat(data.path("id")).isEqualTo(event.path("id"));
      assertThat(data.path("detail").path("n").asInt()).isEqualTo(1);
      assertThat(data.path("account").asText()).isEqualTo("000000000000");
      assertThat(data.path("region").asText()).isEqualTo("us-east-1");
      assertThat(data.path("time").asText()).isEqualTo("2026-01-01T10:00:00Z");
      eventually("nothing is left", () -> scene.grounds.rows("event_deliveries") == 0);
      assertThat(receiver.asked()).hasSize(1);
    }
  }

  @Test
  void whatIsPutReachesEveryRuleThatFitsAndNoneThatIsOff() {
    try (Receiver receiver = Receiver.plain();
        EventScene scene = scene(receiver)) {
      scene.rule("off", ANY, target("alive").withInput("\"off\""));
      scene.answer(Events.DISABLE_RULE, DisableRuleRequest.of("off"));
      scene.rule("on", "{\"source\": [\"shop\"]}", target("alive").withInput("\"on\""));
      scene.rule("too", "{\"detail\": {\"n\": [7]}}", target("alive").withInputPath("$.detail"));
      assertThat(scene.put("shop", "{\"n\": 7}").failedEntryCount()).isZero();
      eventually("both arrive", () -> receiver.taken().size() == 2);
      assertThat(receiver.taken())
          .extracting(event -> event.path("data").toString())
          .containsExactlyInAnyOrder("\"on\"", "{\"n\":7}");
    }
  }

  @Test
  void aTemplateIsFilledWithPartsOfTheEvent() {
    try (Receiver receiver = Receiver.plain();
        EventScene scene = scene(receiver)) {
      String template =
          "{\"say\": \"<who> has <n> of <gone>\", \"n\": <n>, \"who\": <who>, \"none\": <gone>,"
              + " \"rule\": <aws.events.rule-name>, \"text\": \"a < b\"}";
      Map<String, String> paths =
          Map.of("who", "$.detail.names[1]", "n", "$.detail.n", "gone", "$.detail.absent");
      scene.rule(
          "r",
          ANY,
          target("alive")
              .withInputTransformer(InputTransformer.of(template).withInputPathsMap(paths)));
      scene.put("shop", "{\"n\": 7, \"names\": [\"x\", \"a \\\"quoted\\\" one\"]}");
      eventually("it arrives", () -> receiver.taken().size() == 1);
      assertThat(receiver.taken().getFirst().path("data").toString())
          .isEqualTo(
              "{\"say\":\"a \\\"quoted\\\" one has 7 of \",\"n\":7,"
                  + "\"who\":\"a \\\"quoted\\\" one\",\"none\":null,\"rule\":\"r\","
                  + "\"text\":\"a < b\"}");
    }
  }

  @Test
  void aTargetThatIsDeadHoldsNoOther() {
    try (Receiver receiver = Receiver.plain();
        EventScene scene = scene(receiver)) {
      scene.rule("both", ANY, target("dead"), target("alive"));
      IntStream.range(0, 20).forEach(n -> scene.put("shop", "{\"n\": " + n + "}"));
      eventually("all arrive", () -> receiver.taken().size() == 20);
      assertThat(scene.grounds.rows("event_deliveries")).isGreaterThanOrEqualTo(20);
      assertThat(scene.undelivered()).isEmpty();
    }
  }

  @Test
  void whatWasNotTakenIsTriedAgainAlsoByAnotherProcess() {
    try (Receiver receiver = Receiver.plain();
        EventScene scene = scene(receiver)) {
      receiver.answers(_ -> 503);
      scene.rule("r", ANY, target("alive"));
      scene.put("shop", "{\"n\": 1}");
      scene.happened("arn:a");
      eventually("both are asked", () -> receiver.asked().size() == 2);
      scene.restart();
      receiver.answers(_ -> 200);
      scene.clock.advance(Duration.ofSeconds(1));
      eventually("both arrive", () -> receiver.taken().size() == 2);
      eventually("nothing is left", () -> scene.grounds.rows("event_deliveries") == 0);
    }
  }

  @Test
  void whatHappensWhileNobodyDeliversIsDeliveredLaterAndOnce() {
    try (Receiver receiver = Receiver.plain();
        EventScene scene = scene(receiver)) {
      scene.rule("r", ANY, target("alive"));
      scene.happened("arn:1");
      scene.restart();
      scene.happened("arn:2");
      scene.restart();
      eventually("both arrive", () -> receiver.taken().size() >= 2);
      eventually("nothing is left", () -> scene.grounds.rows("event_deliveries") == 0);
      scene.restart();
      scene.happened("arn:3");
      eventually("the third arrives", () -> receiver.subjectsTaken().contains("arn:3"));
      assertThat(receiver.subjectsTaken()).containsExactlyInAnyOrder("arn:1", "arn:2", "arn:3");
    }
  }

  @Test
  void whatIsRefusedForTooLongCanBeRead() {
    try (Receiver receiver = Receiver.plain();
        EventScene scene = scene(receiver)) {
      receiver.answers(_ -> 500);
      scene.rule("r", ANY, again(target("alive"), 1));
      scene.put("shop", "{\"n\": 1}");
      eventually("the first try", () -> receiver.asked().size() == 1);
      assertThat(scene.undelivered()).isEmpty();
      eventually(
          "it is given up",
          () -> {
            scene.clock.advance(Duration.ofSeconds(1));
            return !scene.undelivered().isEmpty();
          });
      UndeliveredEvent dead = scene.undelivered().getFirst();
      assertThat(receiver.asked()).hasSize(2);
      assertThat(dead.attempts()).isEqualTo(2);
      assertThat(dead.reason()).isEqualTo("127.0.0.1 answered 500");
      assertThat(dead.ruleArn()).endsWith("rule/r");
      assertThat(dead.targetId()).isEqualTo("alive");
      assertThat(dead.event()).contains("\"detail\":{\"n\":1}");
      scene.clock.advance(Duration.ofDays(14).minusHours(1));
      assertThat(scene.undelivered()).hasSize(1);
      scene.clock.advance(Duration.ofHours(2));
      assertThat(scene.undelivered()).as("for two weeks").isEmpty();
    }
  }

  @Test
  void triesGoOnForADayAndNoLonger() {
    Duration all = Duration.ZERO;
    int tries = 0;
    while (all.compareTo(RuleTarget.Retries.USUAL.age()) < 0) {
      all = all.plus(Deliveries.pause(tries++));
    }
    assertThat(tries).isBetween(100, RuleTarget.Retries.USUAL.most());
    assertThat(Deliveries.pause(0)).isEqualTo(Duration.ofSeconds(1));
    assertThat(Deliveries.pause(1_000_000)).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void aTargetThatWasRemovedIsSentNothingMore() {
    try (Receiver receiver = Receiver.plain();
        EventScene scene = scene(receiver)) {
      receiver.answers(_ -> 503);
      scene.rule("r", ANY, target("alive"));
      scene.put("shop", "{\"n\": 1}");
      eventually("the first try", () -> receiver.asked().size() == 1);
      scene.answer(Events.REMOVE_TARGETS, RemoveTargetsRequest.of("r", List.of("alive")));
      eventually("nothing is left", () -> scene.grounds.rows("event_deliveries") == 0);
    }
  }

  @Test
  void aProgramReadsTheEventAndItsCodeSaysWhatCameOfIt() throws IOException {
    Path took = folder.resolve("took");
    Path program =
        Files.createFile(
            folder.resolve("program"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(
        program, "#!/bin/sh\ncat > '" + took + ".new' && mv '" + took + ".new' '" + took + "'\n");
    Path fails = Path.of("/bin/false");
    try (EventScene scene =
        new EventScene(folder, "*:good=exec:" + program, "*:bad=exec:" + fails)) {
      scene.rule("r", ANY, target("good"), again(target("bad"), 0));
      scene.put("shop", "{\"n\": 5}");
      eventually("the program has it", () -> Files.exists(took));
      assertThat(Files.readString(took)).contains("\"detail\":{\"n\":5}");
      eventually("the other one failed", () -> !scene.undelivered().isEmpty());
      assertThat(scene.undelivered().getFirst().reason()).isEqualTo("/bin/false ended with code 1");
    }
  }
}
