// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import static dev.signet.mesh.MeshScene.GATEWAY_ROUTE;
import static dev.signet.mesh.MeshScene.HTTP;
import static dev.signet.mesh.MeshScene.NODE_PROVIDER;
import static dev.signet.mesh.MeshScene.ROUTE;
import static dev.signet.mesh.MeshScene.ROUTER_PROVIDER;
import static dev.signet.mesh.MeshScene.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.kernel.Refusal.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must be gone before something may be deleted. */
final class DeletionOrderTest {
  @RegisterExtension final MeshScene scene = new MeshScene();

  @ParameterizedTest
  @CsvSource({
    "VirtualNode, VirtualNodes",
    "VirtualService, VirtualServices",
    "VirtualRouter, VirtualRouters",
    "VirtualGateway, VirtualGateways"
  })
  void aMeshStaysWhileAnythingIsInIt(String kind, String kinds) {
    scene.call("CreateMesh", "{'meshName':'m'}");
    scene.create(kind, "x", kind.equals("VirtualService") ? "{}" : HTTP);
    assertRefused(() -> scene.delete("Mesh", "m"), Kind.IN_USE)
        .hasMessage(
            "Mesh m for account 000000000000 has active "
                + kinds
                + ", please delete "
                + kinds
                + " before deleting the Mesh");
    scene.delete(kind, "x");
    scene.delete("Mesh", "m");
  }

  @Test
  void aRouterStaysWhileItHasRoutes() {
    scene.ground();
    scene.create("Route", "x", ROUTE);
    assertRefused(() -> scene.delete("VirtualRouter", "r"), Kind.IN_USE)
        .hasMessageContaining("it has routes");
    scene.delete("Route", "x");
    scene.delete("VirtualRouter", "r");
  }

  @Test
  void aRouterStaysWhileItIsAProvider() {
    scene.ground();
    scene.create("VirtualService", "s.local", ROUTER_PROVIDER);
    assertRefused(() -> scene.delete("VirtualRouter", "r"), Kind.IN_USE)
        .hasMessage(
            "VirtualRouter with name r cannot be deleted because it is a VirtualService provider");
    scene.update("VirtualService", "s.local", "{}");
    scene.delete("VirtualRouter", "r");
  }

  @Test
  void aNodeStaysWhileARouteTargetsItWithAnyWeight() {
    scene.ground();
    scene.create("Route", "x", ROUTE.replace("'weight':1", "'weight':0"));
    assertRefused(() -> scene.delete("VirtualNode", "n"), Kind.IN_USE)
        .hasMessage(
            "VirtualNode with name n cannot be deleted because it is the target of one or more"
                + " routes.");
    scene.create("VirtualNode", "n2", HTTP);
    scene.update("Route", "x", ROUTE.replace("'n'", "'n2'"));
    scene.delete("VirtualNode", "n");
  }

  @Test
  void aNodeStaysWhileItIsAProvider() {
    scene.ground();
    scene.create("VirtualService", "s.local", NODE_PROVIDER);
    assertRefused(() -> scene.delete("VirtualNode", "n"), Kind.IN_USE)
        .hasMessageContaining("it is a VirtualService provider");
    scene.delete("VirtualService", "s.local");
    scene.delete("VirtualNode", "n");
  }

  @Test
  void aServiceStaysWhileAGatewayRouteTargetsIt() {
    scene.ground();
    scene.create("VirtualService", "s.local", "{}");
    scene.create("GatewayRoute", "x", GATEWAY_ROUTE);
    assertRefused(() -> scene.delete("VirtualService", "s.local"), Kind.IN_USE)
        .hasMessage(
            "VirtualService s.local is being referenced in the following: GATEWAY_ROUTE: [x]");
    assertRefused(() -> scene.delete("VirtualGateway", "g"), Kind.IN_USE)
        .hasMessageContaining("it has gateway routes");
    scene.delete("GatewayRoute", "x");
    scene.delete("VirtualService", "s.local");
    scene.delete("VirtualGateway", "g");
  }

  @Test
  void backendsDoNotKeepAService() {
    scene.ground();
    scene.create("VirtualService", "s.local", "{}");
    scene.create(
        "VirtualNode",
        "caller",
        "{'backends':[{'virtualService':{'virtualServiceName':'s.local'}}]}");
    scene.delete("VirtualService", "s.local");
  }

  @Test
  void theSafeOrderEndsWithAnEmptyAccount() {
    scene.ground();
    scene.create("VirtualService", "s.local", ROUTER_PROVIDER);
    scene.create("Route", "x", ROUTE);
    scene.create("GatewayRoute", "x", GATEWAY_ROUTE);
    for (List<String> step :
        List.of(
            List.of("GatewayRoute", "x"),
            List.of("VirtualGateway", "g"),
            List.of("VirtualService", "s.local"),
            List.of("Route", "x"),
            List.of("VirtualRouter", "r"),
            List.of("VirtualNode", "n"),
            List.of("Mesh", "m"))) {
      scene.delete(step.getFirst(), step.getLast());
    }
    assertThat(scene.call("ListMeshes", "{}").get("meshes")).isEmpty();
  }
}
