// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.signet.kernel.Refusal;
import dev.signet.wire.codec.Operation;
import dev.signet.wire.codec.Protocol;
import dev.signet.wire.codec.Query;
import dev.signet.wire.codec.Route;
import dev.signet.wire.codec.ServiceModel;
import dev.signet.wire.generated.Services;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Writes answers in the form that the addressed service's clients read. */
final class Answer {
  private final @Nullable ServiceModel service;
  private final Protocol protocol;
  private final String requestId;
  private final UnaryOperator<byte[]> spelling;

  private Answer(@Nullable ServiceModel service, Protocol protocol, String requestId) {
    this(service, protocol, requestId, UnaryOperator.identity());
  }

  private Answer(
      @Nullable ServiceModel service,
      Protocol protocol,
      String requestId,
      UnaryOperator<byte[]> spelling) {
    this.service = service;
    this.protocol = protocol;
    this.requestId = requestId;
    this.spelling = spelling;
  }

  /** The same, with successes written in a spelling of its client. */
  Answer spelled(UnaryOperator<byte[]> newSpelling) {
    return new Answer(service, protocol, requestId, newSpelling);
  }

  static Answer to(Call call, Route route) {
    return switch (route) {
      case Route.Matched matched -> of(matched.operation().service(), call);
      case Route.UnknownOperation unknown -> of(unknown.service(), call);
      case Route.UnsupportedProtocol _, Route.NoRoute _ ->
          new Answer(null, Protocol.JSON_1_1, call.id());
    };
  }

  /** A request without target or known path: the Query protocol's clients send such ones. */
  static Answer query(Call call) {
    for (ServiceModel service : Services.all()) {
      if (service.protocol() == Protocol.QUERY) {
        return of(service, call);
      }
    }
    return new Answer(null, Protocol.JSON_1_1, call.id());
  }

  private static Answer of(ServiceModel service, Call call) {
    return new Answer(service, service.protocol(), call.id());
  }

  static HttpResponse overloaded(String requestId) {
    return new Answer(null, Protocol.JSON_1_1, requestId)
        .door(DoorError.OVERLOADED, "too many requests are waiting, try again");
  }

  <O> HttpResponse success(Operation<?, O> operation, O output) {
    byte[] body =
        protocol == Protocol.QUERY
            ? Query.encode(operation, output, requestId)
            : operation.encodeOutput(output);
    return write(operation.successStatus(), spelling.apply(body), null);
  }

  HttpResponse refused(Refusal refusal, Apis apis) {
    return Optional.ofNullable(service)
        .flatMap(asked -> apis.spelled(asked, refusal))
        .map(error -> error(error.status(), error.name(), refusal.message()))
        .orElseGet(() -> door(DoorError.CONSTRAINT, refusal.message()));
  }

  HttpResponse door(DoorError error, String message) {
    DoorErrors spelled = DoorErrors.of(error, protocol);
    return error(spelled.status(), spelled.code(), message);
  }

  private HttpResponse error(int status, String code, String message) {
    if (protocol == Protocol.QUERY && service != null) {
      return write(
          status, Query.encodeError(service, code, message, status < 500, requestId), code);
    }
    String text = new String(JsonStringEncoder.getInstance().quoteAsString(message));
    String member = DoorErrors.messageMember(code);
    String json =
        protocol == Protocol.REST_JSON
            ? "{\"" + member + "\":\"" + text + "\"}"
            : "{\"__type\":\"" + code + "\",\"" + member + "\":\"" + text + "\"}";
    return write(status, json.getBytes(StandardCharsets.UTF_8), code);
  }

  private HttpResponse write(int status, byte[] body, @Nullable String errorCode) {
    var headers =
        ResponseHeaders.builder(HttpStatus.valueOf(status))
            .add("content-type", contentType())
            .add("x-amzn-requestid", requestId);
    if (errorCode != null) {
      headers.add("x-amzn-errortype", errorCode);
    }
    return HttpResponse.of(headers.build(), HttpData.wrap(body));
  }

  private String contentType() {
    return switch (protocol) {
      case JSON_1_1 -> "application/x-amz-json-1.1";
      case REST_JSON -> "application/json";
      case QUERY -> "text/xml";
    };
  }
}
