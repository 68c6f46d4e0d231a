// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.secret.handler.RotationEvent;
import dev.signet.secret.handler.RotationStep;
import dev.signet.wire.generated.secretsmanager.CancelRotateSecretRequest;
import dev.signet.wire.generated.secretsmanager.DeleteSecretRequest;
import dev.signet.wire.generated.secretsmanager.DescribeSecretResponse;
import dev.signet.wire.generated.secretsmanager.PutSecretValueRequest;
import dev.signet.wire.generated.secretsmanager.RotateSecretRequest;
import dev.signet.wire.generated.secretsmanager.RotateSecretResponse;
import dev.signet.wire.generated.secretsmanager.RotationRulesType;
import dev.signet.wire.generated.secretsmanager.SecretsManager;
import dev.signet.wire.generated.secretsmanager.UpdateSecretVersionStageRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The four steps: their order, their failures, crashes between them, and when they begin. */
@SuppressWarnings("NullAway")
final class RotationsTest {
  private static final String ID = "db";

  @TempDir Path folder;
  private SecretScene scene;

  @BeforeEach
  void open() {
    scene = new SecretScene(folder);
    scene.create(ID);
    scene.handler = this::wellDone;
  }

  @AfterEach
  void close() {
    scene.close();
  }

  /** Does what a rotation function does, by the API. */
  private Optional<String> wellDone(RotationEvent event) {
    String version = event.token().substring(0, event.token().indexOf('-'));
    if (event.step() == RotationStep.CREATE_SECRET) {
      scene.answer(
          SecretsManager.PUT_SECRET_VALUE,
          PutSecretValueRequest.of(event.secret())
              .withClientRequestToken(event.token())
              .withSecretString("made by " + version)
              .withVersionStages(List.of(StagingLabels.PENDING)));
    }
    if (event.step() == RotationStep.FINISH_SECRET) {
      String current = scene.get(event.secret()).versionId();
      if (!current.equals(event.token())) {
        scene.answer(
            SecretsManager.UPDATE_SECRET_VERSION_STAGE,
            UpdateSecretVersionStageRequest.of(event.secret(), StagingLabels.CURRENT)
                .withMoveToVersionId(event.token())
                .withRemoveFromVersionId(current));
      }
    }
    return Optional.empty();
  }

  private RotateSecretRequest request(String version) {
    return RotateSecretRequest.of(ID)
        .withClientRequestToken(SecretScene.token(version))
        .withRotationLambdaARN(SecretScene.HANDLER);
  }

  private RotateSecretResponse rotate(String version) {
    return scene.answer(SecretsManager.ROTATE_SECRET, request(version));
  }

  private RotateSecretResponse rotate(String version, RotationRulesType rules) {
    return scene.answer(SecretsManager.ROTATE_SECRET, request(version).withRotationRules(rules));
  }

  /** All that is due, to its end. */
  private void run() {
    for (int i = 0; i < 10; i++) {
      scene.manager.rotating().runDue();
    }
  }

  private void after(Duration time) {
    scene.clock.advance(time);
    run();
  }

  private List<RotationStep> steps() {
    return scene.events.stream().map(RotationEvent::step).toList();
  }

  @Test
  void theFourStepsMakeANewVersionThatIsCurrentAndPendingNoMore() {
    RotateSecretResponse answer =
        rotate("v2", RotationRulesType.of().withAutomaticallyAfterDays(1L));
    assertThat(answer.versionId()).isEqualTo(SecretScene.token("v2"));
    assertThat(scene.labels(ID)).isEqualTo("v1{C} v2{N}");
    SecretScene.refused(
        () -> scene.version(ID, "v2"), "ResourceNotFoundException", SecretScene.token("v2"));
    run();
    assertThat(steps()).containsExactly(RotationStep.values());
    assertThat(scene.events)
        .allMatch(event -> event.secret().equals(answer.arn()) && event.attempt() == 1);
    assertThat(scene.labels(ID)).isEqualTo("v1{P} v2{C}");
    assertThat(scene.get(ID).secretString()).isEqualTo("made by v2");
    DescribeSecretResponse shown = scene.describe(ID);
    assertThat(shown.rotationEnabled()).isTrue();
    assertThat(shown.rotationLambdaARN()).isEqualTo(SecretScene.HANDLER);
    assertThat(shown.rotationRules().automaticallyAfterDays()).isEqualTo(1);
    assertThat(shown.lastRotatedDate()).isEqualTo(scene.clock.instant());
    assertThat(shown.nextRotationDate()).isEqualTo("2026-01-03T00:00:00Z");
    assertThat(scene.changes("secret.rotation-started")).isOne();
    assertThat(scene.changes("secret.rotated")).isOne();
  }

