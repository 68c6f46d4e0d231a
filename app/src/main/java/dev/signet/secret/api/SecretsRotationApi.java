// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.api;

import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.secret.SecretRotations;
import dev.signet.secret.schedule.RotationRules;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.generated.secretsmanager.CancelRotateSecretRequest;
import dev.signet.wire.generated.secretsmanager.CancelRotateSecretResponse;
import dev.signet.wire.generated.secretsmanager.RotateSecretRequest;
import dev.signet.wire.generated.secretsmanager.RotateSecretResponse;
import dev.signet.wire.generated.secretsmanager.RotationRulesType;
import dev.signet.wire.generated.secretsmanager.SecretsManager;
import java.util.Optional;

/** RotateSecret and CancelRotateSecret. */
final class SecretsRotationApi {
  private final SecretRotations rotations;

  private SecretsRotationApi(SecretRotations rotations) {
    this.rotations = rotations;
  }

  static Bindings<Caller> bindings(SecretsApi.Services services) {
    SecretsRotationApi api = new SecretsRotationApi(services.rotations());
    return Bindings.<Caller>none()
        .on(SecretsManager.ROTATE_SECRET, api::rotate)
        .on(SecretsManager.CANCEL_ROTATE_SECRET, api::cancel);
  }

  private RotateSecretResponse rotate(Caller caller, RotateSecretRequest request) {
    SecretsInputApi.requireNone(
        "ExternalSecretRotationMetadata", request.externalSecretRotationMetadata());
    SecretsInputApi.requireNone(
        "ExternalSecretRotationRoleArn", request.externalSecretRotationRoleArn());
    String token = request.clientRequestToken();
    if (token == null) {
      throw Refusal.invalid(SecretsInputApi.NO_TOKEN);
    }
    SecretRotations.Rotated rotated =
        rotations.rotate(
            caller,
            request.secretId(),
            new SecretRotations.Wish(
                token,
                Optional.ofNullable(request.rotationLambdaARN()).filter(arn -> !arn.isEmpty()),
                Optional.ofNullable(request.rotationRules()).map(SecretsRotationApi::rules),
                !Boolean.FALSE.equals(request.rotateImmediately())));
    return RotateSecretResponse.of()
        .withArn(rotated.arn().toString())
        .withName(rotated.arn().name())
        .withVersionId(rotated.version().orElse(null));
  }

  private static RotationRules rules(RotationRulesType rules) {
    return new RotationRules(
        Optional.ofNullable(rules.automaticallyAfterDays()),
        Optional.ofNullable(rules.scheduleExpression()),
        Optional.ofNullable(rules.duration()));
  }

  private CancelRotateSecretResponse cancel(Caller caller, CancelRotateSecretRequest request) {
    SecretRotations.Rotated cancelled = rotations.cancel(caller, request.secretId());
    return CancelRotateSecretResponse.of()
        .withArn(cancelled.arn().toString())
        .withName(cancelled.arn().name())
        .withVersionId(cancelled.version().orElse(null));
  }
}
