// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.wire.sigv4.Credentials;
import dev.signet.wire.sigv4.Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Signed calls of a server: sent one by one, or made ready for the load. */
final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Map<String, String> JSON_BODY = Map.of("Content-Type", "application/json");

  private final URI endpoint;
  private final Credentials credentials;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Api(Server server) {
    this.endpoint = server.api().resolve("/");
    this.credentials = server.credentials();
  }

  /** The services whose calls are JSON 1.1: signing name and prefix of the target header. */
  enum Service {
    ACM_PCA("acm-pca", "ACMPrivateCA"),
    ACM("acm", "CertificateManager");

    private final String signingName;
    private final String prefix;

    Service(String signingName, String prefix) {
      this.signingName = signingName;
      this.prefix = prefix;
    }
  }

  JsonNode call(Service service, String operation, Map<String, ?> input) {
    byte[] body = bytes(input);
    return send("POST", endpoint, signed(service, operation, body), body);
  }

  /** A call of appmesh. */
  JsonNode mesh(String method, String path, Map<String, ?> input) {
    URI uri = endpoint.resolve("/v20190125" + path);
    byte[] body = bytes(input);
    return send(method, uri, sign("appmesh", method, uri, JSON_BODY, body), body);
  }

  /** A call of the API that is Signet's own. */
  JsonNode own(String path, Map<String, ?> input) {
    URI uri = endpoint.resolve(path);
    byte[] body = bytes(input);
    return send("POST", uri, sign("signet", "POST", uri, JSON_BODY, body), body);
  }

  /** A call without a signature, over a client of the caller's. */
  static JsonNode post(HttpClient client, URI uri, Map<String, ?> input) {
    return send(client, "POST", uri, JSON_BODY, bytes(input));
  }

  /** A call of appmesh as the bytes of an HTTP/1.1 request. */
  byte[] readyMesh(String method, String path, Map<String, ?> input) {
    URI uri = endpoint.resolve("/v20190125" + path);
    byte[] body = bytes(input);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Host", endpoint.getAuthority());
    headers.putAll(sign("appmesh", method, uri, JSON_BODY, body));
    headers.put("Content-Length", Integer.toString(body.length));
    return HttpMessage.request(method + " " + uri.getPath() + " HTTP/1.1", headers, body);
  }

  /** A call as the bytes of an HTTP/1.1 request; its signature is good for five minutes. */
  byte[] ready(Service service, String operation, Map<String, ?> input) {
    byte[] body = bytes(input);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Host", endpoint.getAuthority());
    headers.putAll(signed(service, operation, body));
    headers.put("Content-Length", Integer.toString(body.length));
    return HttpMessage.request("POST / HTTP/1.1", headers, body);
  }

  private Map<String, String> signed(Service service, String operation, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/x-amz-json-1.1");
    headers.put("X-Amz-Target", service.prefix + "." + operation);
    return sign(service.signingName, "POST", endpoint, headers, body);
  }

  private Map<String, String> sign(
      String service, String method, URI uri, Map<String, String> headers, byte[] body) {
    return new Signer(credentials, "us-east-1", service)
        .sign(method, uri, headers, body, InstantSource.system().instant());
  }

  private JsonNode send(String method, URI uri, Map<String, String> headers, byte[] body) {
    return send(http, method, uri, headers, body);
  }

  private static JsonNode send(
      HttpClient client, String method, URI uri, Map<String, String> headers, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .method(method, BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    HttpResponse<byte[]> answer =
        Programs.uninterrupted(() -> client.send(request.build(), BodyHandlers.ofByteArray()));
    if (answer.statusCode() / 100 != 2) {
      throw new BenchFailed(
          headers.getOrDefault("X-Amz-Target", method + " " + uri.getPath())
              + " was answered "
              + answer.statusCode()
              + " "
              + new String(answer.body(), StandardCharsets.UTF_8));
    }
    return read(answer.body());
  }

  /** An answer's body. */
  static JsonNode read(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Map<String, ?> input) {
    try {
      return JSON.writeValueAsBytes(input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
