// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.notice;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.ground.EventSource;
import dev.signet.ground.ServiceEvent;
import dev.signet.kernel.Home;
import dev.signet.ledger.Change;
import dev.signet.ledger.Ledger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A change as a CloudEvent (version 1.0, structured mode), whose data is what EventBridge would be
 * told by AWS.
 *
 * @param id the change's place in the log and its time: another only after a restored backup had
 *     the place a second time
 */
record CloudEvent(String id, Change change, ServiceEvent event) {
  static final String CONTENT_TYPE = "application/cloudevents+json; charset=utf-8";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TYPE = "dev.signet.";

  /** The event of a change; empty for one that nobody is told of. */
  static Optional<CloudEvent> of(Ledger.Entry entry, List<EventSource> sources) {
    Change change = entry.change();
    String id = entry.seq() + "-" + change.at().toEpochMilli();
    return sources.stream()
        .flatMap(source -> source.event(change).stream())
        .findFirst()
        .map(event -> new CloudEvent(id, change, event));
  }

  /** What is sent. */
  byte[] body() {
    Home home = change.home();
    ObjectNode body = JSON.createObjectNode();
    body.put("specversion", "1.0");
    body.put("id", id);
    body.put(
        "source",
        "/" + event.service() + "/" + home.region().name() + "/" + home.account().value());
    body.put("type", TYPE + event.service() + "." + event.type());
    body.put("subject", change.subject());
    body.put("time", change.at().toString());
    body.put("datacontenttype", "application/json");
    body.set("data", event.envelope(id, change));
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }
}
