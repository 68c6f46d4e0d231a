// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.kernel.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold inside one spec beyond the limits of single fields. */
final class MeshRules {
  /** Most listeners of one resource. */
  private static final int LISTENERS = 10;

  private MeshRules() {}

  /**
   * Accepts a spec that is consistent in itself.
   *
   * @throws Refusal of kind INVALID that names the first broken rule
   */
  static void check(Spec spec) {
    checkPorts(spec.ports());
    switch (spec) {
      case Spec.Node(var node) -> ListenerRules.check(node);
      case Spec.Gateway(var gateway) -> ListenerRules.check(gateway);
      case Spec.Route(var route) -> RouteRules.check(route);
      case Spec.GatewayRoute(var route) -> GatewayRouteRules.check(route);
      case Spec.Mesh _, Spec.Service _, Spec.Router _ -> {}
    }
  }

  private static void checkPorts(List<Spec.Port> ports) {
    if (ports.size() > LISTENERS) {
      throw invalid(ports.size() + " listeners: expected at most " + LISTENERS);
    }
    Set<Integer> seen = new HashSet<>();
    for (Spec.Port port : ports) {
      if (!seen.add(port.port())) {
        throw invalid("port " + port.port() + " has two listeners: expected one for each port");
      }
    }
  }

  /** A refusal that becomes BadRequestException. */
  static Refusal invalid(String message) {
    return new Refusal(Refusal.Kind.INVALID, message);
  }
}
