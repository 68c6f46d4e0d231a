// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import com.google.protobuf.Duration;
import dev.signet.wire.generated.appmesh.HealthCheckPolicy;
import dev.signet.wire.generated.appmesh.Listener;
import dev.signet.wire.generated.appmesh.ListenerTimeout;
import dev.signet.wire.generated.appmesh.OutlierDetection;
import dev.signet.wire.generated.appmesh.VirtualGatewayConnectionPool;
import dev.signet.wire.generated.appmesh.VirtualGatewayListener;
import dev.signet.wire.generated.appmesh.VirtualNodeConnectionPool;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much a listener takes and how long it waits, and how its callers tell that it is well.
 *
 * @param perRequest zero means no limit; empty means the default
 * @param idle zero means no limit; empty means the default
 */
record Limits(
    Optional<Duration> perRequest,
    Optional<Duration> idle,
    Pool pool,
    Optional<HealthCheckPolicy> healthCheck,
    Optional<OutlierDetection> outlierDetection) {

  /** Most of each; empty means no limit. */
  record Pool(
      Optional<Integer> connections, Optional<Integer> pending, Optional<Integer> requests) {
    private static final Pool UNLIMITED =
        new Pool(Optional.empty(), Optional.empty(), Optional.empty());

    private static Pool connections(int connections, @Nullable Integer pending) {
      return new Pool(Optional.of(connections), Optional.ofNullable(pending), Optional.empty());
    }

    private static Pool requests(int requests) {
      return new Pool(Optional.empty(), Optional.empty(), Optional.of(requests));
    }
  }

  static Limits of(Listener listener) {
    return new Limits(
        perRequest(listener.timeout()),
        idle(listener.timeout()),
        pool(listener.connectionPool()),
        Optional.ofNullable(listener.healthCheck()),
        Optional.ofNullable(listener.outlierDetection()));
  }

  static Limits of(VirtualGatewayListener listener) {
    return new Limits(
        Optional.empty(),
        Optional.empty(),
        pool(listener.connectionPool()),
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<Duration> perRequest(@Nullable ListenerTimeout timeout) {
    return switch (timeout) {
      case null -> Optional.empty();
      case ListenerTimeout.Grpc(var grpc) -> Spans.of(grpc.perRequest());
      case ListenerTimeout.Http(var http) -> Spans.of(http.perRequest());
      case ListenerTimeout.Http2(var http2) -> Spans.of(http2.perRequest());
      case ListenerTimeout.Tcp _ -> Optional.empty();
    };
  }

  private static Optional<Duration> idle(@Nullable ListenerTimeout timeout) {
    return switch (timeout) {
      case null -> Optional.empty();
      case ListenerTimeout.Grpc(var grpc) -> Spans.of(grpc.idle());
      case ListenerTimeout.Http(var http) -> Spans.of(http.idle());
      case ListenerTimeout.Http2(var http2) -> Spans.of(http2.idle());
      case ListenerTimeout.Tcp(var tcp) -> Spans.of(tcp.idle());
    };
  }

  private static Pool pool(@Nullable VirtualNodeConnectionPool pool) {
    return switch (pool) {
      case null -> Pool.UNLIMITED;
      case VirtualNodeConnectionPool.Grpc(var grpc) -> Pool.requests(grpc.maxRequests());
      case VirtualNodeConnectionPool.Http(var http) ->
          Pool.connections(http.maxConnections(), http.maxPendingRequests());
      case VirtualNodeConnectionPool.Http2(var http2) -> Pool.requests(http2.maxRequests());
      case VirtualNodeConnectionPool.Tcp(var tcp) -> Pool.connections(tcp.maxConnections(), null);
    };
  }

  private static Pool pool(@Nullable VirtualGatewayConnectionPool pool) {
    return switch (pool) {
      case null -> Pool.UNLIMITED;
      case VirtualGatewayConnectionPool.Grpc(var grpc) -> Pool.requests(grpc.maxRequests());
      case VirtualGatewayConnectionPool.Http(var http) ->
          Pool.connections(http.maxConnections(), http.maxPendingRequests());
      case VirtualGatewayConnectionPool.Http2(var http2) -> Pool.requests(http2.maxRequests());
    };
  }
}
