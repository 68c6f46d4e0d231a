// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.ground;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.kernel.Home;
import dev.signet.ledger.Change;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * What a service of AWS tells EventBridge of a change.
 *
 * @param service its name, {@code acm-pca}; the source is {@code aws.} and this
 * @param type what happened, in the style of the types of CloudEvents
 * @param detailType the same in the words of EventBridge
 * @param resources ARNs of what it is about
 * @param detail texts, numbers, booleans and maps of these by their names, in this order
 */
public record ServiceEvent(
    String service,
    String type,
    String detailType,
    List<String> resources,
    Map<String, Object> detail) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public ServiceEvent {
    resources = List.copyOf(resources);
  }

  /** The event as EventBridge hands it on. */
  public ObjectNode envelope(String id, Change change) {
    Home home = change.home();
    ObjectNode envelope = JSON.createObjectNode();
    envelope.put("version", "0");
    envelope.put("id", id);
    envelope.put("detail-type", detailType);
    envelope.put("source", "aws." + service);
    envelope.put("account", home.account().value());
    envelope.put("time", change.at().truncatedTo(ChronoUnit.SECONDS).toString());
    envelope.put("region", home.region().name());
    resources.forEach(envelope.putArray("resources")::add);
    envelope.set("detail", JSON.valueToTree(detail));
    return envelope;
  }
}
