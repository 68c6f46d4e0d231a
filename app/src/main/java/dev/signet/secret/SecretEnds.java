// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.ledger.Change;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Deletes secrets, at once or after a time in which they can be restored. */
public final class SecretEnds {
  /** The timer; its subject is the secret's ARN. */
  static final String REMOVAL = "secret.removal";

  private final Ground ground;
  private final SecretChanges changes;
  private final RotationTimes times;

  SecretEnds(Ground ground, SecretChanges changes, RotationTimes times) {
    this.ground = ground;
    this.changes = changes;
    this.times = times;
    ground.timers().onDestroying(REMOVAL, this::due);
  }

  /** What was deleted, and when it goes. */
  public record Deleted(SecretArn arn, Instant at) {}

  /** Deletes a secret; it can be restored for so long. */
  public Deleted schedule(Caller caller, String id, Duration window) {
    return changes.make(
        caller,
        id,
        "secret.deleted",
        (tx, secret, now) -> {
          Instant at = now.plus(window);
          SecretTables.setDeletionAt(tx, secret.arn(), Optional.of(at));
          ground.timers().set(tx, REMOVAL, secret.arn().toString(), at);
          times.abandon(tx, secret, Change.by(caller, now, "", secret.arn().toString()));
          return new Deleted(secret.arn(), at);
        });
  }

  /** Deletes a secret at once; one that is not there counts as deleted. */
  public Deleted force(Caller caller, String id) {
    return ground
        .store()
        .write(tx -> {
          Instant now = ground.now();
          Optional<Secret> present = SecretChanges.find(tx, caller, id);
          if (present.isEmpty()) {
            tx.unrecorded(Unrecorded.HOUSEKEEPING); // nothing is written
            return new Deleted(wouldBe(caller, id), now);
          }
          SecretArn arn = present.get().arn();
          ground.timers().cancel(tx, REMOVAL, arn.toString());
          remove(tx, present.get(), Change.by(caller, now, "secret.removed", arn.toString()));
          return new Deleted(arn, now);
        });
  }

  private SecretArn wouldBe(Caller caller, String id) {
    return SecretArn.parse(id)
        .filter(arn -> arn.arn().isIn(caller.home()))
        .orElseGet(() -> {
          String name = SecretArn.nameInPartial(id, caller.home()).orElse(id);
          return SecretArn.in(caller.home(), new NameOfSecret(name), ground.entropy());
        });
  }

  private void remove(Tx tx, Secret secret, Change removed) {
    times.abandon(tx, secret, removed);
    SecretTables.delete(tx, secret.arn());
    changes.append(tx, removed);
  }

  /** Takes a deletion back; a secret that was not deleted stays as it is. */
  public SecretArn restore(Caller caller, String id) {
    return ground
        .store()
        .write(tx -> {
          Secret secret = SecretChanges.existing(tx, caller, id);
          if (secret.deletionAt().isEmpty()) {
            tx.unrecorded(Unrecorded.HOUSEKEEPING); // nothing is written
            return secret.arn();
          }
          Instant now = ground.now();
          SecretTables.setDeletionAt(tx, secret.arn(), Optional.empty());
          ground.timers().cancel(tx, REMOVAL, secret.arn().toString());
          times.expect(tx, secret.arn(), now);
          changes.append(tx, Change.by(caller, now, "secret.restored", secret.arn().toString()));
          return secret.arn();
        });
  }

  private Optional<Instant> due(Tx tx, String subject, Instant now) {
    Optional<Secret> found =
        SecretArn.parse(subject)
            .flatMap(arn -> SecretTables.find(tx, arn))
            .filter(secret -> secret.deletionAt().isPresent());
    if (found.isEmpty()) {
      tx.unrecorded(Unrecorded.HOUSEKEEPING);
      return Optional.empty();
    }
    Instant at = found.get().deletionAt().orElseThrow();
    if (at.isAfter(now)) {
      tx.unrecorded(Unrecorded.HOUSEKEEPING);
      return Optional.of(at);
    }
    SecretArn arn = found.get().arn();
    remove(tx, found.get(), Change.byServer(arn.home(), now, "secret.removed", arn.toString()));
    return Optional.empty();
  }

  /**
   * Checks a recovery window.
   *
   * @throws Refusal of kind INVALID
   */
  public static Duration window(long days) {
    if (days < 7 || days > 30) {
      throw Refusal.invalid(
          "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
    }
    return Duration.ofDays(days);
  }
}
