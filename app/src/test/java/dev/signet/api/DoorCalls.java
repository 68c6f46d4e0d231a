// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import dev.signet.testkit.SignetExtension;
import dev.signet.wire.codec.Blob;
import dev.signet.wire.sigv4.Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Requests in any form, and answers as their clients read them. */
final class DoorCalls {
  static final ObjectMapper CBOR = new CBORMapper();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final SignetExtension signet;

  DoorCalls(SignetExtension signet) {
    this.signet = signet;
  }

  /** A request that may be signed, for that service in that Region. */
  record Sent(String method, String path, Map<String, String> headers, Blob body) {
    Sent(String method, String path, Map<String, String> headers, byte[] body) {
      this(method, path, headers, Blob.of(body));
    }

    static Sent cbor(String operation, Map<String, ?> input) {
      return cbor("/service/ACMPrivateCA/operation/" + operation, cborOf(input));
    }

    static Sent cbor(String path, byte[] body) {
      return new Sent(
          "POST",
          path,
          Map.of("smithy-protocol", "rpc-v2-cbor", "content-type", "application/cbor"),
          body);
    }

    static Sent json(String target, String body) {
      return new Sent(
          "POST",
          "/",
          Map.of("content-type", "application/x-amz-json-1.1", "x-amz-target", target),
          body.getBytes(UTF_8));
    }

    static Sent rest(String method, String path, String body) {
      return new Sent(
          method, path, Map.of("content-type", "application/json"), body.getBytes(UTF_8));
    }

    static Sent form(String body) {
      return new Sent(
          "POST",
          "/",
          Map.of("content-type", "application/x-www-form-urlencoded"),
          body.getBytes(UTF_8));
    }

    Sent with(String header, String value) {
      Map<String, String> more = new TreeMap<>(headers);
      more.put(header, value);
      return new Sent(method, path, more, body);
    }

    Sent without(String header) {
      Map<String, String> less = new TreeMap<>(headers);
      less.remove(header);
      return new Sent(method, path, less, body);
    }
  }

  /** An answer; every one has a request id. */
  record Got(int status, Map<String, String> headers, Blob body) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    String text() {
      return new String(body.bytes(), UTF_8);
    }

    JsonNode json() {
      return tree(JSON);
    }

    /** As clients of RPC v2 read it: with its header, and its type where there is a body. */
    JsonNode cbor() {
      assertThat(header("smithy-protocol")).isEqualTo("rpc-v2-cbor");
      assertThat(header("content-type")).isEqualTo(body.size() == 0 ? "" : "application/cbor");
      return tree(CBOR);
    }

    private JsonNode tree(ObjectMapper mapper) {
      try {
        return mapper.readTree(body.bytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static byte[] cborOf(Map<String, ?> input) {
    try {
      return CBOR.writeValueAsBytes(input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Got signed(String service, Sent sent) {
    return signed(service, "us-east-1", sent);
  }

  Got signed(String service, String region, Sent sent) {
    Signer signer = new Signer(signet.client(region).credentials(), region, service);
    return unsigned(
        new Sent(
            sent.method(),
            sent.path(),
            signer.sign(
                sent.method(),
                uri(sent),
                sent.headers(),
                sent.body().bytes(),
                signet.clock().instant()),
            sent.body()));
  }

  Got unsigned(Sent sent) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(sent))
            .method(sent.method(), HttpRequest.BodyPublishers.ofByteArray(sent.body().bytes()));
    sent.headers().forEach(request::header);
    try {
      HttpResponse<byte[]> answer =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      Map<String, String> headers = new HashMap<>();
      answer.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
      assertThat(headers)
          .as(answer.statusCode() + " " + sent.path())
          .containsKey("x-amzn-requestid");
      return new Got(answer.statusCode(), headers, Blob.of(answer.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private URI uri(Sent sent) {
    return URI.create(signet.running().apiUrl() + sent.path());
  }
}
