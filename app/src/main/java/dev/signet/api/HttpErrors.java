// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ProtocolViolationException;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.signet.kernel.Entropy;
import dev.signet.wire.codec.Protocol;
import dev.signet.wire.codec.Route;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http2.Http2Exception;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What HTTP refuses before a call is one, or what goes wrong around it: to a client these are
 * errors of its service too, in its protocol and with a request id.
 */
final class HttpErrors implements ServerErrorHandler {
  private static final Logger log = LoggerFactory.getLogger(HttpErrors.class);

  private final Routes routes;
  private final Entropy entropy;
  private final RefusedCount refused;

  HttpErrors(Routes routes, Entropy entropy, RefusedCount refused) {
    this.routes = routes;
    this.entropy = entropy;
    this.refused = refused;
  }

  @Override
  public @Nullable HttpResponse onServiceException(ServiceRequestContext context, Throwable cause) {
    RequestHeaders headers = context.request().headers();
    if (!isCall(headers)) {
      return null;
    }
    String id = entropy.uuid().toString();
    DoorError error = error(cause);
    if (error == DoorError.FAULT) {
      log.error("request {} failed", id, cause);
    }
    return whole(headers, id, error, message(error, context.maxRequestLength(), null))
        .toHttpResponse();
  }

  @Override
  public @Nullable AggregatedHttpResponse renderStatus(
      @Nullable ServiceRequestContext context,
      ServiceConfig config,
      @Nullable RequestHeaders headers,
      HttpStatus status,
      @Nullable String description,
      @Nullable Throwable cause) {
    if (headers != null && !isCall(headers)) {
      return null;
    }
    String id = entropy.uuid().toString();
    DoorError error = error(status);
    return whole(headers, id, error, message(error, config.maxRequestLength(), description));
  }

  /** Without headers, and so without path and protocol, the client is one that uses paths. */
  private AggregatedHttpResponse whole(
      @Nullable RequestHeaders headers, String id, DoorError error, String message) {
    if (headers == null) {
      return Answer.to(new Route.NoRoute(Protocol.REST_JSON), id, refused).whole(error, message);
    }
    String path = Call.withoutQuery(headers.path());
    if (routes.isOfObjects(headers)) {
      S3DoorErrors spelled = S3DoorErrors.of(error, message);
      refused.addOfObjects(null, spelled.code());
      return S3Exchange.whole(spelled, path, id);
    }
    return Answer.to(routes.claimed(headers, path), id, refused).whole(error, message);
  }

  /** The console and the discovery streams have their own ways. */
  private static boolean isCall(RequestHeaders headers) {
    String contentType = headers.get("content-type", "");
    return !headers.path().startsWith(WebServer.CONSOLE)
        && !contentType.startsWith("application/grpc");
  }

  /** Whoever hangs up or sends what is no HTTP is no fault: strangers must not fill the log. */
  private static DoorError error(Throwable cause) {
    return switch (Exceptions.peel(cause)) {
      case HttpStatusException told -> error(told.httpStatus());
      case ContentTooLargeException _ -> DoorError.TOO_LARGE;
      case RequestTimeoutException _ -> DoorError.OVERLOADED;
      case ProtocolViolationException _, DecoderException _, Http2Exception _ ->
          DoorError.UNREADABLE;
      case Throwable other -> Exceptions.isExpected(other) ? DoorError.UNREADABLE : DoorError.FAULT;
    };
  }

  private static DoorError error(HttpStatus status) {
    return switch (status.code()) {
      case 404 -> DoorError.NO_API;
      case 405 -> DoorError.UNKNOWN_OPERATION;
      case 413 -> DoorError.TOO_LARGE;
      case 414 -> DoorError.LONG_PATH;
      case 431 -> DoorError.LONG_HEADERS;
      case 408, 503 -> DoorError.OVERLOADED;
      default -> status.isServerError() ? DoorError.FAULT : DoorError.UNREADABLE;
    };
  }

  private static String message(DoorError error, long most, @Nullable String description) {
    return switch (error) {
      case TOO_LARGE -> "the body is too large: expected at most " + most + " octets";
      case LONG_PATH, LONG_HEADERS ->
          "the path and query, or the headers, are too long: expected at most "
              + WebServer.MAX_HEADERS
              + " octets";
      case OVERLOADED -> "the request took too long, try again";
      case FAULT -> Front.FAULT;
      default ->
          "the request is not one that HTTP allows: "
              + (description == null ? "expected a valid path and headers" : description);
    };
  }
}