  @Test
  void aFailureAtAnyStepIsTriedAgainWithTheSameTokenAndMakesOneVersion() {
    for (RotationStep failing : RotationStep.values()) {
      String version = "w" + failing.word();
      boolean[] failed = {false};
      scene.handler =
          event -> {
            if (event.step() == failing && !failed[0]) {
              failed[0] = true;
              return Optional.of("not now");
            }
            return wellDone(event);
          };
      scene.events.clear();
      rotate(version);
      run();
      assertThat(scene.labels(ID)).contains(version).doesNotContain(version + "{C}");
      SecretScene.refused(() -> rotate("other"), "InvalidRequestException", "isn't complete");
      after(Duration.ofMinutes(1));
      assertThat(scene.labels(ID)).contains(version + "{C}");
      assertThat(scene.events).allMatch(event -> event.token().equals(SecretScene.token(version)));
      assertThat(scene.events.getLast().attempt()).isEqualTo(2);
    }
    assertThat(scene.changes("secret.rotation-failed")).isEqualTo(4);
    assertThat(scene.changes("secret.rotated")).isEqualTo(4);
  }

  @Test
  void aHandlerThatSaysDoneAndHasNotIsNotBelieved() {
    scene.handler = _ -> Optional.empty();
    rotate("v2");
    run();
    assertThat(scene.labels(ID)).isEqualTo("v1{C} v2{N}");
    assertThat(scene.changes("secret.rotation-failed")).isOne();
  }

  @Test
  void aCrashAfterEachStepOnlyDelaysTheNext() {
    rotate("v2");
    for (int step = 0; step < 4; step++) {
      scene.manager.rotating().runDue();
      scene.restart();
    }
    run();
    assertThat(steps()).containsExactly(RotationStep.values());
    assertThat(scene.labels(ID)).isEqualTo("v1{P} v2{C}");
  }

  @Test
  void aCrashWithinAStepDoesThatStepAgain() {
    scene.handler =
        event -> {
          wellDone(event);
          throw new AssertionError("the process ends");
        };
    rotate("v2");
    assertThatThrownBy(() -> scene.manager.rotating().runDue()).isInstanceOf(AssertionError.class);
    scene.restart();
    scene.handler = this::wellDone;
    run();
    assertThat(steps().subList(0, 2))
        .containsExactly(RotationStep.CREATE_SECRET, RotationStep.CREATE_SECRET);
    assertThat(scene.labels(ID)).isEqualTo("v1{P} v2{C}");
  }

  @Test
  void withoutRotatingAtOnceOnlyTheTestRunsAndLeavesNothing() {
    RotateSecretResponse answer =
        scene.answer(
            SecretsManager.ROTATE_SECRET,
            request("v2")
                .withRotateImmediately(false)
                .withRotationRules(RotationRulesType.of().withAutomaticallyAfterDays(10L)));
    assertThat(answer.versionId()).isNull();
    run();
    assertThat(steps()).containsExactly(RotationStep.TEST_SECRET);
    assertThat(scene.labels(ID)).isEqualTo("v1{C}");
    SecretScene.refused(() -> scene.version(ID, "v2"), "ResourceNotFoundException");
    after(Duration.ofDays(10));
    assertThat(scene.changes("secret.rotated")).isOne();
  }

