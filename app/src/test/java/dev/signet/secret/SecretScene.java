// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import dev.signet.kernel.AccountId;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Region;
import dev.signet.secret.api.SecretsErrors;
import dev.signet.secret.handler.RotationEvent;
import dev.signet.secret.handler.RotationHandler;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.Refusals;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import dev.signet.wire.codec.Operation;
import dev.signet.wire.generated.secretsmanager.CreateSecretRequest;
import dev.signet.wire.generated.secretsmanager.DescribeSecretRequest;
import dev.signet.wire.generated.secretsmanager.DescribeSecretResponse;
import dev.signet.wire.generated.secretsmanager.GetSecretValueRequest;
import dev.signet.wire.generated.secretsmanager.GetSecretValueResponse;
import dev.signet.wire.generated.secretsmanager.PutSecretValueRequest;
import dev.signet.wire.generated.secretsmanager.SecretsManager;
import dev.signet.wire.generated.secretsmanager.UpdateSecretVersionStageRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * Secrets in a folder, on the 1st of January, with a handler that does as it is told. Versions are
 * called {@code v1}, {@code v2} …, labels C, P and N for the reserved ones.
 */
final class SecretScene implements AutoCloseable {
  static final Caller CALLER =
      new Caller(AccountId.DEFAULT, Region.DEFAULT, "arn:aws:iam::000000000000:user/admin");
  static final String HANDLER =
      "arn:aws:lambda:us-east-1:000000000000:function:signet-certificate-rotation";

  final SettableClock clock = SettableClock.at("2026-01-01T10:00:00Z");
  private final SeededEntropy entropy = new SeededEntropy(5);
  private final Path folder;
  final List<RotationEvent> events = new ArrayList<>();
  RotationHandler handler = _ -> Optional.empty();
  Grounds grounds;
  SecretManager manager;

  SecretScene(Path folder) {
    this.folder = folder;
    this.grounds = Grounds.open(folder, clock, entropy);
    this.manager = opened();
  }

  private SecretManager opened() {
    return SecretManager.open(
        grounds.ground(),
        grounds.secrets(),
        RotationTargets.USUAL,
        event -> {
          events.add(event);
          return handler.perform(event);
        });
  }

  /** Another process on the same folder. */
  void restart() {
    close();
    grounds = Grounds.open(folder, clock, entropy);
    manager = opened();
  }

  /** What there is of an operation, called. */
  <I, O> O answer(Operation<I, O> operation, I input) {
    return manager.api().signed().find(operation).orElseThrow().answer(CALLER, input);
  }

  /** The token of a version. */
  static String token(String version) {
    return version + "-00000000-0000-0000-0000-000000000000";
  }

  /** A secret with the version v1, whose value is its own name. */
  String create(String name) {
    return Objects.requireNonNull(
        answer(
                SecretsManager.CREATE_SECRET,
                CreateSecretRequest.of(name)
                    .withClientRequestToken(token("v1"))
                    .withSecretString("v1"))
            .arn());
  }

  /** Puts another version, with some labels or the usual one. */
  void put(String id, String version, String... stages) {
    answer(
        SecretsManager.PUT_SECRET_VALUE,
        PutSecretValueRequest.of(id)
            .withClientRequestToken(token(version))
            .withSecretString(version)
            .withVersionStages(
                stages.length == 0
                    ? null
                    : List.of(stages).stream().map(SecretScene::label).toList()));
  }

  void move(String id, String label, String from, String to) {
    answer(
        SecretsManager.UPDATE_SECRET_VERSION_STAGE,
        UpdateSecretVersionStageRequest.of(id, label(label))
            .withRemoveFromVersionId(from.isEmpty() ? null : token(from))
            .withMoveToVersionId(to.isEmpty() ? null : token(to)));
  }

  DescribeSecretResponse describe(String id) {
    return answer(SecretsManager.DESCRIBE_SECRET, new DescribeSecretRequest(id));
  }

  GetSecretValueResponse get(String id) {
    return answer(SecretsManager.GET_SECRET_VALUE, GetSecretValueRequest.of(id));
  }

  GetSecretValueResponse version(String id, String version) {
    return answer(
        SecretsManager.GET_SECRET_VALUE,
        GetSecretValueRequest.of(id).withVersionId(token(version)));
  }

  /** Which labels are where, as {@code v1{P} v2{C,N}}. */
  String labels(String id) {
    Map<String, List<String>> stages = describe(id).versionIdsToStages();
    TreeMap<String, String> shown = new TreeMap<>();
    if (stages != null) {
      stages.forEach((version, labels) ->
          shown.put(
              version,
              version.substring(0, version.indexOf('-'))
                  + "{"
                  + String.join(",", labels.stream().map(SecretScene::shortly).toList())
                  + "}"));
    }
    return String.join(" ", shown.values());
  }

  private static String label(String shortly) {
    return switch (shortly) {
      case "C" -> StagingLabels.CURRENT;
      case "P" -> StagingLabels.PREVIOUS;
      case "N" -> StagingLabels.PENDING;
      default -> shortly;
    };
  }

  private static String shortly(String label) {
    return switch (label) {
      case StagingLabels.CURRENT -> "C";
      case StagingLabels.PREVIOUS -> "P";
      case StagingLabels.PENDING -> "N";
      default -> label;
    };
  }

  /** How often that happened. */
  long changes(String kind) {
    return grounds.ground().ledger().after(grounds.ground().store(), 0, 10_000).stream()
        .filter(entry -> entry.change().kind().equals(kind))
        .count();
  }

  static void refused(ThrowingCallable call, String code, String... words) {
    Refusals.refused(new SecretsErrors(), call, code, words);
  }

  @Override
  public void close() {
    manager.close();
    grounds.close();
  }
}
