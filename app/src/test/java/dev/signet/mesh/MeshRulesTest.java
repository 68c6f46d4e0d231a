// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import static dev.signet.mesh.MeshScene.GATEWAY_ROUTE;
import static dev.signet.mesh.MeshScene.HTTP;
import static dev.signet.mesh.MeshScene.NODE_PROVIDER;
import static dev.signet.mesh.MeshScene.ROUTE;
import static dev.signet.mesh.MeshScene.ROUTER_PROVIDER;
import static dev.signet.mesh.MeshScene.assertRefused;
import static dev.signet.mesh.MeshScene.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.kernel.Refusal.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules inside specs and between them. */
final class MeshRulesTest {
  private static final String TARGETS =
      "'action':{'weightedTargets':[{'virtualNode':'n','weight':1}]}";
  private static final String TARGET =
      "'target':{'virtualService':{'virtualServiceName':'s.local'}}";

  @RegisterExtension final MeshScene scene = new MeshScene();

  @BeforeEach
  void ground() {
    scene.ground();
    scene.create("VirtualService", "s.local", "{}");
  }

  @Test
  void discoveryNeedsAListener() {
    refused("VirtualNode", "{'serviceDiscovery':{'dns':{'hostname':'a.local'}}}")
        .hasMessage("Service Discovery can't be set without a listener.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"VirtualNode", "VirtualRouter", "VirtualGateway"})
  void aPortHasOneListenerAndThereAreAtMostTen(String kind) {
    String one = "{'portMapping':{'port':80,'protocol':'http'}}";
    refused(kind, "{'listeners':[" + one + "," + one.replace("'http'", "'grpc'") + "]}")
        .hasMessageContaining("port 80 has two listeners");
    StringBuilder many = new StringBuilder(one);
    for (int port = 81; port < 90; port++) {
      many.append(',').append(one.replace("80", Integer.toString(port)));
    }
    accepted(kind, "{'listeners':[" + many + "]}");
    refused(kind, "{'listeners':[" + many + "," + one.replace("80", "90") + "]}")
        .hasMessageContaining("11 listeners: expected at most 10");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "VirtualNode|http|'connectionPool':{'tcp':{'maxConnections':1}}",
        "VirtualNode|tcp|'connectionPool':{'http':{'maxConnections':1}}",
        "VirtualNode|http|'timeout':{'http2':{}}",
        "VirtualNode|grpc|'timeout':{'tcp':{}}",
        "VirtualGateway|http2|'connectionPool':{'grpc':{'maxRequests':1}}",
      })
  void poolsAndTimeoutsFollowTheListener(String kind, String protocol, String member) {
    refused(kind, listener(protocol, member)).hasMessageContaining("'" + protocol + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "VirtualNode|tcp|'connectionPool':{'tcp':{'maxConnections':1}}",
        "VirtualNode|http2|'timeout':{'http2':{}}",
        "VirtualGateway|grpc|'connectionPool':{'grpc':{'maxRequests':1}}",
      })
  void fittingPoolsAndTimeoutsAreKept(String kind, String protocol, String member) {
    accepted(kind, listener(protocol, member));
  }

  @ParameterizedTest
  @ValueSource(strings = {"VirtualNode", "VirtualGateway"})
  void aGrpcHealthCheckNeedsAListenerThatSpeaksIt(String kind) {
    String check =
        "'healthCheck':{'protocol':'grpc','healthyThreshold':2,'unhealthyThreshold':2,"
            + "'intervalMillis':5000,'timeoutMillis':2000}";
    refused(kind, listener("http", check))
        .hasMessage("GRPC HealthCheck requires listener type of HTTP2 or GRPC.");
    accepted(kind, listener("http2", check));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'priority':1}",
        "{'httpRoute':{'match':{}," + TARGETS + "},'tcpRoute':{" + TARGETS + "}}",
        "{'httpRoute':{'match':{'prefix':'/','path':{'exact':'/a'}}," + TARGETS + "}}",
        "{'httpRoute':{'match':{'prefix':'a'}," + TARGETS + "}}",
        "{'httpRoute':{'match':{'path':{}}," + TARGETS + "}}",
        "{'httpRoute':{'match':{'path':{'exact':'/a','regex':'/a'}}," + TARGETS + "}}",
        "{'httpRoute':{'match':{'path':{'regex':'('}}," + TARGETS + "}}",
        "{'httpRoute':{'match':{'headers':[{'name':'a','match':{'range':"
            + "{'start':2,'end':2}}}]},"
            + TARGETS
            + "}}",
        "{'httpRoute':{'match':{'headers':[{'name':'a','match':{'regex':'a(?=b)'}}]},"
            + TARGETS
            + "}}",
        "{'grpcRoute':{'match':{'methodName':'m'}," + TARGETS + "}}",
        "{'httpRoute':{'match':{},"
            + TARGETS
            + ",'retryPolicy':{'maxRetries':1,"
            + "'perRetryTimeout':{'unit':'s','value':1}}}}",
        "{'httpRoute':{'match':{},"
            + TARGETS
            + ",'retryPolicy':{'maxRetries':1,"
            + "'perRetryTimeout':{'unit':'s','value':1},'httpRetryEvents':['never']}}}",
      })
  void brokenRoutesAreRefused(String spec) {
    refused("Route", spec);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'httpRoute':{'match':{}," + TARGETS + "}}",
        "{'httpRoute':{'match':{'port':80}," + TARGETS + "},'priority':0}",
        "{'httpRoute':{'match':{'path':{'regex':'/a+(?:b|c)*'}},"
            + TARGETS
            + ",'retryPolicy':{'maxRetries':1,'perRetryTimeout':{'unit':'ms','value':1},"
            + "'tcpRetryEvents':['connection-error']}}}",
      })
  void soundRoutesReadBackAsTheyWere(String spec) {
    accepted("Route", spec);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'httpRoute':{'match':{},'action':{"
            + TARGET
            + "}},'http2Route':{'match':{},'action':{"
            + TARGET
            + "}}}",
        "{'httpRoute':{'match':{'prefix':'/aws-appmesh-x'},'action':{" + TARGET + "}}}",
        "{'httpRoute':{'match':{'path':{'exact':'/aws-app-mesh'}},'action':{" + TARGET + "}}}",
        "{'grpcRoute':{'match':{'serviceName':'aws.app-mesh.x'},'action':{" + TARGET + "}}}",
        "{'httpRoute':{'match':{'hostname':{}},'action':{" + TARGET + "}}}",
        "{'httpRoute':{'match':{'hostname':{'exact':'a','suffix':'b'}},'action':{" + TARGET + "}}}",
        "{'httpRoute':{'match':{'prefix':'/a/'},'action':{"
            + TARGET
            + ",'rewrite':{'path':{'exact':'/b'}}}}}",
        "{'httpRoute':{'match':{'path':{'exact':'/a'}},'action':{"
            + TARGET
            + ",'rewrite':{'prefix':{'value':'/b/'}}}}}",
        "{'httpRoute':{'match':{'prefix':'/a/'},'action':{"
            + TARGET
            + ",'rewrite':{'prefix':{'value':'/b'}}}}}",
        "{'httpRoute':{'match':{'prefix':'/a/'},'action':{"
            + TARGET
            + ",'rewrite':{'prefix':{'value':'b/'}}}}}",
        "{'httpRoute':{'match':{'prefix':'/a/'},'action':{"
            + TARGET
            + ",'rewrite':{'prefix':{'value':'/b/','defaultPrefix':'ENABLED'}}}}}",
        "{'httpRoute':{'match':{'prefix':'/a/'},'action':{"
            + TARGET
            + ",'rewrite':{'prefix':{}}}}}",
        "{'httpRoute':{'match':{'port':81},'action':{" + TARGET + "}}}",
        "{'grpcRoute':{'match':{},'action':{" + TARGET + "}}}",
        "{'http2Route':{'match':{'port':80},'action':{" + TARGET + "}}}",
      })
  void brokenGatewayRoutesAreRefused(String spec) {
    refused("GatewayRoute", spec);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'httpRoute':{'match':{'port':80},'action':{" + TARGET + "}}}",
        "{'httpRoute':{'match':{'prefix':'/a/'},'action':{"
            + TARGET
            + ",'rewrite':{'prefix':{'value':'/b/'}}}}}",
        "{'httpRoute':{'match':{'hostname':{'suffix':'.a'}},'action':{" + TARGET + "}}}",
      })
  void soundGatewayRoutesReadBackAsTheyWere(String spec) {
    accepted("GatewayRoute", spec);
  }

  @Test
  void whatIsReferredToMustExist() {
    missing("VirtualService", "{'provider':{'virtualNode':{'virtualNodeName':'no'}}}");
    missing("VirtualService", "{'provider':{'virtualRouter':{'virtualRouterName':'no'}}}");
    missing("Route", ROUTE.replace("'n'", "'no'"));
    missing("GatewayRoute", GATEWAY_ROUTE.replace("s.local", "no.local"));
    scene.create("VirtualService", "x.local", "{}");
    assertRefused(
        () ->
            scene.update(
                "VirtualService",
                "x.local",
                "{'provider':{'virtualNode':{'virtualNodeName':'no'}}}"),
        Kind.NOT_FOUND);
  }

  @Test
  void backendsMayComeLater() {
    accepted(
        "VirtualNode", "{'backends':[{'virtualService':{'virtualServiceName':'later.local'}}]}");
  }

  @Test
  void aRouteSpeaksTheProtocolOfItsRouterAndItsNodes() {
    String grpc = "{'grpcRoute':{'match':{'serviceName':'s'}," + TARGETS + "}}";
    refused("Route", grpc).hasMessageContaining("a listener of VirtualRouter r");
    scene.update("VirtualRouter", "r", HTTP.replace("'http'", "'grpc'"));
    refused("Route", grpc).hasMessageContaining("a listener of VirtualNode n");
    refused("Route", ROUTE).hasMessageContaining("a listener of VirtualRouter r");
    scene.update("VirtualNode", "n", HTTP.replace("'http'", "'grpc'"));
    accepted("Route", grpc);
  }

  @Test
  void aRouteNamesPortsThatThereAre() {
    refused("Route", ROUTE.replace("'prefix':'/'", "'prefix':'/','port':81"))
        .hasMessageContaining("port 81");
    refused("Route", ROUTE.replace("'weight':1", "'weight':1,'port':81"))
        .hasMessageContaining("port 81");
    accepted("Route", ROUTE.replace("'weight':1", "'weight':1,'port':80"));
  }

  @Test
  void aRouteMayTargetANodeThatHasNoListenersYet() {
    scene.update("VirtualNode", "n", "{}");
    accepted("Route", ROUTE);
  }

  @Test
  void aTargetWithSeveralListenersIsNamedWithItsPort() {
    String two = "{'listeners':[" + port(80) + "," + port(81) + "]}";
    scene.update("VirtualNode", "n", two);
    refused("Route", ROUTE).hasMessageContaining("the 2 listeners of VirtualNode n");
    refused("Route", ROUTE.replace("'weight':1", "'weight':1,'port':82"))
        .hasMessageContaining("port 82");
    accepted("Route", ROUTE.replace("'weight':1", "'weight':1,'port':81"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"VirtualNode", "VirtualRouter"})
  void aGatewayRouteNamesThePortOfAProviderWithSeveralListeners(String kind) {
    String name = kind.equals("VirtualNode") ? "n" : "r";
    String provider = kind.equals("VirtualNode") ? NODE_PROVIDER : ROUTER_PROVIDER;
    scene.update("VirtualService", "s.local", provider);
    refused("GatewayRoute", targeting(81)).hasMessageContaining("port 81");
    accepted("GatewayRoute", targeting(80));
    accepted("GatewayRoute", GATEWAY_ROUTE);
    scene.update(kind, name, "{'listeners':[" + port(80) + "," + port(81) + "]}");
    refused("GatewayRoute", GATEWAY_ROUTE).hasMessageContaining("the 2 listeners of " + kind);
    refused("GatewayRoute", targeting(82)).hasMessageContaining("port 82");
    accepted("GatewayRoute", targeting(81));
    scene.update("VirtualService", "s.local", "{}");
    accepted("GatewayRoute", targeting(82));
  }

  @Test
  void aGatewayRouteNamesThePortOfAGatewayWithSeveralListeners() {
    accepted("GatewayRoute", GATEWAY_ROUTE);
    scene.update(
        "VirtualGateway",
        "g",
        "{'listeners':[" + port(80) + "," + port(81).replace("'http'", "'grpc'") + "]}");
    refused("GatewayRoute", GATEWAY_ROUTE)
        .hasMessage(
            "match without port: expected the port of one of the 2 listeners of VirtualGateway g in"
                + " Mesh m");
    accepted("GatewayRoute", GATEWAY_ROUTE.replace("'prefix':'/'", "'prefix':'/','port':80"));
    refused("GatewayRoute", GATEWAY_ROUTE.replace("'prefix':'/'", "'prefix':'/','port':81"))
        .hasMessageContaining("port 81 with protocol http");
  }

  @Test
  void allWeightsOfARouteMayBeZero() {
    accepted("Route", ROUTE.replace("'weight':1", "'weight':0"));
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ?> refused(String kind, String spec) {
    return assertRefused(() -> scene.create(kind, "x", spec), Kind.INVALID);
  }

  private void missing(String kind, String spec) {
    assertRefused(() -> scene.create(kind, "x", spec), Kind.NOT_FOUND);
  }

  private void accepted(String kind, String spec) {
    assertThat(scene.create(kind, "x", spec).get("spec")).isEqualTo(json(spec));
    scene.delete(kind, "x");
  }

  private static String port(int port) {
    return "{'portMapping':{'port':" + port + ",'protocol':'http'}}";
  }

  private static String targeting(int port) {
    return GATEWAY_ROUTE.replace("'target':{", "'target':{'port':" + port + ",");
  }

  private static String listener(String protocol, String member) {
    return "{'listeners':[{'portMapping':{'port':80,'protocol':'"
        + protocol
        + "'},"
        + member
        + "}]}";
  }
}
