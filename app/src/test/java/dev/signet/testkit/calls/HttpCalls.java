// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.testkit.calls;

import dev.signet.wire.codec.Blob;
import dev.signet.wire.codec.Member;
import dev.signet.wire.codec.Operation;
import dev.signet.wire.sigv4.Credentials;
import dev.signet.wire.sigv4.Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signed calls of a server over HTTP. */
public final class HttpCalls implements Calls {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI endpoint;
  private final Credentials credentials;
  private final String region;
  private final InstantSource clock;

  public HttpCalls(URI endpoint, Credentials credentials, String region, InstantSource clock) {
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.region = region;
    this.clock = clock;
  }

  /** The key in a credentials file that a server wrote. */
  public static Credentials credentials(Path file) {
    Map<String, String> profile = new HashMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        String[] pair = line.split("=", 2);
        if (pair.length == 2) {
          profile.put(pair[0].strip(), pair[1].strip());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Credentials(
        profile.getOrDefault("aws_access_key_id", ""),
        profile.getOrDefault("aws_secret_access_key", ""));
  }

  /**
   * Calls an operation.
   *
   * @throws CallRefused when it was not answered with success
   */
  @Override
  public <I, O> O call(Operation<I, O> operation, I input) {
    return answer(operation, send(prepare(operation, input).http()));
  }

  /** Reads what an operation was answered. */
  public static <O> O answer(Operation<?, O> operation, HttpResponse<byte[]> answer) {
    if (answer.statusCode() / 100 != 2) {
      String error = answer.headers().firstValue("x-amzn-errortype").orElse("");
      String body = new String(answer.body(), StandardCharsets.UTF_8);
      throw new CallRefused(operation.name(), answer.statusCode(), error, body);
    }
    return operation.decodeOutput(answer.body());
  }

  /** A signed request; its signature is good for five minutes. */
  public record Prepared(String method, URI uri, Map<String, String> headers, Blob body) {
    /** As the JDK's client sends it. */
    public HttpRequest http() {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(uri)
              .timeout(PATIENCE)
              .method(method, BodyPublishers.ofByteArray(body.bytes()));
      headers.forEach(request::header);
      return request.build();
    }
  }

  /** The request of a call. */
  public <I> Prepared prepare(Operation<I, ?> operation, I input) {
    URI uri = endpoint.resolve(pathAndQuery(operation, input));
    byte[] body = operation.method().equals("GET") ? new byte[0] : operation.encodeInput(input);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", operation.service().protocol().contentType());
    operation
        .service()
        .targetPrefix()
        .ifPresent(prefix -> headers.put("X-Amz-Target", prefix + "." + operation.name()));
    Signer signer = new Signer(credentials, region, operation.service().signingName());
    return new Prepared(
        operation.method(),
        uri,
        signer.sign(operation.method(), uri, headers, body, clock.instant()),
        Blob.of(body));
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static <I> String pathAndQuery(Operation<I, ?> operation, I input) {
    String path = operation.uriTemplate();
    StringBuilder query = new StringBuilder();
    List<Member> members = operation.input().members();
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      Object value = member.location() == Member.Location.BODY ? null : value(input, i);
      if (value != null) {
        String text = URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
        if (member.location() == Member.Location.LABEL) {
          path = path.replace("{" + member.name() + "}", text.replace("+", "%20"));
        } else {
          query.append(query.isEmpty() ? '?' : '&').append(member.name()).append('=').append(text);
        }
      }
    }
    return path + query;
  }

  /** A record's components stand in the order of the structure's members. */
  private static @Nullable Object value(Object input, int member) {
    try {
      return input.getClass().getRecordComponents()[member].getAccessor().invoke(input);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("generated records are public", e);
    }
  }
}
