// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.api;

import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Tags;
import dev.signet.secret.Secret;
import dev.signet.secret.SecretArn;
import dev.signet.secret.SecretEnds;
import dev.signet.secret.SecretPolicyRules;
import dev.signet.secret.SecretSettings;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.codec.Empty;
import dev.signet.wire.generated.secretsmanager.DeleteResourcePolicyRequest;
import dev.signet.wire.generated.secretsmanager.DeleteResourcePolicyResponse;
import dev.signet.wire.generated.secretsmanager.DeleteSecretRequest;
import dev.signet.wire.generated.secretsmanager.DeleteSecretResponse;
import dev.signet.wire.generated.secretsmanager.DescribeSecretRequest;
import dev.signet.wire.generated.secretsmanager.DescribeSecretResponse;
import dev.signet.wire.generated.secretsmanager.GetResourcePolicyRequest;
import dev.signet.wire.generated.secretsmanager.GetResourcePolicyResponse;
import dev.signet.wire.generated.secretsmanager.PutResourcePolicyRequest;
import dev.signet.wire.generated.secretsmanager.PutResourcePolicyResponse;
import dev.signet.wire.generated.secretsmanager.RestoreSecretRequest;
import dev.signet.wire.generated.secretsmanager.RestoreSecretResponse;
import dev.signet.wire.generated.secretsmanager.SecretsManager;
import dev.signet.wire.generated.secretsmanager.TagResourceRequest;
import dev.signet.wire.generated.secretsmanager.UntagResourceRequest;
import dev.signet.wire.generated.secretsmanager.ValidateResourcePolicyRequest;
import dev.signet.wire.generated.secretsmanager.ValidateResourcePolicyResponse;
import dev.signet.wire.generated.secretsmanager.ValidationErrorsEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The operations around values: description, tags, policies, deletion. */
final class SecretsSettingsApi {
  private static final long USUAL_WINDOW = 30;

  private final SecretSettings settings;
  private final SecretEnds ends;

  private SecretsSettingsApi(SecretsApi.Services services) {
    this.settings = services.settings();
    this.ends = services.ends();
  }

  static Bindings<Caller> bindings(SecretsApi.Services services) {
    SecretsSettingsApi api = new SecretsSettingsApi(services);
    return Bindings.<Caller>none()
        .on(SecretsManager.DESCRIBE_SECRET, api::describe)
        .on(SecretsManager.TAG_RESOURCE, api::tag)
        .on(SecretsManager.UNTAG_RESOURCE, api::untag)
        .on(SecretsManager.PUT_RESOURCE_POLICY, api::putPolicy)
        .on(SecretsManager.GET_RESOURCE_POLICY, api::getPolicy)
        .on(SecretsManager.DELETE_RESOURCE_POLICY, api::deletePolicy)
        .on(SecretsManager.VALIDATE_RESOURCE_POLICY, api::validatePolicy)
        .on(SecretsManager.DELETE_SECRET, api::delete)
        .on(SecretsManager.RESTORE_SECRET, api::restore);
  }

  private DescribeSecretResponse describe(Caller caller, DescribeSecretRequest request) {
    return SecretsAnswersApi.description(settings.find(caller, request.secretId()));
  }

  private Empty tag(Caller caller, TagResourceRequest request) {
    Tags added = Tags.of(SecretsInputApi.tags(request.tags()));
    settings.retag(caller, request.secretId(), tags -> tags.with(added));
    return Empty.VALUE;
  }

  private Empty untag(Caller caller, UntagResourceRequest request) {
    settings.retag(caller, request.secretId(), tags -> tags.without(request.tagKeys()));
    return Empty.VALUE;
  }

  private PutResourcePolicyResponse putPolicy(Caller caller, PutResourcePolicyRequest request) {
    SecretsInputApi.requireNone("PolicyName", request.policyName());
    SecretArn arn =
        settings.putPolicy(
            caller,
            request.secretId(),
            request.resourcePolicy(),
            Boolean.TRUE.equals(request.blockPublicPolicy()));
    return PutResourcePolicyResponse.of().withArn(arn.toString()).withName(arn.name());
  }

  private GetResourcePolicyResponse getPolicy(Caller caller, GetResourcePolicyRequest request) {
    SecretsInputApi.requireNone("PolicyName", request.policyName());
    Secret secret = settings.find(caller, request.secretId());
    return GetResourcePolicyResponse.of()
        .withArn(secret.arn().toString())
        .withName(secret.name())
        .withResourcePolicy(secret.policy().orElse(null));
  }

  private DeleteResourcePolicyResponse deletePolicy(
      Caller caller, DeleteResourcePolicyRequest request) {
    SecretsInputApi.requireNone("PolicyName", request.policyName());
    SecretArn arn = settings.deletePolicy(caller, request.secretId());
    return DeleteResourcePolicyResponse.of().withArn(arn.toString()).withName(arn.name());
  }

  /** Nobody is locked out by a policy as long as nobody is weighed by one. */
  private ValidateResourcePolicyResponse validatePolicy(
      Caller caller, ValidateResourcePolicyRequest request) {
    if (request.secretId() != null) {
      settings.find(caller, request.secretId());
    }
    List<ValidationErrorsEntry> found = new ArrayList<>();
    try {
      SecretPolicyRules.check(request.resourcePolicy());
      if (SecretPolicyRules.isPublic(request.resourcePolicy())) {
        found.add(
            new ValidationErrorsEntry(
                "PUBLIC_ACCESS", "This resource policy allows public access."));
      }
    } catch (Refusal refusal) {
      found.add(new ValidationErrorsEntry("POLICY_SYNTAX", refusal.message()));
    }
    return ValidateResourcePolicyResponse.of()
        .withPolicyValidationPassed(found.isEmpty())
        .withValidationErrors(found);
  }

  private DeleteSecretResponse delete(Caller caller, DeleteSecretRequest request) {
    boolean force = Boolean.TRUE.equals(request.forceDeleteWithoutRecovery());
    Long days = request.recoveryWindowInDays();
    if (force && days != null) {
      throw Refusal.invalid(
          "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
    }
    Duration window = SecretEnds.window(days == null ? USUAL_WINDOW : days);
    SecretEnds.Deleted deleted =
        force
            ? ends.force(caller, request.secretId())
            : ends.schedule(caller, request.secretId(), window);
    return DeleteSecretResponse.of()
        .withArn(deleted.arn().toString())
        .withName(deleted.arn().name())
        .withDeletionDate(deleted.at());
  }

  private RestoreSecretResponse restore(Caller caller, RestoreSecretRequest request) {
    SecretArn arn = ends.restore(caller, request.secretId());
    return RestoreSecretResponse.of().withArn(arn.toString()).withName(arn.name());
  }
}
