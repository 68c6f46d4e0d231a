// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Tags;
import dev.signet.secret.bundle.Bundle;
import dev.signet.store.Tx;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What changes of a secret beside its values: labels, tags, its policy. */
public final class SecretSettings {
  private final Ground ground;
  private final SecretChanges changes;
  private final RotationTimes times;

  SecretSettings(Ground ground, SecretChanges changes, RotationTimes times) {
    this.ground = ground;
    this.changes = changes;
    this.times = times;
  }

  /** Moves a label (UpdateSecretVersionStage); see {@link StagingLabels#moved}. */
  public SecretArn move(
      Caller caller, String id, String label, Optional<String> from, Optional<String> to) {
    return changes.make(
        caller,
        id,
        "secret.stage-moved",
        (tx, secret, now) -> {
          from.ifPresent(version -> requireVersion(tx, secret, version));
          to.ifPresent(version -> requireVersion(tx, secret, version));
          SecretTables.setLabels(tx, secret.arn(), secret.labels().moved(label, from, to));
          SecretTables.setChangedAt(tx, secret.arn(), now);
          if (label.equals(StagingLabels.CURRENT)) {
            times.valueChanged(tx, secret, now);
          }
          return secret.arn();
        });
  }

  private static void requireVersion(Tx tx, Secret secret, String version) {
    if (SecretVersionTables.find(tx, secret.arn(), version).isEmpty()) {
      throw SecretReader.noVersion(version);
    }
  }

  /** Changes the tags. */
  public void retag(Caller caller, String id, UnaryOperator<Tags> change) {
    changes.make(
        caller,
        id,
        "secret.tagged",
        (tx, secret, _) -> {
          Tags changed = change.apply(secret.tags());
          Bundle.of(changed, secret.arn().home()); // tags that mean no bundle are refused
          SecretTables.setTags(tx, secret.arn(), changed);
          return true;
        });
  }

  /**
   * Sets the resource policy (PutResourcePolicy). Nobody is weighed by it yet.
   *
   * @param noPublic refuses one that lets everybody in
   */
  public SecretArn putPolicy(Caller caller, String id, String policy, boolean noPublic) {
    SecretPolicyRules.check(policy);
    if (noPublic && SecretPolicyRules.isPublic(policy)) {
      throw new Refusal(
          SecretReason.PUBLIC_POLICY, "You can't put a resource policy that allows public access.");
    }
    return changes.make(
        caller,
        id,
        "secret.policy-put",
        (tx, secret, _) -> {
          SecretTables.setPolicy(tx, secret.arn(), Optional.of(policy));
          return secret.arn();
        });
  }

  /** Removes the resource policy, if there is one. */
  public SecretArn deletePolicy(Caller caller, String id) {
    return changes.make(
        caller,
        id,
        "secret.policy-deleted",
        (tx, secret, _) -> {
          SecretTables.setPolicy(tx, secret.arn(), Optional.empty());
          return secret.arn();
        });
  }

  /** The secret, also one that was deleted. */
  public Secret find(Caller caller, String id) {
    return ground.store().read(tx -> SecretChanges.existing(tx, caller, id));
  }
}
