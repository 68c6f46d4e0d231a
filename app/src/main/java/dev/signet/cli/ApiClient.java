// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.wire.codec.Operation;
import dev.signet.wire.codec.ServiceModel;
import dev.signet.wire.sigv4.Signer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes signed calls of a server. */
public final class ApiClient implements AutoCloseable {
  /** Where a bucket is made without a word about where. */
  private static final String STORAGE_REGION = "us-east-1";

  private final URI endpoint;
  private final AwsProfile profile;
  private final String region;
  private final Https http;

  ApiClient(URI endpoint, AwsProfile profile, Optional<String> region, Optional<Path> trust) {
    this.endpoint = endpoint;
    this.profile = profile;
    this.region = region.or(profile::region).orElse("us-east-1");
    this.http =
        "https".equals(endpoint.getScheme()) && trust.isPresent()
            ? Https.trusting(trust.get())
            : Https.usual();
  }

  /** A call whose input is its body. */
  public <I, O> O call(Operation<I, O> operation, I input) {
    return send(operation, region, operation.uriTemplate(), operation.encodeInput(input));
  }

  /** The same in another Region than the usual one. */
  public <I, O> O callIn(String otherRegion, Operation<I, O> operation, I input) {
    return send(operation, otherRegion, operation.uriTemplate(), operation.encodeInput(input));
  }

  /** A call without body. */
  <I, O> O get(Operation<I, O> operation, Map<String, String> labels, Map<String, String> query) {
    String path = operation.uriTemplate();
    for (Map.Entry<String, String> label : labels.entrySet()) {
      path = path.replace("{" + label.getKey() + "}", encoded(label.getValue()));
    }
    StringBuilder asked = new StringBuilder();
    new TreeMap<>(query)
        .forEach((name, value) ->
            asked
                .append(asked.isEmpty() ? '?' : '&')
                .append(encoded(name))
                .append('=')
                .append(encoded(value)));
    return send(operation, region, path + asked, new byte[0]);
  }

  /** A page of a listing. */
  record Paged<T>(List<T> items, @Nullable String next) {}

  /** A listing to its end; answers all of its items. */
  <I, O, T> List<T> all(
      Operation<I, O> operation,
      Map<String, String> labels,
      Map<String, String> query,
      Function<O, Paged<T>> reading) {
    List<T> all = new ArrayList<>();
    Map<String, String> asked = new HashMap<>(query);
    while (true) {
      Paged<T> page = reading.apply(get(operation, labels, asked));
      all.addAll(page.items());
      if (page.next() == null) {
        return all;
      }
      asked.put("nextToken", page.next());
    }
  }

  private <I, O> O send(
      Operation<I, O> operation, String inRegion, String pathAndQuery, byte[] body) {
    URI uri = endpoint.resolve(pathAndQuery);
    ServiceModel service = operation.service();
    Map<String, String> said = new LinkedHashMap<>();
    said.put("Content-Type", service.protocol().contentType());
    service
        .targetPrefix()
        .ifPresent(prefix -> said.put("X-Amz-Target", prefix + "." + operation.name()));
    Map<String, String> headers =
        new Signer(profile.credentials(), inRegion, service.signingName())
            .sign(operation.method(), uri, said, body, InstantSource.system().instant());
    return operation.decodeOutput(http.send(operation.method(), uri, headers, body));
  }

  /**
   * What the object store answers, whatever that is.
   *
   * @param path of a bucket, or of an object whose name needs no escapes
   */
  public HttpResponse<byte[]> askStorage(String method, String path) {
    return askStorage(method, path, BodyHandlers.ofByteArray());
  }

  /** The same, its body read so. */
  public <T> HttpResponse<T> askStorage(String method, String path, BodyHandler<T> reading) {
    URI uri = endpoint.resolve(path);
    byte[] body = {};
    Map<String, String> headers =
        new Signer(profile.credentials(), STORAGE_REGION, "s3")
            .sign(
                method,
                uri,
                Map.of("X-Amz-Content-Sha256", Signer.bodyHash(body)),
                body,
                InstantSource.system().instant());
    return http.ask(method, uri, headers, body, reading);
  }

  @Override
  public void close() {
    http.close();
  }

  /** What every Signet server answers, though the model does not require it. */
  public static <T> T present(@Nullable T member) {
    if (member == null) {
      throw new CommandRefused("the answer lacks a member: expected one of a Signet server");
    }
    return member;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
