// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.Optional;

/**
 * Posts each step to an address: an answer of 200 to 299 says that the step is done, unless it is a
 * JSON object with a member {@code errorMessage}. Redirects are not followed. What is answered is
 * in no message, because it may hold secrets.
 */
public final class EndpointHandler implements RotationHandler, AutoCloseable {
  private static final int LONGEST_ANSWER = 64 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI url;
  private final HttpClient client = OutgoingHttp.client().build();

  public EndpointHandler(Endpoint endpoint) {
    this.url = endpoint.url();
  }

  @Override
  public Optional<String> perform(RotationEvent event) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(ProgramHandler.MOST)
            .header("Content-Type", "application/json")
            .header("X-Signet-Rotation-Attempt", Integer.toString(event.attempt()))
            .POST(BodyPublishers.ofString(event.json()))
            .build();
    try {
      HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        return outcome(answer.statusCode(), body.readNBytes(LONGEST_ANSWER));
      }
    } catch (IOException e) {
      return Optional.of(url.getHost() + " did not answer: " + e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("the server ended meanwhile");
    }
  }

  private Optional<String> outcome(int status, byte[] body) {
    if (status < 200 || status > 299) {
      return Optional.of(url.getHost() + " answered " + status);
    }
    return saysError(body)
        ? Optional.of(url.getHost() + " answered with an errorMessage")
        : Optional.empty();
  }

  private static boolean saysError(byte[] body) {
    try {
      JsonNode answer = JSON.readTree(body);
      return answer != null && answer.hasNonNull("errorMessage");
    } catch (IOException e) {
      return false; // no JSON
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
