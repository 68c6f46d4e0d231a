// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.kernel.VisibleText;
import dev.signet.wire.codec.Json;
import dev.signet.wire.generated.signet.ListUndeliveredEventsOutput;
import dev.signet.wire.generated.signet.Signet;
import dev.signet.wire.generated.signet.UndeliveredEvent;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet event undelivered}: the events that were given up. */
@Command(
    name = "undelivered",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lists the events that were given up in the last 14 days, the newest first.",
      "For each: when, its id, the rule and its target, how often it was tried, and why it failed."
    })
final class EventUndeliveredCommand implements Callable<Integer> {
  @Option(names = "--json", description = "As JSON, one object, with the events themselves.")
  private boolean json;

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() {
    List<UndeliveredEvent> all = asked();
    System.out.print(
        json
            ? Json.text(ListUndeliveredEventsOutput.SHAPE, ListUndeliveredEventsOutput.of(all))
                + "\n"
            : text(all));
    return 0;
  }

  private List<UndeliveredEvent> asked() {
    try (ApiClient client = server.client()) {
      return client.all(
          Signet.LIST_UNDELIVERED_EVENTS,
          Map.of(),
          Map.of(),
          page -> new ApiClient.Paged<>(page.events(), page.nextToken()));
    }
  }

  private static String text(List<UndeliveredEvent> events) {
    StringBuilder text = new StringBuilder();
    for (UndeliveredEvent each : events) {
      text.append(
              VisibleText.line(
                  "%s %s of %s to %s: tried %d times: %s"
                      .formatted(
                          each.endedAt().truncatedTo(ChronoUnit.SECONDS),
                          each.eventId(),
                          each.ruleArn(),
                          each.targetId(),
                          each.attempts(),
                          each.reason())))
          .append('\n');
    }
    return text.isEmpty() ? "Every event was delivered, or is still tried.\n" : text.toString();
  }
}
