// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event;

import dev.signet.ground.Ground;
import dev.signet.kernel.Arn;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Home;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Tags;
import dev.signet.ledger.Change;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Makes rules, changes and removes them. */
public final class Rules {
  /** Most rules of a home. */
  private static final int MOST = 300;

  private final Ground ground;

  Rules(Ground ground) {
    this.ground = ground;
  }

  /** Makes a rule, or puts another in its place (PutRule): tags count when it is made only. */
  public Arn put(Caller caller, Rule rule) {
    return ground
        .store()
        .write(tx -> {
          Optional<Rule> present = RuleTables.find(tx, rule.home(), rule.name());
          if (present.isEmpty() && RuleTables.all(tx, rule.home()).size() >= MOST) {
            throw Refusal.exceeded(
                "The requested resource exceeds the maximum number allowed: expected at most "
                    + MOST
                    + " rules.");
          }
          RuleTables.put(tx, rule.with(present.map(Rule::tags).orElse(rule.tags())));
          append(tx, caller, "event.rule-put", rule);
          return rule.arn();
        });
  }

  /** A rule. */
  public Rule find(Caller caller, String name) {
    return ground.store().read(tx -> existing(tx, caller.home(), name));
  }

  /** All of a home, by their names. */
  public List<Rule> all(Home home) {
    return ground.store().read(tx -> RuleTables.all(tx, home));
  }

  /** Switches a rule on or off. */
  public void enable(Caller caller, String name, boolean enabled) {
    change(
        caller,
        name,
        enabled ? "event.rule-enabled" : "event.rule-disabled",
        rule -> rule.enabled(enabled));
  }

  /** Changes the tags of a rule. */
  public void retag(Caller caller, String name, UnaryOperator<Tags> change) {
    change(caller, name, "event.rule-tagged", rule -> rule.with(change.apply(rule.tags())));
  }

  private void change(Caller caller, String name, String kind, UnaryOperator<Rule> change) {
    ground
        .store()
        .write(tx -> {
          Rule changed = change.apply(existing(tx, caller.home(), name));
          RuleTables.put(tx, changed);
          append(tx, caller, kind, changed);
          return true;
        });
  }

  /** Removes a rule that has no targets, if there is one. */
  public void delete(Caller caller, String name) {
    ground
        .store()
        .write(tx -> {
          Optional<Rule> rule = RuleTables.find(tx, caller.home(), name);
          if (!TargetTables.all(tx, caller.home(), name).isEmpty()) {
            throw Refusal.inUse("Rule can't be deleted since it has targets.");
          }
          if (rule.isEmpty()) {
            tx.unrecorded(Unrecorded.HOUSEKEEPING); // nothing is written
            return false;
          }
          append(tx, caller, "event.rule-deleted", rule.get());
          return RuleTables.delete(tx, caller.home(), name);
        });
  }

  static Rule existing(Tx tx, Home home, String name) {
    return RuleTables.find(tx, home, name)
        .orElseThrow(
            () -> Refusal.notFound("Rule " + name + " does not exist on EventBus default."));
  }

  private void append(Tx tx, Caller caller, String kind, Rule rule) {
    ground.ledger().append(tx, Change.by(caller, ground.now(), kind, rule.arn().toString()));
  }
}
