// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.ledger.Change;
import dev.signet.secret.schedule.RotationRules;
import dev.signet.store.Tx;
import java.time.Instant;
import java.util.Optional;

/** Starts and ends rotations on request (RotateSecret, CancelRotateSecret). */
public final class SecretRotations {
  private final SecretChanges changes;
  private final RotationTimes times;
  private final RotationRuns runs;
  private final RotationHandlers handlers;

  SecretRotations(
      SecretChanges changes, RotationTimes times, RotationRuns runs, RotationHandlers handlers) {
    this.changes = changes;
    this.times = times;
    this.runs = runs;
    this.handlers = handlers;
  }

  /**
   * How a secret shall be rotated.
   *
   * @param token id of the version that is made
   * @param handler RotationLambdaARN; what is stored where it is not given, like the rules
   * @param immediately whether it begins now; else only the handler is tried
   */
  public record Wish(
      String token, Optional<String> handler, Optional<RotationRules> rules, boolean immediately) {}

  /** What is rotated, and the version that is made. */
  public record Rotated(SecretArn arn, Optional<String> version) {}

  /** Keeps how a secret is rotated, and begins. Answers before the first step is done. */
  public Rotated rotate(Caller caller, String id, Wish wish) {
    return changes.make(
        caller,
        id,
        "secret.rotation-configured",
        (tx, secret, now) -> {
          SecretRotation rotation = configured(secret, wish, now);
          SecretRotationTables.put(tx, secret.arn(), rotation);
          Change cause = Change.by(caller, now, "", secret.arn().toString());
          Optional<String> version =
              wish.immediately()
                  ? begin(tx, secret, rotation, wish.token(), cause)
                  : tried(tx, secret, rotation, wish.token());
          times.expect(tx, secret.arn(), now);
          return new Rotated(secret.arn(), version);
        });
  }

  private SecretRotation configured(Secret secret, Wish wish, Instant now) {
    Optional<SecretRotation> before = secret.rotation();
    String handler =
        wish.handler()
            .or(() -> before.map(SecretRotation::handler))
            .orElseThrow(() ->
                Refusal.wrongState(
                    "No Lambda rotation function ARN is associated with this secret."));
    if (handlers.find(handler).isEmpty()) {
      throw Refusal.denied(
          "Secrets Manager cannot invoke the specified Lambda function. Ensure that the function"
              + " policy grants access to the principal secretsmanager.amazonaws.com.");
    }
    if (before.flatMap(SecretRotation::run).isPresent()) {
      throw Refusal.wrongState(
          "A previous rotation isn't complete. That rotation will be reattempted.");
    }
    RotationRules rules =
        wish.rules().or(() -> before.map(SecretRotation::rules)).orElse(RotationRules.NONE);
    Instant anchor =
        before
            .filter(old -> wish.rules().isEmpty() && old.enabled())
            .map(SecretRotation::anchor)
            .orElse(now);
    return new SecretRotation(
        true,
        handler,
        rules,
        anchor,
        before.flatMap(SecretRotation::rotatedAt),
        Optional.empty(),
        Optional.empty());
  }

  private Optional<String> begin(
      Tx tx, Secret secret, SecretRotation rotation, String token, Change cause) {
    if (secret.labels().version(StagingLabels.CURRENT).filter(token::equals).isPresent()) {
      return Optional.of(token); // the call came again, and the rotation is over
    }
    return Optional.of(runs.begin(tx, secret, rotation, token, Optional.empty(), cause));
  }

  private Optional<String> tried(Tx tx, Secret secret, SecretRotation rotation, String token) {
    runs.tryOut(tx, secret, rotation, token);
    return Optional.empty();
  }

  /** Switches rotation off; what runs ends after its present step. */
  public Rotated cancel(Caller caller, String id) {
    return changes.make(
        caller,
        id,
        "secret.rotation-cancelled",
        (tx, secret, now) -> {
          times.abandon(tx, secret, Change.by(caller, now, "", secret.arn().toString()));
          secret
              .rotation()
              .ifPresent(
                  rotation -> SecretRotationTables.put(tx, secret.arn(), rotation.cancelled()));
          return new Rotated(secret.arn(), secret.labels().version(StagingLabels.PENDING));
        });
  }
}