  @Test
  void whoRotatesHasToBeKnown() {
    SecretScene.refused(
        () ->
            scene.answer(
                SecretsManager.ROTATE_SECRET,
                RotateSecretRequest.of(ID).withClientRequestToken(SecretScene.token("v2"))),
        "InvalidRequestException",
        "No Lambda rotation function ARN is associated with this secret.");
    SecretScene.refused(
        () ->
            scene.answer(
                SecretsManager.ROTATE_SECRET,
                request("v2").withRotationLambdaARN("arn:aws:lambda:us-east-1:1:function:other")),
        "AccessDeniedException",
        "principal secretsmanager.amazonaws.com.");
    SecretScene.refused(
        () -> scene.answer(SecretsManager.ROTATE_SECRET, RotateSecretRequest.of(ID)),
        "InvalidParameterException",
        "You must provide a ClientRequestToken value");
    assertThat(scene.describe(ID).rotationEnabled()).isNull(); // nothing was kept
  }

  @Test
  void aScheduleRotatesInItsWindows() {
    rotate("v2", RotationRulesType.of().withScheduleExpression("rate(10 days)"));
    run();
    assertThat(scene.describe(ID).nextRotationDate()).isEqualTo("2026-01-12T00:00:00Z");
    assertThat(scene.describe(ID).rotationRules().automaticallyAfterDays()).isEqualTo(10);
    after(Duration.ofDays(9));
    assertThat(scene.changes("secret.rotated")).isOne();
    after(Duration.ofDays(1));
    assertThat(scene.changes("secret.rotated")).isEqualTo(2);
    after(Duration.ofDays(10));
    assertThat(scene.changes("secret.rotated")).isEqualTo(3);
  }

  @Test
  void aValueThatSomebodyPutPutsTheNextRotationOff() {
    rotate("v2", RotationRulesType.of().withAutomaticallyAfterDays(10L));
    run();
    after(Duration.ofDays(5));
    scene.put(ID, "v3");
    assertThat(scene.describe(ID).nextRotationDate()).isEqualTo("2026-01-17T00:00:00Z");
    after(Duration.ofDays(6));
    assertThat(scene.changes("secret.rotated")).isOne();
    after(Duration.ofDays(4));
    assertThat(scene.changes("secret.rotated")).isEqualTo(2);
  }

  @Test
  void cancellingEndsWhatRunsAndKeepsTheRules() {
    scene.handler = _ -> Optional.of("not now");
    rotate("v2", RotationRulesType.of().withAutomaticallyAfterDays(10L));
    run();
    String pending =
        scene
            .answer(SecretsManager.CANCEL_ROTATE_SECRET, new CancelRotateSecretRequest(ID))
            .versionId();
    assertThat(pending).isEqualTo(SecretScene.token("v2"));
    DescribeSecretResponse shown = scene.describe(ID);
    assertThat(shown.rotationEnabled()).isFalse();
    assertThat(shown.rotationRules().automaticallyAfterDays()).isEqualTo(10);
    assertThat(scene.labels(ID)).isEqualTo("v1{C} v2{N}");
    assertThat(scene.changes("secret.rotation-abandoned")).isOne();
    after(Duration.ofDays(20));
    assertThat(scene.events).hasSize(1);
  }

  @Test
  void aPendingVersionThatWasLeftBehindIsTakenUp() {
    scene.handler = _ -> Optional.of("not now");
    rotate("v2");
    run();
    scene.answer(SecretsManager.CANCEL_ROTATE_SECRET, new CancelRotateSecretRequest(ID));
    scene.handler = this::wellDone;
    assertThat(rotate("v3").versionId()).isEqualTo(SecretScene.token("v2"));
    run();
    assertThat(scene.labels(ID)).isEqualTo("v1{P} v2{C}");
  }

  @Test
  void aCallThatComesAgainWhenItIsDoneStartsNothing() {
    rotate("v2");
    run();
    assertThat(rotate("v2").versionId()).isEqualTo(SecretScene.token("v2"));
    run();
    assertThat(scene.changes("secret.rotated")).isOne();
  }

  @Test
  void deletingASecretEndsItsRotation() {
    scene.handler = _ -> Optional.of("not now");
    rotate("v2", RotationRulesType.of().withAutomaticallyAfterDays(1L));
    run();
    scene.answer(SecretsManager.DELETE_SECRET, DeleteSecretRequest.of(ID));
    after(Duration.ofDays(5));
    assertThat(scene.events).hasSize(1);
  }
}
