// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event;

import dev.signet.event.receiver.EndpointReceiver;
import dev.signet.event.receiver.ProgramReceiver;
import dev.signet.event.receiver.Receiver;
import dev.signet.ground.Endpoint;
import dev.signet.ground.Helper;
import dev.signet.ground.Program;
import java.util.List;
import java.util.Optional;

/** Who takes events, by the ARNs of targets. */
final class EventReceivers implements AutoCloseable {
  private final List<Entry> entries;

  private record Entry(EventReceiverRules.Rule rule, Receiver receiver) {}

  EventReceivers(EventReceiverRules rules) {
    this.entries =
        rules.rules().stream().map(rule -> new Entry(rule, receiver(rule.helper()))).toList();
  }

  private static Receiver receiver(Helper helper) {
    return switch (helper) {
      case Program program -> new ProgramReceiver(program);
      case Endpoint endpoint -> new EndpointReceiver(endpoint);
    };
  }

  /** Whom the ARN of a target means; empty where it means nobody. */
  Optional<Receiver> find(String arn) {
    return entries.stream()
        .filter(entry -> entry.rule().glob().fits(arn))
        .findFirst()
        .map(Entry::receiver);
  }

  @Override
  public void close() {
    entries.forEach(entry -> entry.receiver().close());
  }
}
