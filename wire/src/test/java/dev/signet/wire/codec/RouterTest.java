// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.wire.generated.Services;
import dev.signet.wire.generated.acm.Acm;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.appmesh.AppMesh;
import dev.signet.wire.generated.appmesh.DescribeVirtualServiceInput;
import dev.signet.wire.generated.secretsmanager.SecretsManager;
import dev.signet.wire.generated.signet.Signet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
  private final Router router = new Router(Services.all());

  @Test
  void aTargetNamesTheOperation() {
    assertThat(target("ACMPrivateCA.IssueCertificate"))
        .isEqualTo(new Route.Matched(Protocol.JSON_1_1, AcmPca.ISSUE_CERTIFICATE, Map.of()));
    assertThat(target("CertificateManager.ListCertificates"))
        .isEqualTo(new Route.Matched(Protocol.JSON_1_1, Acm.LIST_CERTIFICATES, Map.of()));
    assertThat(target("secretsmanager.GetSecretValue"))
        .isEqualTo(new Route.Matched(Protocol.JSON_1_1, SecretsManager.GET_SECRET_VALUE, Map.of()));
  }

  @Test
  void anUnknownNameUnderAKnownTargetIsTheServicesToRefuse() {
    assertThat(target("ACMPrivateCA.Nothing"))
        .isEqualTo(new Route.UnknownOperation(Protocol.JSON_1_1, AcmPca.SERVICE, "Nothing"));
    assertThat(target("ACMPrivateCA."))
        .isEqualTo(new Route.UnknownOperation(Protocol.JSON_1_1, AcmPca.SERVICE, ""));
    assertThat(target("ACMPrivateCA.ListCertificates")).isInstanceOf(Route.UnknownOperation.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "Nobody.IssueCertificate",
        "acmprivateca.IssueCertificate",
        "IssueCertificate"
      })
  void anUnknownTargetIsNoRoute(String target) {
    assertThat(target(target)).isEqualTo(new Route.NoRoute(Protocol.JSON_1_1));
  }

  @Test
  void aTargetIsForPostOnly() {
    assertThat(
            router.route(
                new Router.Request("GET", "/", "ACMPrivateCA.IssueCertificate", null, null)))
        .isEqualTo(new Route.NoRoute(Protocol.JSON_1_1));
  }

  @Test
  void methodAndPathNameTheOperation() {
    assertThat(path("PUT", "/v20190125/meshes"))
        .isEqualTo(new Route.Matched(Protocol.REST_JSON, AppMesh.CREATE_MESH, Map.of()));
    assertThat(path("GET", "/v20190125/meshes"))
        .isEqualTo(new Route.Matched(Protocol.REST_JSON, AppMesh.LIST_MESHES, Map.of()));
    assertThat(path("PUT", "/v20190125/tag"))
        .isEqualTo(new Route.Matched(Protocol.REST_JSON, AppMesh.TAG_RESOURCE, Map.of()));
    assertThat(path("GET", "/v20190125/meshes/m/virtualGateway/g/gatewayRoutes/r"))
        .isEqualTo(
            new Route.Matched(
                Protocol.REST_JSON,
                AppMesh.DESCRIBE_GATEWAY_ROUTE,
                Map.of("meshName", "m", "virtualGatewayName", "g", "gatewayRouteName", "r")));
    assertThat(path("POST", "/signet/v1/proxy-certificates/renewal"))
        .isEqualTo(new Route.Matched(Protocol.REST_JSON, Signet.RENEW_PROXY_CERTIFICATE, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a%2Fb=a/b",
        "a+b=a+b",
        "a%2Bb=a+b",
        "a%20b=a b",
        "%C3%BC=ü",
        "a.b.c=a.b.c",
        "%252F=%2F",
        "%2e%2e=..",
        "a%3Fb=a?b"
      })
  void aLabelIsDecodedOnceAfterMatchingTheRawPath(String pair) {
    String raw = pair.substring(0, pair.lastIndexOf('='));
    Route route = path("GET", "/v20190125/meshes/m/virtualServices/" + raw);
    assertThat(route).isInstanceOf(Route.Matched.class);
    DescribeVirtualServiceInput input =
        AppMesh.DESCRIBE_VIRTUAL_SERVICE.decodeInput(
            Protocol.REST_JSON, ((Route.Matched) route).labels(), null, new byte[0]);
    assertThat(input.virtualServiceName()).isEqualTo(pair.substring(pair.lastIndexOf('=') + 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v20190125",
        "/v20190125/",
        "/v20190125/nothing",
        "/v20190125/meshes/m/virtualRouter/r",
        "/v20190125/meshes/a/b/c/d/e/f/g"
      })
  void anUnknownPathOfAKnownServiceIsTheServicesToRefuse(String path) {
    assertThat(path("GET", path))
        .isEqualTo(new Route.UnknownOperation(Protocol.REST_JSON, AppMesh.SERVICE, "GET " + path));
  }

  @Test
  void anUnknownMethodIsTheServicesToRefuse() {
    assertThat(path("PATCH", "/v20190125/meshes")).isInstanceOf(Route.UnknownOperation.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "",
        "//",
        "/console",
        "/v20181001/meshes",
        "v20190125x/meshes",
        "/%7620190125/meshes"
      })
  void anyOtherPathIsNoRoute(String path) {
    assertThat(path("GET", path)).isEqualTo(new Route.NoRoute(Protocol.REST_JSON));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/behind/a/prefix", "/service/X/operation/Y"})
  void theEndOfThePathNamesTheOperationForRpcV2(String prefix) {
    assertThat(cbor(prefix + "/service/ACMPrivateCA/operation/ListTags"))
        .isEqualTo(new Route.Matched(Protocol.RPC_V2_CBOR, AcmPca.LIST_TAGS, Map.of()));
    assertThat(cbor(prefix + "/service/ACMPrivateCA/operation/MakeCoffee"))
        .isEqualTo(new Route.UnknownOperation(Protocol.RPC_V2_CBOR, AcmPca.SERVICE, "MakeCoffee"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/service/ACMPrivateCA/operation",
        "/service/ACMPrivateCA/operation/ListTags/",
        "/service/Nobody/operation/ListTags",
        "/v20190125/meshes"
      })
  void anyOtherPathIsNoRouteOfRpcV2(String path) {
    assertThat(cbor(path)).isEqualTo(new Route.NoRoute(Protocol.RPC_V2_CBOR));
  }

  @Test
  void rpcV2IsForThoseWhoseModelNamesItAndWithItsHeaderAlone() {
    assertThat(cbor("/service/CertificateManager/operation/ListCertificates"))
        .isEqualTo(
            new Route.UnsupportedProtocol(
                Protocol.RPC_V2_CBOR, "protocol 'rpc-v2-cbor' of acm: expected AWS JSON 1.1"));
    String path = "/service/ACMPrivateCA/operation/ListTags";
    assertThat(path("POST", path)).isInstanceOf(Route.UnsupportedProtocol.class);
    assertThat(route("GET", path, null, "rpc-v2-cbor")).isInstanceOf(Route.NoRoute.class);
    assertThat(route("POST", path, "ACMPrivateCA.ListTags", "rpc-v2-cbor"))
        .isInstanceOf(Route.UnsupportedProtocol.class);
    assertThat(route("POST", path, null, "rpc-v2-json"))
        .isEqualTo(
            new Route.UnsupportedProtocol(
                Protocol.JSON_1_1, "protocol 'rpc-v2-json': expected rpc-v2-cbor or AWS JSON 1.1"));
  }

  @Test
  void whatNamesNothingIsAnsweredAsItsClientsRead() {
    assertThat(guessed("POST", "/", null)).isEqualTo(Protocol.JSON_1_1);
    assertThat(guessed("GET", "/", null)).isEqualTo(Protocol.REST_JSON);
    assertThat(guessed("POST", "/any", "application/json")).isEqualTo(Protocol.REST_JSON);
    assertThat(guessed("POST", "/", "Application/x-www-form-urlencoded; charset=utf-8"))
        .isEqualTo(Protocol.QUERY);
  }

  private Protocol guessed(String method, String path, @Nullable String contentType) {
    return router.route(new Router.Request(method, path, null, null, contentType)).protocol();
  }

  private Route cbor(String path) {
    return route("POST", path, null, "rpc-v2-cbor");
  }

  private Route route(
      String method, String path, @Nullable String target, @Nullable String smithyProtocol) {
    return router.route(new Router.Request(method, path, target, smithyProtocol, null));
  }

  @Test
  void everyOperationIsFoundUnderItsOwnAddress() {
    for (ServiceModel service : Services.all()) {
      for (Operation<?, ?> operation : service.operations()) {
        Route route =
            switch (service.protocol()) {
              case JSON_1_1 ->
                  target(service.targetPrefix().orElseThrow() + "." + operation.name());
              case REST_JSON ->
                  path(operation.method(), operation.uriTemplate().replaceAll("\\{.*?}", "x"));
              case RPC_V2_CBOR -> throw new AssertionError("no service speaks it first");
              case QUERY -> new Route.Matched(Protocol.QUERY, operation, Map.of());
            };
        assertThat(route)
            .isInstanceOfSatisfying(
                Route.Matched.class,
                matched -> assertThat(matched.operation()).isSameAs(operation));
      }
    }
  }

  private Route target(String target) {
    return router.route(new Router.Request("POST", "/", target, null, null));
  }

  private Route path(String method, String path) {
    return router.route(new Router.Request(method, path, null, null, null));
  }
}
