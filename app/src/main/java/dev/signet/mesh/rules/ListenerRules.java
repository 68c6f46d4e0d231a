// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.rules;

import dev.signet.kernel.Refusal;
import dev.signet.mesh.resource.MeshListener;
import dev.signet.mesh.resource.MeshProtocol;
import dev.signet.mesh.resource.Proxied;
import dev.signet.mesh.resource.VirtualGateway;
import dev.signet.mesh.resource.VirtualNode;

/** What the parts of a listener of a virtual node or gateway demand of its protocol. */
public final class ListenerRules {
  private ListenerRules() {}

  /**
   * Accepts sound listeners.
   *
   * @throws Refusal of kind INVALID
   */
  public static void check(Proxied spec) {
    switch (spec) {
      case VirtualNode node when node.discovery().isPresent() && node.listeners().isEmpty() ->
          throw Refusal.invalid("Service Discovery can't be set without a listener.");
      case VirtualGateway gateway when gateway.listeners().isEmpty() ->
          throw Refusal.invalid("listeners is empty: expected at least one");
      case VirtualNode _, VirtualGateway _ -> spec.listeners().forEach(ListenerRules::check);
    }
  }

  private static void check(MeshListener listener) {
    MeshProtocol protocol = listener.protocol();
    listener.pool().ifPresent(pool -> requireSame("connectionPool", pool.protocol(), protocol));
    listener.timeouts().ifPresent(each -> requireSame("timeout", each.protocol(), protocol));
    boolean asksGrpc =
        listener.healthCheck().filter(check -> check.protocol() == MeshProtocol.GRPC).isPresent();
    if (asksGrpc && !protocol.isHttp2()) {
      throw Refusal.invalid("GRPC HealthCheck requires listener type of HTTP2 or GRPC.");
    }
  }

  private static void requireSame(String field, MeshProtocol member, MeshProtocol protocol) {
    if (member != protocol) {
      throw Refusal.invalid(
          field + " '" + member + "': expected the listener's protocol '" + protocol + "'");
    }
  }
}
