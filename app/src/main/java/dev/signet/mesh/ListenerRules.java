// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.wire.generated.appmesh.Listener;
import dev.signet.wire.generated.appmesh.ListenerTimeout;
import dev.signet.wire.generated.appmesh.PortProtocol;
import dev.signet.wire.generated.appmesh.VirtualGatewayConnectionPool;
import dev.signet.wire.generated.appmesh.VirtualGatewayListener;
import dev.signet.wire.generated.appmesh.VirtualGatewayPortProtocol;
import dev.signet.wire.generated.appmesh.VirtualGatewaySpec;
import dev.signet.wire.generated.appmesh.VirtualNodeConnectionPool;
import dev.signet.wire.generated.appmesh.VirtualNodeSpec;

/** What the parts of a listener of a virtual node or gateway demand of its protocol. */
final class ListenerRules {
  private ListenerRules() {}

  static void check(VirtualNodeSpec spec) {
    if (spec.serviceDiscovery() != null && Spec.present(spec.listeners()).isEmpty()) {
      throw MeshRules.invalid("Service Discovery can't be set without a listener.");
    }
    for (Listener listener : Spec.present(spec.listeners())) {
      String protocol = listener.portMapping().protocol().value();
      if (listener.connectionPool() != null) {
        requireSame("connectionPool", member(listener.connectionPool()), protocol);
      }
      if (listener.timeout() != null) {
        requireSame("timeout", member(listener.timeout()), protocol);
      }
      if (listener.healthCheck() != null
          && listener.healthCheck().protocol() == PortProtocol.GRPC) {
        requireGrpcCapable(protocol);
      }
    }
  }

  static void check(VirtualGatewaySpec spec) {
    if (spec.listeners().isEmpty()) {
      throw MeshRules.invalid("listeners is empty: expected at least one");
    }
    for (VirtualGatewayListener listener : spec.listeners()) {
      String protocol = listener.portMapping().protocol().value();
      if (listener.connectionPool() != null) {
        requireSame("connectionPool", member(listener.connectionPool()), protocol);
      }
      if (listener.healthCheck() != null
          && listener.healthCheck().protocol() == VirtualGatewayPortProtocol.GRPC) {
        requireGrpcCapable(protocol);
      }
    }
  }

  private static String member(VirtualNodeConnectionPool pool) {
    return switch (pool) {
      case VirtualNodeConnectionPool.Grpc _ -> "grpc";
      case VirtualNodeConnectionPool.Http _ -> "http";
      case VirtualNodeConnectionPool.Http2 _ -> "http2";
      case VirtualNodeConnectionPool.Tcp _ -> "tcp";
    };
  }

  private static String member(VirtualGatewayConnectionPool pool) {
    return switch (pool) {
      case VirtualGatewayConnectionPool.Grpc _ -> "grpc";
      case VirtualGatewayConnectionPool.Http _ -> "http";
      case VirtualGatewayConnectionPool.Http2 _ -> "http2";
    };
  }

  private static String member(ListenerTimeout timeout) {
    return switch (timeout) {
      case ListenerTimeout.Grpc _ -> "grpc";
      case ListenerTimeout.Http _ -> "http";
      case ListenerTimeout.Http2 _ -> "http2";
      case ListenerTimeout.Tcp _ -> "tcp";
    };
  }

  private static void requireSame(String field, String member, String protocol) {
    if (!member.equals(protocol)) {
      throw MeshRules.invalid(
          field + " '" + member + "': expected the listener's protocol '" + protocol + "'");
    }
  }

  private static void requireGrpcCapable(String protocol) {
    if (!protocol.equals("http2") && !protocol.equals("grpc")) {
      throw MeshRules.invalid("GRPC HealthCheck requires listener type of HTTP2 or GRPC.");
    }
  }
}
