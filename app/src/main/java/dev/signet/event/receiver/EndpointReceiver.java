// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.ground.Endpoint;
import dev.signet.ground.OutgoingHttp;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * Posts each event to an address as a CloudEvent (version 1.0, structured mode), whose data is what
 * the target is sent: an answer of 200 to 299 says that it was taken. Redirects are not followed,
 * and nothing that is answered is read but the status.
 */
public final class EndpointReceiver implements Receiver {
  private static final Duration TO_ANSWER = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI url;
  private final HttpClient client = OutgoingHttp.client().build();

  public EndpointReceiver(Endpoint endpoint) {
    this.url = endpoint.url();
  }

  @Override
  public Optional<String> take(JsonNode event, String input) throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(url)
              .timeout(TO_ANSWER)
              .header("Content-Type", "application/cloudevents+json; charset=utf-8")
              .POST(BodyPublishers.ofString(body(event, input)))
              .build();
      HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
      answer.body().close();
      int status = answer.statusCode();
      return status >= 200 && status < 300
          ? Optional.empty()
          : Optional.of(url.getHost() + " answered " + status);
    } catch (IOException e) {
      return Optional.of(url.getHost() + " did not answer: " + e.getClass().getSimpleName());
    }
  }

  private static String body(JsonNode event, String input) throws IOException {
    ObjectNode body = JSON.createObjectNode();
    body.put("specversion", "1.0");
    body.set("id", event.path("id"));
    body.set("source", event.path("source"));
    body.set("type", event.path("detail-type"));
    if (!event.path("resources").isEmpty()) {
      body.set("subject", event.path("resources").path(0));
    }
    body.set("time", event.path("time"));
    body.put("datacontenttype", "application/json");
    body.set("data", JSON.readTree(input));
    return body.toString();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
