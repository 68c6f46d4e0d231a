// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import dev.signet.ground.EventSource;
import dev.signet.ground.ServiceEvent;
import dev.signet.ledger.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What AWS Secrets Manager tells EventBridge, by way of CloudTrail: calls that changed a secret,
 * and how its rotations went (Secrets Manager User Guide, "AWS CloudTrail entries"). No event holds
 * a value.
 */
final class SecretEvents implements EventSource {
  private static final String SERVICE = "secretsmanager";

  @Override
  public Optional<ServiceEvent> event(Change change) {
    return switch (change.kind()) {
      case "secret.created" -> call(change, "secret-created", "CreateSecret");
      case "secret.value-put" -> call(change, "secret-value-put", "PutSecretValue");
      case "secret.updated" -> call(change, "secret-updated", "UpdateSecret");
      case "secret.stage-moved" -> call(change, "secret-stage-moved", "UpdateSecretVersionStage");
      case "secret.policy-put" -> call(change, "secret-policy-put", "PutResourcePolicy");
      case "secret.policy-deleted" -> call(change, "secret-policy-deleted", "DeleteResourcePolicy");
      case "secret.deleted" -> call(change, "secret-deleted", "DeleteSecret");
      case "secret.restored" -> call(change, "secret-restored", "RestoreSecret");
      case "secret.rotation-started" -> told(change, "rotation-started", "RotationStarted");
      case "secret.rotated" -> told(change, "rotation-succeeded", "RotationSucceeded");
      case "secret.rotation-failed" -> told(change, "rotation-failed", "RotationFailed");
      case "secret.rotation-abandoned" -> told(change, "rotation-abandoned", "RotationAbandoned");
      default -> Optional.empty();
    };
  }

  private static Optional<ServiceEvent> call(Change change, String type, String operation) {
    Map<String, Object> detail = detail(change, operation, "AwsApiCall");
    detail.put("userIdentity", Map.of("arn", change.actor()));
    detail.put("requestParameters", Map.of("secretId", change.subject()));
    detail.put("responseElements", Map.of("arn", change.subject()));
    return Optional.of(event(change, type, "AWS API Call via CloudTrail", detail));
  }

  private static Optional<ServiceEvent> told(Change change, String type, String name) {
    Map<String, Object> detail = detail(change, name, "AwsServiceEvent");
    detail.put("additionalEventData", Map.of("SecretId", change.subject()));
    return Optional.of(event(change, type, "AWS Service Event via CloudTrail", detail));
  }

  private static Map<String, Object> detail(Change change, String name, String eventType) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("eventSource", SERVICE + ".amazonaws.com");
    detail.put("eventName", name);
    detail.put("eventType", eventType);
    detail.put("eventTime", change.at().toString());
    detail.put("awsRegion", change.home().region().name());
    return detail;
  }

  private static ServiceEvent event(
      Change change, String type, String detailType, Map<String, Object> detail) {
    return new ServiceEvent(SERVICE, type, detailType, List.of(change.subject()), detail);
  }
}
