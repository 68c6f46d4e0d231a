// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import dev.signet.ground.Ground;
import dev.signet.ledger.Change;
import dev.signet.ledger.Timers;
import dev.signet.secret.schedule.Window;
import dev.signet.store.Tx;
import java.time.Instant;
import java.util.Optional;

/** When the rotation of a secret is due: one timer for each that has rules or rotates. */
final class RotationTimes {
  /** The timer; its subject is the secret's ARN. */
  static final String ROTATION = "secret.rotation";

  private final Ground ground;
  private final Timers timers;

  RotationTimes(Ground ground, Timers timers) {
    this.ground = ground;
    this.timers = timers;
  }

  /** Sets the timer by what the secret's rules say now, and the date that people see. */
  void expect(Tx tx, SecretArn arn, Instant now) {
    Optional<SecretRotation> rotation = SecretRotationTables.find(tx, arn);
    rotation.ifPresent(found -> SecretRotationTables.put(tx, arn, found.expecting(now)));
    Optional<Instant> due = rotation.flatMap(found -> due(found, now));
    due.ifPresentOrElse(
        at -> timers.set(tx, ROTATION, arn.toString(), at),
        () -> timers.cancel(tx, ROTATION, arn.toString()));
  }

  /** When there is something to do: at once for a rotation that runs. */
  static Optional<Instant> due(SecretRotation rotation, Instant now) {
    return rotation.run().isPresent() ? Optional.of(now) : rotation.next(now).map(Window::start);
  }

  /** By AutomaticallyAfterDays, a value that somebody changed counts as rotated. */
  void valueChanged(Tx tx, Secret before, Instant now) {
    Optional<SecretRotation> counted =
        before
            .rotation()
            .filter(rotation -> rotation.run().isEmpty())
            .filter(rotation -> rotation.rules().afterDays().isPresent())
            .filter(SecretRotation::enabled);
    if (counted.isPresent()) {
      SecretRotationTables.put(tx, before.arn(), counted.get().anchored(now));
      expect(tx, before.arn(), now);
    }
  }

  /**
   * Ends what runs and sets no timer any more.
   *
   * @param cause by what act
   */
  void abandon(Tx tx, Secret secret, Change cause) {
    timers.cancel(tx, ROTATION, secret.arn().toString());
    Optional<SecretRotation> running =
        secret.rotation().filter(rotation -> rotation.run().isPresent());
    if (running.isPresent()) {
      SecretRotationTables.put(tx, secret.arn(), running.get().with(Optional.empty()));
      ground.ledger().append(tx, cause.also("secret.rotation-abandoned", secret.arn().toString()));
    }
  }
}
