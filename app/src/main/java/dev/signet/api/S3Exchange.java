// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.signet.bucket.ObjectStore;
import dev.signet.bucket.S3Answer;
import dev.signet.bucket.S3Request;
import dev.signet.kernel.Caller;
import dev.signet.wire.codec.Percent;
import dev.signet.wire.sigv4.Payload;
import dev.signet.wire.sigv4.SignableRequest;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** One call of the S3 REST API between HTTP and the store; its body and its answer are streams. */
final class S3Exchange {
  private final ServiceRequestContext context;
  private final HttpRequest request;
  private final String id;
  private final HttpResponseWriter response = HttpResponse.streaming();
  private final CompletableFuture<Void> worked = new CompletableFuture<>();
  private boolean begun;

  S3Exchange(ServiceRequestContext context, HttpRequest request, String id) {
    this.context = context;
    this.request = request;
    this.id = id;
  }

  /** What is sent, from now on or later. */
  HttpResponse response() {
    return response;
  }

  /** Names the request to its caller and in the log. */
  String id() {
    return id;
  }

  /** The path as it came. */
  String resource() {
    return Call.rawPath(context);
  }

  SignableRequest signable() {
    return Signables.ofHead(context, request.headers());
  }

  /** Whoever answers does no more for it, whether or not all was sent. */
  void worked() {
    worked.complete(null);
  }

  /** Runs once nobody works on it, and all was sent or nothing will be any more. */
  void whenEnded(Runnable action) {
    var _ =
        CompletableFuture.allOf(worked, response.whenComplete())
            .whenComplete((_, _) -> action.run());
  }

  /**
   * The request as the store reads it.
   *
   * @throws dev.signet.wire.codec.Problem when path or query cannot be decoded
   */
  S3Request request(Caller caller, Payload payload) {
    String path = Call.rawPath(context).substring(1);
    int slash = path.indexOf('/');
    Map<String, String> headers = new TreeMap<>();
    Signables.values(request.headers())
        .forEach((name, values) -> headers.put(name, String.join(",", values)));
    return new S3Request(
        caller,
        request.method().name(),
        Percent.decode(slash < 0 ? path : path.substring(0, slash)),
        slash < 0 ? "" : Percent.decode(path.substring(slash + 1)),
        Percent.parseQuery(Call.rawQuery(context)),
        headers,
        S3Bodies.of(request, payload));
  }

  S3Answer error(S3DoorErrors error) {
    return error(error, resource(), id);
  }

  private static S3Answer error(S3DoorErrors error, String resource, String id) {
    return ObjectStore.error(error.status(), error.code(), error.message(), resource, id);
  }

  /** An error of a request that never becomes an exchange, as one piece. */
  static AggregatedHttpResponse whole(S3DoorErrors error, String resource, String id) {
    S3Answer answer = error(error, resource, id);
    return AggregatedHttpResponse.of(
        headers(answer, id),
        answer.content() instanceof S3Answer.Octets octets
            ? HttpData.wrap(octets.octets())
            : HttpData.empty());
  }

  /** Sends an answer to its end, no faster than it is taken. */
  void send(S3Answer answer) {
    ResponseHeaders head = headers(answer, id);
    begun = true;
    response.write(head);
    if (request.method() != HttpMethod.HEAD && answer.content().length() > 0) {
      switch (answer.content()) {
        case S3Answer.Octets octets -> response.write(HttpData.wrap(octets.octets()));
        case S3Answer.Pieces pieces -> PacedPieces.send(response, pieces.pieces());
      }
    }
    response.close();
  }

  private static ResponseHeaders headers(S3Answer answer, String id) {
    ResponseHeadersBuilder headers = ResponseHeaders.builder(HttpStatus.valueOf(answer.status()));
    answer.headers().forEach(headers::add);
    headers.set("x-amz-request-id", id).set("x-amzn-requestid", id);
    if (answer.status() != 204 && answer.status() != 304) {
      headers.contentLength(answer.content().length());
    }
    return headers.build();
  }

  /** Something went wrong: it is told as an error where nothing was sent, else by breaking off. */
  void fail(Throwable fault, S3DoorErrors error) {
    if (begun) {
      response.abort(fault);
    } else {
      send(error(error));
    }
  }
}
