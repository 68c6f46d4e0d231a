// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.kernel.Refusal;
import dev.signet.mesh.resource.Proxied;
import dev.signet.mesh.resource.SpecReader;
import dev.signet.mesh.rules.GatewayRouteRules;
import dev.signet.mesh.rules.ListenerRules;
import dev.signet.mesh.rules.MapRules;
import dev.signet.mesh.rules.RouteRules;
import dev.signet.mesh.rules.TextRules;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must hold inside one spec beyond the limits of single fields. */
final class MeshRules {
  /** Most listeners of one resource. */
  private static final int LISTENERS = 10;

  private static final ObjectMapper JSON = new ObjectMapper();

  private MeshRules() {}

  /**
   * Accepts a spec that is consistent in itself.
   *
   * @throws Refusal of kind INVALID that names the first broken rule
   */
  static void check(Spec spec) {
    JsonNode said = tree(spec);
    TextRules.check(said);
    checkPorts(spec.ports());
    MapRules.check(said);
    switch (spec) {
      case Spec.Node _, Spec.Gateway _ -> proxied(spec).ifPresent(ListenerRules::check);
      case Spec.Route(var route) -> RouteRules.check(route);
      case Spec.GatewayRoute(var route) -> GatewayRouteRules.check(route);
      case Spec.Mesh _, Spec.Service _, Spec.Router _ -> {}
    }
  }

  private static JsonNode tree(Spec spec) {
    try {
      return JSON.readTree(spec.json());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a spec writes JSON", e);
    }
  }

  private static void checkPorts(List<Spec.Port> ports) {
    if (ports.size() > LISTENERS) {
      throw Refusal.invalid(ports.size() + " listeners: expected at most " + LISTENERS);
    }
    Set<Integer> seen = new HashSet<>();
    for (Spec.Port port : ports) {
      if (!seen.add(port.port())) {
        throw Refusal.invalid(
            "port " + port.port() + " has two listeners: expected one for each port");
      }
    }
  }

  /** What the spec of a virtual node or gateway says; empty for other kinds. */
  static Optional<Proxied> proxied(Spec spec) {
    return switch (spec) {
      case Spec.Node(var node) -> Optional.of(SpecReader.read(node));
      case Spec.Gateway(var gateway) -> Optional.of(SpecReader.read(gateway));
      default -> Optional.empty();
    };
  }
}
