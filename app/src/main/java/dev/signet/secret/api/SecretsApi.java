// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.api;

import dev.signet.ground.Api;
import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Tags;
import dev.signet.secret.NameOfSecret;
import dev.signet.secret.SecretArn;
import dev.signet.secret.SecretEnds;
import dev.signet.secret.SecretKeeper;
import dev.signet.secret.SecretListings;
import dev.signet.secret.SecretReader;
import dev.signet.secret.SecretRotations;
import dev.signet.secret.SecretSettings;
import dev.signet.secret.SecretValue;
import dev.signet.secret.StagingLabels;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.generated.secretsmanager.CreateSecretRequest;
import dev.signet.wire.generated.secretsmanager.CreateSecretResponse;
import dev.signet.wire.generated.secretsmanager.PutSecretValueRequest;
import dev.signet.wire.generated.secretsmanager.PutSecretValueResponse;
import dev.signet.wire.generated.secretsmanager.SecretsManager;
import dev.signet.wire.generated.secretsmanager.UpdateSecretRequest;
import dev.signet.wire.generated.secretsmanager.UpdateSecretResponse;
import dev.signet.wire.generated.secretsmanager.UpdateSecretVersionStageRequest;
import dev.signet.wire.generated.secretsmanager.UpdateSecretVersionStageResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Translates the secretsmanager API to the commands of this feature: what writes values. */
public final class SecretsApi {
  private final SecretKeeper keeper;
  private final SecretSettings settings;

  /** What the service does, each by one of this room's services. */
  public record Services(
      SecretKeeper keeper,
      SecretReader reader,
      SecretSettings settings,
      SecretEnds ends,
      SecretListings listings,
      SecretRotations rotations) {}

  private SecretsApi(Services services) {
    this.keeper = services.keeper();
    this.settings = services.settings();
  }

  /** What is built of the service: all but replication. */
  public static Api of(Ground ground, Services services) {
    SecretsApi api = new SecretsApi(services);
    Bindings<Caller> signed =
        Bindings.<Caller>none()
            .on(SecretsManager.CREATE_SECRET, api::create)
            .on(SecretsManager.PUT_SECRET_VALUE, api::put)
            .on(SecretsManager.UPDATE_SECRET, api::update)
            .on(SecretsManager.UPDATE_SECRET_VERSION_STAGE, api::move)
            .and(SecretsReadApi.bindings(ground, services))
            .and(SecretsListApi.bindings(ground, services))
            .and(SecretsSettingsApi.bindings(services))
            .and(SecretsRotationApi.bindings(services));
    return Api.signed("secretsmanager", signed, new SecretsErrors());
  }

  private CreateSecretResponse create(Caller caller, CreateSecretRequest request) {
    NameOfSecret name = new NameOfSecret(request.name());
    SecretsInputApi.requireDefaultKey(request.kmsKeyId());
    SecretsInputApi.requireNone("AddReplicaRegions", request.addReplicaRegions());
    SecretsInputApi.requireNone("CrossAccountPrimaryARN", request.crossAccountPrimaryARN());
    SecretKeeper.Put made =
        keeper.create(
            caller,
            new SecretKeeper.Creation(
                name,
                SecretsInputApi.token(request.clientRequestToken()),
                Optional.ofNullable(request.description()),
                Optional.ofNullable(request.type()),
                Tags.of(SecretsInputApi.tags(request.tags())),
                SecretsInputApi.value(request.secretString(), request.secretBinary())));
    return CreateSecretResponse.of()
        .withArn(made.arn().toString())
        .withName(made.arn().name())
        .withVersionId(made.version().orElse(null));
  }

  private PutSecretValueResponse put(Caller caller, PutSecretValueRequest request) {
    String token = SecretsInputApi.token(request.clientRequestToken());
    SecretValue value =
        SecretsInputApi.value(request.secretString(), request.secretBinary())
            .orElseThrow(
                () -> Refusal.invalid("You must provide either SecretString or SecretBinary."));
    List<String> stages = request.versionStages();
    SecretKeeper.Put put =
        keeper.put(
            caller,
            request.secretId(),
            token,
            value,
            stages == null ? Set.of(StagingLabels.CURRENT) : Set.copyOf(stages));
    return PutSecretValueResponse.of()
        .withArn(put.arn().toString())
        .withName(put.arn().name())
        .withVersionId(token)
        .withVersionStages(List.copyOf(put.stages()));
  }

  private UpdateSecretResponse update(Caller caller, UpdateSecretRequest request) {
    SecretsInputApi.requireDefaultKey(request.kmsKeyId());
    SecretKeeper.Put updated =
        keeper.update(
            caller,
            request.secretId(),
            new SecretKeeper.Update(
                SecretsInputApi.token(request.clientRequestToken()),
                Optional.ofNullable(request.description()),
                Optional.ofNullable(request.type()),
                SecretsInputApi.value(request.secretString(), request.secretBinary())));
    return UpdateSecretResponse.of()
        .withArn(updated.arn().toString())
        .withName(updated.arn().name())
        .withVersionId(updated.version().orElse(null));
  }

  private UpdateSecretVersionStageResponse move(
      Caller caller, UpdateSecretVersionStageRequest request) {
    SecretArn arn =
        settings.move(
            caller,
            request.secretId(),
            request.versionStage(),
            Optional.ofNullable(request.removeFromVersionId()),
            Optional.ofNullable(request.moveToVersionId()));
    return UpdateSecretVersionStageResponse.of().withArn(arn.toString()).withName(arn.name());
  }
}
