// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import static dev.signet.mesh.MeshScene.GATEWAY_ROUTE;
import static dev.signet.mesh.MeshScene.NODE_PROVIDER;
import static dev.signet.mesh.MeshScene.ROUTE;
import static dev.signet.mesh.MeshScene.ROUTER_PROVIDER;
import static dev.signet.mesh.MeshScene.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.kernel.Refusal.Kind;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules between two resources hold whichever of the two changes. */
final class MeshDependentsTest {
  @RegisterExtension final MeshScene scene = new MeshScene();

  /**
   * An update that breaks a route.
   *
   * @param provider of the virtual service that the gateway route leads to
   * @param route the broken one, {@code Route} or {@code GatewayRoute}
   * @param spec of that route
   * @param kind of what is updated
   * @param update to this
   * @param why what the refusal says at its end
   */
  record Broken(
      String provider, String route, String spec, String kind, String update, String why) {
    @Override
    public String toString() {
      return kind + " to " + update + " under " + spec;
    }
  }

  private static final String TARGET = GATEWAY_ROUTE.replace("'target':{", "'target':{'port':80,");
  private static final String GRPC = listeners("80 grpc");
  private static final String OTHER = listeners("81 http");
  private static final String TWO = listeners("80 http", "81 http");
  private static final String NODE = "expected a listener of VirtualNode n in Mesh m";
  private static final String ROUTER = "expected a listener of VirtualRouter r in Mesh m";
  private static final String GATEWAY = "expected a listener of VirtualGateway g in Mesh m";
  private static final String CHOICE = "expected the port of one of the 2 listeners of ";

  static List<Broken> routes() {
    String port = ROUTE.replace("'weight':1", "'weight':1,'port':80");
    String routerPort = ROUTE.replace("'prefix':'/'", "'prefix':'/','port':80");
    String chosen = CHOICE + "VirtualNode n in Mesh m";
    return List.of(
        new Broken("{}", "Route", port, "VirtualNode", OTHER, NODE),
        new Broken("{}", "Route", port, "VirtualNode", GRPC, NODE),
        new Broken("{}", "Route", port, "VirtualNode", "{}", NODE),
        new Broken("{}", "Route", ROUTE, "VirtualNode", GRPC, NODE),
        new Broken("{}", "Route", ROUTE, "VirtualNode", "{}", NODE),
        new Broken("{}", "Route", ROUTE, "VirtualNode", TWO, chosen),
        new Broken("{}", "Route", routerPort, "VirtualRouter", OTHER, ROUTER),
        new Broken("{}", "Route", ROUTE, "VirtualRouter", GRPC, ROUTER),
        new Broken("{}", "Route", ROUTE, "VirtualRouter", "{}", ROUTER));
  }

  static List<Broken> gatewayRoutes() {
    String match = GATEWAY_ROUTE.replace("'prefix':'/'", "'prefix':'/','port':80");
    String kind = "GatewayRoute";
    String node = CHOICE + "VirtualNode n in Mesh m";
    String router = CHOICE + "VirtualRouter r in Mesh m";
    String gateway = CHOICE + "VirtualGateway g in Mesh m";
    String elsewhere = "{'provider':{'virtualNode':{'virtualNodeName':'other'}}}";
    String other = "expected a listener of VirtualNode other in Mesh m";
    String later = TARGET.replace("80", "82");
    return List.of(
        new Broken(NODE_PROVIDER, kind, TARGET, "VirtualNode", OTHER, NODE),
        new Broken(NODE_PROVIDER, kind, TARGET, "VirtualNode", "{}", NODE),
        new Broken(NODE_PROVIDER, kind, GATEWAY_ROUTE, "VirtualNode", TWO, node),
        new Broken(ROUTER_PROVIDER, kind, TARGET, "VirtualRouter", OTHER, ROUTER),
        new Broken(ROUTER_PROVIDER, kind, GATEWAY_ROUTE, "VirtualRouter", TWO, router),
        new Broken("{}", kind, match, "VirtualGateway", OTHER, GATEWAY),
        new Broken("{}", kind, GATEWAY_ROUTE, "VirtualGateway", GRPC, GATEWAY),
        new Broken("{}", kind, GATEWAY_ROUTE, "VirtualGateway", TWO, gateway),
        new Broken("{}", kind, later, "VirtualService", NODE_PROVIDER, NODE),
        new Broken(NODE_PROVIDER, kind, TARGET, "VirtualService", elsewhere, other));
  }

  private static String listeners(String... listeners) {
    StringBuilder all = new StringBuilder();
    for (String listener : listeners) {
      String[] parts = listener.split(" ", 2);
      all.append(all.isEmpty() ? "" : ",")
          .append("{'portMapping':{'port':" + parts[0] + ",'protocol':'" + parts[1] + "'}}");
    }
    return "{'listeners':[" + all + "]}";
  }

  @BeforeEach
  void ground() {
    scene.ground();
    scene.create("VirtualNode", "other", listeners("99 http"));
    scene.create("VirtualService", "s.local", "{}");
  }

  @ParameterizedTest
  @MethodSource({"routes", "gatewayRoutes"})
  void anUpdateThatBreaksARouteIsRefusedAndNamesTheRoute(Broken broken) {
    scene.update("VirtualService", "s.local", broken.provider());
    scene.create(broken.route(), "x", broken.spec());
    String name = name(broken.kind());
    JsonNode before = scene.describe(broken.kind(), name);
    assertRefused(() -> scene.update(broken.kind(), name, broken.update()), Kind.INVALID)
        .hasMessageStartingWith(broken.route() + " x in ")
        .hasMessageContaining(" would no longer fit: ")
        .hasMessageEndingWith(broken.why());
    assertThat(scene.describe(broken.kind(), name)).isEqualTo(before);
    scene.delete(broken.route(), "x");
    scene.update(broken.kind(), name, broken.update());
  }

  private static String name(String kind) {
    return switch (kind) {
      case "VirtualNode" -> "n";
      case "VirtualRouter" -> "r";
      case "VirtualGateway" -> "g";
      default -> "s.local";
    };
  }

  @Test
  void anUpdateThatBreaksNothingIsMade() {
    scene.update("VirtualService", "s.local", NODE_PROVIDER);
    scene.create("Route", "x", ROUTE.replace("'weight':1", "'weight':1,'port':80"));
    scene.create("GatewayRoute", "y", GATEWAY_ROUTE.replace("'target':{", "'target':{'port':80,"));
    String two = listeners("80 http", "81 http");
    scene.update("VirtualNode", "n", two);
    scene.update("VirtualRouter", "r", two);
    scene.update("VirtualNode", "n", listeners("80 http"));
    scene.update("VirtualService", "s.local", "{}");
  }

  @Test
  void aRouteThatWasMadeBeforeTheListenersHoldsNothingUp() {
    scene.update("VirtualNode", "n", "{}");
    scene.create("Route", "x", ROUTE);
    scene.update("VirtualNode", "n", listeners("80 http"));
  }
}
