// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.ledger.Change;
import dev.signet.store.Tx;
import java.time.Instant;
import java.util.Optional;

/** What everything that is done to a secret has in common: finding it, and saying so. */
final class SecretChanges {
  private final Ground ground;

  SecretChanges(Ground ground) {
    this.ground = ground;
  }

  /** What is done to a secret that is there. */
  @FunctionalInterface
  interface Act<T> {
    T to(Tx tx, Secret secret, Instant now);
  }

  /** Does something that changes a secret which is not deleted, and says so in the log. */
  <T> T make(Caller caller, String id, String kind, Act<T> act) {
    return ground
        .store()
        .write(tx -> {
          Secret secret = usable(tx, caller, id);
          Instant now = ground.now();
          T answer = act.to(tx, secret, now);
          append(tx, Change.by(caller, now, kind, secret.arn().toString()));
          return answer;
        });
  }

  void append(Tx tx, Change change) {
    ground.ledger().append(tx, change);
  }

  /** The secret, unless it was deleted. */
  static Secret usable(Tx tx, Caller caller, String id) {
    Secret secret = existing(tx, caller, id);
    if (secret.deletionAt().isPresent()) {
      throw Refusal.wrongState(
          "You can't perform this operation on the secret because it was marked for deletion.");
    }
    return secret;
  }

  /** The secret of a name or an ARN, with or without its suffix; also one that was deleted. */
  static Secret existing(Tx tx, Caller caller, String id) {
    return find(tx, caller, id)
        .orElseThrow(() -> Refusal.notFound("Secrets Manager can't find the specified secret."));
  }

  /** The same, if there is one. What lives elsewhere is as what there is not. */
  static Optional<Secret> find(Tx tx, Caller caller, String id) {
    return SecretArn.parse(id)
        .filter(arn -> arn.arn().isIn(caller.home()))
        .flatMap(arn -> SecretTables.find(tx, arn))
        .or(() ->
            SecretArn.nameInPartial(id, caller.home())
                .flatMap(name -> SecretTables.named(tx, caller.home(), name)))
        .or(() -> SecretTables.named(tx, caller.home(), id));
  }
}
