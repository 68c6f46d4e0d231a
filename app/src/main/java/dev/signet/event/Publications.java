// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.event.Outbox.Wanting;
import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.ledger.Change;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Takes events of callers (PutEvents). */
public final class Publications {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Ground ground;
  private final Outbox outbox;

  Publications(Ground ground, Outbox outbox) {
    this.ground = ground;
    this.outbox = outbox;
  }

  /**
   * An event as a caller gives it.
   *
   * @param source not under {@code aws.}
   * @param detail an object
   */
  public record Given(
      Instant time, String source, String detailType, List<String> resources, ObjectNode detail) {
    /** Copies the list. */
    public Given {
      resources = List.copyOf(resources);
    }
  }

  /**
   * Puts events on their way to whom rules say; they are durable when it returns.
   *
   * @return their ids, in the same order
   */
  public List<String> put(Caller caller, List<Given> events) {
    List<Wanting> rules = outbox.wanting(caller.home());
    Instant now = ground.now();
    List<String> ids = new ArrayList<>();
    List<Delivery> wanted = new ArrayList<>();
    for (Given given : events) {
      String id = ground.entropy().uuid().toString();
      ids.add(id);
      wanted.addAll(Outbox.deliveries(rules, id, envelope(caller, id, given), now));
    }
    if (!wanted.isEmpty()) {
      ground
          .store()
          .write(tx -> {
            outbox.add(tx, wanted);
            String bus = caller.home().arn("events", "event-bus/default").toString();
            ground.ledger().append(tx, Change.by(caller, now, "event.put", bus));
            return true;
          });
    }
    return ids;
  }

  private static ObjectNode envelope(Caller caller, String id, Given given) {
    ObjectNode envelope = JSON.createObjectNode();
    envelope.put("version", "0");
    envelope.put("id", id);
    envelope.put("detail-type", given.detailType());
    envelope.put("source", given.source());
    envelope.put("account", caller.account().value());
    envelope.put("time", given.time().truncatedTo(ChronoUnit.SECONDS).toString());
    envelope.put("region", caller.region().name());
    given.resources().forEach(envelope.putArray("resources")::add);
    envelope.set("detail", given.detail());
    return envelope;
  }
}
