// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.testkit.calls.HttpCalls;
import dev.signet.wire.sigv4.Credentials;
import dev.signet.wire.sigv4.Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** Sends AWS JSON 1.1 calls, signed with the key of a credentials file. */
public final class SignedClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String api;
  private final Credentials credentials;
  private final String region;
  private final InstantSource clock;

  SignedClient(String api, Path credentials, String region, InstantSource clock) {
    this.api = api;
    this.region = region;
    this.clock = clock;
    this.credentials = HttpCalls.credentials(credentials);
  }

  /** The same caller, in the records of the models; for what is expected to succeed. */
  public HttpCalls calls() {
    return new HttpCalls(URI.create(api), credentials, region, clock);
  }

  /** What the server answered. */
  public record Answer(int status, String errorType, String body) {
    /** A member of the JSON body, as text. */
    public String text(String member) {
      return json().path(member).asText();
    }

    public JsonNode json() {
      try {
        return JSON.readTree(body.isEmpty() ? "{}" : body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  public Credentials credentials() {
    return credentials;
  }

  /** A call of the private CA. */
  public Answer privateCa(String operation, Map<String, ?> input) {
    try {
      byte[] body = JSON.writeValueAsBytes(input);
      return send(signed("acm-pca", "ACMPrivateCA." + operation, body), body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A REST-JSON call. */
  public Answer rest(String service, String method, String pathAndQuery, Map<String, ?> input) {
    try {
      byte[] body = method.equals("GET") ? new byte[0] : JSON.writeValueAsBytes(input);
      URI uri = URI.create(api + pathAndQuery);
      Map<String, String> headers =
          new Signer(credentials, region, service)
              .sign(method, uri, Map.of("Content-Type", "application/json"), body, clock.instant());
      return send(method, uri, headers, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The headers of a signed JSON 1.1 call. */
  public Map<String, String> signed(String service, String target, byte[] body) {
    return new Signer(credentials, region, service)
        .sign(
            "POST",
            URI.create(api + "/"),
            Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", target),
            body,
            clock.instant());
  }

  /** Sends exactly these headers and this body. */
  public Answer send(Map<String, String> headers, byte[] body) {
    return send("/", headers, body);
  }

  /** The same to another path. */
  public Answer send(String pathAndQuery, Map<String, String> headers, byte[] body) {
    return send("POST", URI.create(api + pathAndQuery), headers, body);
  }

  private Answer send(String method, URI uri, Map<String, String> headers, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("x-amzn-errortype").orElse(""),
          new String(response.body(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
