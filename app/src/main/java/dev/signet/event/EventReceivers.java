// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event;

import dev.signet.event.receiver.Receiver;
import java.util.List;
import java.util.Optional;

/** Who takes events, by the ARNs of targets. */
final class EventReceivers implements AutoCloseable {
  private final List<Entry> entries;

  private record Entry(EventReceiverRules.Rule rule, Receiver receiver) {}

  EventReceivers(EventReceiverRules rules) {
    this.entries =
        rules.rules().stream().map(rule -> new Entry(rule, rule.whom().receiver())).toList();
  }

  /** Whom the ARN of a target means; empty where it means nobody. */
  Optional<Receiver> find(String arn) {
    return entries.stream()
        .filter(entry -> entry.rule().fits(arn))
        .findFirst()
        .map(Entry::receiver);
  }

  @Override
  public void close() {
    entries.forEach(entry -> entry.receiver().close());
  }
}
