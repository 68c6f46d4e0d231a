// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event;

import dev.signet.event.Delivery.Lane;
import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.ledger.Change;
import dev.signet.store.Tx;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whom rules tell. */
public final class RuleTargets {
  /** Most targets of a rule. */
  private static final int MOST = 100;

  private final Ground ground;
  private final EventReceivers receivers;

  RuleTargets(Ground ground, EventReceivers receivers) {
    this.ground = ground;
    this.receivers = receivers;
  }

  /** Adds targets to a rule, or replaces those of the same ids: all of them or none. */
  public void put(Caller caller, String rule, List<RuleTarget> targets) {
    for (RuleTarget target : targets) {
      requireMeant(target);
    }
    ground
        .store()
        .write(tx -> {
          append(tx, caller, rule, "event.targets-put");
          Set<String> ids = new HashSet<>();
          TargetTables.all(tx, caller.home(), rule).forEach(each -> ids.add(each.id()));
          targets.forEach(each -> ids.add(each.id()));
          if (ids.size() > MOST) {
            throw Refusal.exceeded(
                ids.size() + " targets of the rule " + rule + ": expected at most " + MOST);
          }
          targets.forEach(target -> TargetTables.put(tx, caller.home(), rule, target));
          return true;
        });
  }

  /** Nobody is told by a call alone: who runs the server has said which ARNs mean whom. */
  private void requireMeant(RuleTarget target) {
    if (receivers.find(target.arn()).isEmpty()) {
      throw Refusal.invalid(
          "Target "
              + target.id()
              + ": nobody takes events for "
              + target.arn()
              + ": expected an ARN that serve --event-target names");
    }
  }

  /** The targets of a rule, by their ids. */
  public List<RuleTarget> all(Caller caller, String rule) {
    return ground
        .store()
        .read(tx -> {
          Rules.existing(tx, caller.home(), rule);
          return TargetTables.all(tx, caller.home(), rule);
        });
  }

  /** Names of the rules that have a target of an ARN. */
  public List<String> rules(Caller caller, String arn) {
    return ground.store().read(tx -> TargetTables.rules(tx, caller.home(), arn));
  }

  /**
   * Removes targets from a rule, and what waits for them.
   *
   * @return ids that the rule has no target of
   */
  public List<String> remove(Caller caller, String rule, List<String> ids) {
    return ground
        .store()
        .write(tx -> {
          append(tx, caller, rule, "event.targets-removed");
          return ids.stream().filter(id -> !isRemoved(tx, caller, rule, id)).toList();
        });
  }

  private static boolean isRemoved(Tx tx, Caller caller, String rule, String id) {
    DeliveryTables.deleteWaiting(tx, new Lane(caller.home(), rule, id));
    return TargetTables.delete(tx, caller.home(), rule, id);
  }

  private void append(Tx tx, Caller caller, String rule, String kind) {
    String subject = Rules.existing(tx, caller.home(), rule).arn().toString();
    ground.ledger().append(tx, Change.by(caller, ground.now(), kind, subject));
  }
}
