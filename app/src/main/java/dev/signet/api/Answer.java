// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.signet.kernel.Refusal;
import dev.signet.wire.codec.ErrorBody;
import dev.signet.wire.codec.Operation;
import dev.signet.wire.codec.Protocol;
import dev.signet.wire.codec.Query;
import dev.signet.wire.codec.Route;
import dev.signet.wire.codec.ServiceModel;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Writes answers in the protocol of the request, as the addressed service's clients read it. */
final class Answer {
  private final Route route;
  private final @Nullable ServiceModel service;
  private final Protocol protocol;
  private final String requestId;
  private final RefusedCount refused;
  private final UnaryOperator<byte[]> spelling;

  private Answer(
      Route route, String requestId, RefusedCount refused, UnaryOperator<byte[]> spelling) {
    this.route = route;
    this.service = service(route);
    this.protocol = route.protocol();
    this.requestId = requestId;
    this.refused = refused;
    this.spelling = spelling;
  }

  /** The same, with successes written in a spelling of its client. */
  Answer spelled(UnaryOperator<byte[]> newSpelling) {
    return new Answer(route, requestId, refused, newSpelling);
  }

  /** Errors are counted as they are written. */
  static Answer to(Route route, String requestId, RefusedCount refused) {
    return new Answer(route, requestId, refused, UnaryOperator.identity());
  }

  private static @Nullable ServiceModel service(Route route) {
    return switch (route) {
      case Route.Matched matched -> matched.operation().service();
      case Route.UnknownOperation unknown -> unknown.service();
      case Route.UnsupportedProtocol _, Route.NoRoute _ -> null;
    };
  }

  <O> HttpResponse success(Operation<?, O> operation, O output) {
    byte[] body =
        protocol == Protocol.QUERY
            ? Query.encode(operation, output, requestId)
            : operation.encodeOutput(protocol, output);
    return write(operation.successStatus(), spelling.apply(body), null).toHttpResponse();
  }

  HttpResponse refused(Refusal refusal, Apis apis) {
    return Optional.ofNullable(service)
        .flatMap(asked -> apis.spelled(asked, refusal))
        .map(error -> error(error.status(), error.name(), refusal.message()).toHttpResponse())
        .orElseGet(() -> door(DoorError.CONSTRAINT, refusal.message()));
  }

  HttpResponse door(DoorError error, String message) {
    return whole(error, message).toHttpResponse();
  }

  /** The same as one piece. */
  AggregatedHttpResponse whole(DoorError error, String message) {
    DoorErrors spelled = DoorErrors.of(error, protocol);
    return error(spelled.status(), spelled.code(), message);
  }

  private AggregatedHttpResponse error(int status, String code, String message) {
    refused.add(route, code);
    ErrorBody body = new ErrorBody(status, code, DoorErrors.messageMember(code), message);
    return write(status, body.encode(protocol, service, requestId), code);
  }

  private AggregatedHttpResponse write(int status, byte[] body, @Nullable String errorCode) {
    var headers =
        ResponseHeaders.builder(HttpStatus.valueOf(status)).add("x-amzn-requestid", requestId);
    if (protocol == Protocol.RPC_V2_CBOR) {
      headers.add(Protocol.SMITHY_HEADER, Protocol.RPC_V2_CBOR_NAME);
    }
    // RPC v2 forbids to say what nothing is.
    if (protocol != Protocol.RPC_V2_CBOR || body.length > 0) {
      headers.add("content-type", protocol.contentType());
    }
    if (errorCode != null) {
      headers.add("x-amzn-errortype", errorCode);
    }
    return AggregatedHttpResponse.of(headers.build(), HttpData.wrap(body));
  }
}
