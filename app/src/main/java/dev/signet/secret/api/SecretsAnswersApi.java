// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.api;

import dev.signet.kernel.Tags;
import dev.signet.secret.Secret;
import dev.signet.secret.SecretRotation;
import dev.signet.wire.generated.secretsmanager.DescribeSecretResponse;
import dev.signet.wire.generated.secretsmanager.RotationRulesType;
import dev.signet.wire.generated.secretsmanager.SecretListEntry;
import dev.signet.wire.generated.secretsmanager.Tag;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes secrets as the API shows them; what has no value is left out. */
final class SecretsAnswersApi {
  private SecretsAnswersApi() {}

  static DescribeSecretResponse description(Secret secret) {
    SecretListEntry entry = entry(secret);
    return DescribeSecretResponse.of()
        .withArn(entry.arn())
        .withName(entry.name())
        .withType(entry.type())
        .withDescription(entry.description())
        .withRotationEnabled(entry.rotationEnabled())
        .withRotationLambdaARN(entry.rotationLambdaARN())
        .withRotationRules(entry.rotationRules())
        .withLastRotatedDate(entry.lastRotatedDate())
        .withLastChangedDate(entry.lastChangedDate())
        .withLastAccessedDate(entry.lastAccessedDate())
        .withDeletedDate(entry.deletedDate())
        .withNextRotationDate(entry.nextRotationDate())
        .withTags(entry.tags())
        .withVersionIdsToStages(entry.secretVersionsToStages())
        .withCreatedDate(entry.createdDate());
  }

  static SecretListEntry entry(Secret secret) {
    Optional<SecretRotation> rotation = secret.rotation();
    return SecretListEntry.of()
        .withArn(secret.arn().toString())
        .withName(secret.name())
        .withType(secret.type().orElse(null))
        .withDescription(secret.description().orElse(null))
        .withRotationEnabled(rotation.map(SecretRotation::enabled).orElse(null))
        .withRotationLambdaARN(rotation.map(SecretRotation::handler).orElse(null))
        .withRotationRules(rotation.map(SecretsAnswersApi::rules).orElse(null))
        .withLastRotatedDate(rotation.flatMap(SecretRotation::rotatedAt).orElse(null))
        .withNextRotationDate(
            rotation.filter(SecretRotation::enabled).flatMap(SecretRotation::nextAt).orElse(null))
        .withLastChangedDate(secret.changedAt())
        .withLastAccessedDate(secret.accessedAt().orElse(null))
        .withDeletedDate(secret.deletionAt().orElse(null))
        .withTags(tags(secret.tags()))
        .withSecretVersionsToStages(stages(secret))
        .withCreatedDate(secret.createdAt());
  }

  private static @Nullable List<Tag> tags(Tags tags) {
    return tags.values().isEmpty()
        ? null
        : tags.values().entrySet().stream()
            .map(tag -> new Tag(tag.getKey(), tag.getValue()))
            .toList();
  }

  private static @Nullable Map<String, List<String>> stages(Secret secret) {
    Map<String, List<String>> stages = new TreeMap<>();
    secret.labels().byVersion().forEach((id, labels) -> stages.put(id, List.copyOf(labels)));
    return stages.isEmpty() ? null : stages;
  }

  private static @Nullable RotationRulesType rules(SecretRotation rotation) {
    if (rotation.rules().schedule().isEmpty()) {
      return null;
    }
    return RotationRulesType.of()
        .withAutomaticallyAfterDays(
            rotation.rules().afterDays().or(() -> daysBetween(rotation)).orElse(null))
        .withScheduleExpression(rotation.rules().expression().orElse(null))
        .withDuration(rotation.rules().duration().orElse(null));
  }

  /** Of an expression, after its first success: from that to the end of the next window. */
  private static Optional<Long> daysBetween(SecretRotation rotation) {
    Optional<Instant> last = rotation.rotatedAt();
    return rotation
        .nextAt()
        .flatMap(next -> last.map(from -> Math.max(1, ChronoUnit.DAYS.between(from, next))));
  }
}
