// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.acceptance;

import software.amazon.awssdk.services.appmesh.AppMeshClient;
import software.amazon.awssdk.services.appmesh.model.GatewayRouteData;
import software.amazon.awssdk.services.appmesh.model.GatewayRouteSpec;
import software.amazon.awssdk.services.appmesh.model.HttpRouteHeader;
import software.amazon.awssdk.services.appmesh.model.Listener;
import software.amazon.awssdk.services.appmesh.model.MeshData;
import software.amazon.awssdk.services.appmesh.model.PortProtocol;
import software.amazon.awssdk.services.appmesh.model.RouteData;
import software.amazon.awssdk.services.appmesh.model.RouteSpec;
import software.amazon.awssdk.services.appmesh.model.VirtualGatewayData;
import software.amazon.awssdk.services.appmesh.model.VirtualGatewayListener;
import software.amazon.awssdk.services.appmesh.model.VirtualNodeData;
import software.amazon.awssdk.services.appmesh.model.VirtualNodeSpec;
import software.amazon.awssdk.services.appmesh.model.VirtualRouterData;
import software.amazon.awssdk.services.appmesh.model.VirtualRouterListener;
import software.amazon.awssdk.services.appmesh.model.VirtualServiceData;
import software.amazon.awssdk.services.appmesh.model.VirtualServiceSpec;
import software.amazon.awssdk.services.appmesh.model.WeightedTarget;

/** One mesh through its stock client: node n, router r, route x, service s, gateway g, route y. */
record MeshScene(AppMeshClient client, String mesh) {
  static final VirtualNodeSpec NODE =
      VirtualNodeSpec.builder()
          .listeners(
              Listener.builder()
                  .portMapping(mapping -> mapping.port(8080).protocol(PortProtocol.HTTP))
                  .healthCheck(check ->
                      check
                          .protocol(PortProtocol.HTTP)
                          .path("/ping")
                          .healthyThreshold(2)
                          .unhealthyThreshold(3)
                          .intervalMillis(5000L)
                          .timeoutMillis(2000L))
                  .build())
          .serviceDiscovery(discovery -> discovery.dns(dns -> dns.hostname("n.mesh.local")))
          .build();
  static final RouteSpec ROUTE =
      RouteSpec.builder()
          .priority(0)
          .httpRoute(route ->
              route
                  .match(match ->
                      match
                          .prefix("/")
                          .headers(
                              HttpRouteHeader.builder()
                                  .name("version")
                                  .match(value -> value.range(range -> range.start(1L).end(9L)))
                                  .build()))
                  .action(action ->
                      action.weightedTargets(
                          WeightedTarget.builder().virtualNode("n").weight(1).build())))
          .build();
  static final VirtualServiceSpec SERVICE =
      VirtualServiceSpec.builder()
          .provider(provider -> provider.virtualRouter(router -> router.virtualRouterName("r")))
          .build();
  static final GatewayRouteSpec GATEWAY_ROUTE =
      GatewayRouteSpec.builder()
          .httpRoute(route ->
              route
                  .match(match -> match.prefix("/"))
                  .action(action ->
                      action.target(target ->
                          target.virtualService(service -> service.virtualServiceName("s")))))
          .build();

  MeshData createMesh() {
    return client.createMesh(request -> request.meshName(mesh)).mesh();
  }

  VirtualNodeData createNode(String name) {
    return client
        .createVirtualNode(request -> request.meshName(mesh).virtualNodeName(name).spec(NODE))
        .virtualNode();
  }

  VirtualRouterData createRouter() {
    return client
        .createVirtualRouter(request ->
            request
                .meshName(mesh)
                .virtualRouterName("r")
                .spec(spec ->
                    spec.listeners(
                        VirtualRouterListener.builder()
                            .portMapping(mapping -> mapping.port(8080).protocol(PortProtocol.HTTP))
                            .build())))
        .virtualRouter();
  }

  RouteData createRoute() {
    return client
        .createRoute(
            request -> request.meshName(mesh).virtualRouterName("r").routeName("x").spec(ROUTE))
        .route();
  }

  VirtualServiceData createService(String name) {
    return client
        .createVirtualService(
            request -> request.meshName(mesh).virtualServiceName(name).spec(SERVICE))
        .virtualService();
  }

  VirtualGatewayData createGateway() {
    return client
        .createVirtualGateway(request ->
            request
                .meshName(mesh)
                .virtualGatewayName("g")
                .spec(spec ->
                    spec.listeners(
                        VirtualGatewayListener.builder()
                            .portMapping(mapping -> mapping.port(9080).protocol("http"))
                            .build())))
        .virtualGateway();
  }

  GatewayRouteData createGatewayRoute() {
    return client
        .createGatewayRoute(request ->
            request
                .meshName(mesh)
                .virtualGatewayName("g")
                .gatewayRouteName("y")
                .spec(GATEWAY_ROUTE))
        .gatewayRoute();
  }

  /** The mesh with node n and router r: what virtual services can stand on. */
  MeshScene ground() {
    createMesh();
    createNode("n");
    createRouter();
    return this;
  }
}
