// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.notice;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.authority.AuthorityEvent;
import dev.signet.kernel.Home;
import dev.signet.ledger.Change;
import dev.signet.ledger.Ledger;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A change as a CloudEvent (version 1.0, structured mode), whose data is what EventBridge would be
 * told by AWS.
 *
 * @param id the change's place in the log and its time: another only after a restored backup had
 *     the place a second time
 */
record CloudEvent(String id, Change change, AuthorityEvent event) {
  static final String CONTENT_TYPE = "application/cloudevents+json; charset=utf-8";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TYPE = "dev.signet.acm-pca.";

  /** The event of a change; empty for one that nobody is told of. */
  static Optional<CloudEvent> of(Ledger.Entry entry) {
    Change change = entry.change();
    String id = entry.seq() + "-" + change.at().toEpochMilli();
    return AuthorityEvent.of(change).map(event -> new CloudEvent(id, change, event));
  }

  /** What is sent. */
  byte[] body() {
    Home home = change.home();
    ObjectNode body = JSON.createObjectNode();
    body.put("specversion", "1.0");
    body.put("id", id);
    body.put("source", "/acm-pca/" + home.region().name() + "/" + home.account().value());
    body.put("type", TYPE + type());
    body.put("subject", change.subject());
    body.put("time", change.at().toString());
    body.put("datacontenttype", "application/json");
    body.set("data", data(home));
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  private String type() {
    return switch (event.kind()) {
      case CREATION -> "creation";
      case ISSUANCE -> "certificate-issuance";
      case REVOCATION -> "certificate-revocation";
      case CRL -> "crl-generation";
      case REPORT -> "audit-report-generation";
    };
  }

  private ObjectNode data(Home home) {
    ObjectNode data = JSON.createObjectNode();
    data.put("version", "0");
    data.put("id", id);
    data.put("detail-type", event.kind().detailType());
    data.put("source", "aws.acm-pca");
    data.put("account", home.account().value());
    data.put("time", change.at().truncatedTo(ChronoUnit.SECONDS).toString());
    data.put("region", home.region().name());
    event.resources().forEach(data.putArray("resources")::add);
    ObjectNode detail = data.putObject("detail");
    detail.put("result", event.failure().isEmpty() ? "success" : "failure");
    event.failure().ifPresent(reason -> detail.put("reason", reason));
    return data;
  }
}
