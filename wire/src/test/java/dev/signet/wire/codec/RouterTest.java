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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
  private final Router router = new Router(Services.all());

  @Test
  void aTargetNamesTheOperation() {
    assertThat(target("ACMPrivateCA.IssueCertificate"))
        .isEqualTo(new Route.Matched(AcmPca.ISSUE_CERTIFICATE, Map.of()));
    assertThat(target("CertificateManager.ListCertificates"))
        .isEqualTo(new Route.Matched(Acm.LIST_CERTIFICATES, Map.of()));
    assertThat(target("secretsmanager.GetSecretValue"))
        .isEqualTo(new Route.Matched(SecretsManager.GET_SECRET_VALUE, Map.of()));
  }

  @Test
  void anUnknownNameUnderAKnownTargetIsTheServicesToRefuse() {
    assertThat(target("ACMPrivateCA.Nothing"))
        .isEqualTo(new Route.UnknownOperation(AcmPca.SERVICE, "Nothing"));
    assertThat(target("ACMPrivateCA.")).isEqualTo(new Route.UnknownOperation(AcmPca.SERVICE, ""));
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
    assertThat(target(target)).isEqualTo(new Route.NoRoute());
  }

  @Test
  void aTargetIsForPostOnly() {
    assertThat(router.route("GET", "/", "ACMPrivateCA.IssueCertificate", null))
        .isEqualTo(new Route.NoRoute());
  }

  @Test
  void methodAndPathNameTheOperation() {
    assertThat(path("PUT", "/v20190125/meshes"))
        .isEqualTo(new Route.Matched(AppMesh.CREATE_MESH, Map.of()));
    assertThat(path("GET", "/v20190125/meshes"))
        .isEqualTo(new Route.Matched(AppMesh.LIST_MESHES, Map.of()));
    assertThat(path("PUT", "/v20190125/tag"))
        .isEqualTo(new Route.Matched(AppMesh.TAG_RESOURCE, Map.of()));
    assertThat(path("GET", "/v20190125/meshes/m/virtualGateway/g/gatewayRoutes/r"))
        .isEqualTo(
            new Route.Matched(
                AppMesh.DESCRIBE_GATEWAY_ROUTE,
                Map.of("meshName", "m", "virtualGatewayName", "g", "gatewayRouteName", "r")));
    assertThat(path("POST", "/signet/v1/proxy-certificates/renewal"))
        .isEqualTo(new Route.Matched(Signet.RENEW_PROXY_CERTIFICATE, Map.of()));
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
            ((Route.Matched) route).labels(), null, new byte[0]);
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
        .isEqualTo(new Route.UnknownOperation(AppMesh.SERVICE, "GET " + path));
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
    assertThat(path("GET", path)).isEqualTo(new Route.NoRoute());
  }

  @Test
  void aCborRequestIsToldApart() {
    assertThat(
            router.route("POST", "/service/ACMPrivateCA/operation/ListTags", null, "rpc-v2-cbor"))
        .isEqualTo(new Route.UnsupportedProtocol("rpc-v2-cbor"));
    assertThat(path("POST", "/service/ACMPrivateCA/operation/ListTags"))
        .isEqualTo(new Route.UnsupportedProtocol("rpc-v2-cbor"));
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
              case QUERY -> new Route.Matched(operation, Map.of());
            };
        assertThat(route)
            .isInstanceOfSatisfying(
                Route.Matched.class,
                matched -> assertThat(matched.operation()).isSameAs(operation));
      }
    }
  }

  private Route target(String target) {
    return router.route("POST", "/", target, null);
  }

  private Route path(String method, String path) {
    return router.route(method, path, null, null);
  }
}
