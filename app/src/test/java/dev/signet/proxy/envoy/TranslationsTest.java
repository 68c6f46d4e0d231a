// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.signet.kernel.Sha256;
import dev.signet.kernel.Tags;
import dev.signet.mesh.view.MeshLookup;
import dev.signet.mesh.view.MeshView;
import dev.signet.proxy.ProxyPlacement;
import dev.signet.proxy.stream.ResourceSet;
import dev.signet.wire.generated.appmesh.AwsCloudMapServiceDiscovery;
import dev.signet.wire.generated.appmesh.GatewayRouteSpec;
import dev.signet.wire.generated.appmesh.GatewayRouteTarget;
import dev.signet.wire.generated.appmesh.GatewayRouteVirtualService;
import dev.signet.wire.generated.appmesh.HttpGatewayRoute;
import dev.signet.wire.generated.appmesh.HttpGatewayRouteAction;
import dev.signet.wire.generated.appmesh.HttpGatewayRouteMatch;
import dev.signet.wire.generated.appmesh.HttpMethod;
import dev.signet.wire.generated.appmesh.Listener;
import dev.signet.wire.generated.appmesh.ListenerTls;
import dev.signet.wire.generated.appmesh.ListenerTlsAcmCertificate;
import dev.signet.wire.generated.appmesh.ListenerTlsCertificate;
import dev.signet.wire.generated.appmesh.ListenerTlsMode;
import dev.signet.wire.generated.appmesh.MeshSpec;
import dev.signet.wire.generated.appmesh.PortMapping;
import dev.signet.wire.generated.appmesh.PortProtocol;
import dev.signet.wire.generated.appmesh.ServiceDiscovery;
import dev.signet.wire.generated.appmesh.SubjectAlternativeNameMatchers;
import dev.signet.wire.generated.appmesh.SubjectAlternativeNames;
import dev.signet.wire.generated.appmesh.VirtualGatewayBackendDefaults;
import dev.signet.wire.generated.appmesh.VirtualGatewayClientPolicy;
import dev.signet.wire.generated.appmesh.VirtualGatewayClientPolicyTls;
import dev.signet.wire.generated.appmesh.VirtualGatewayListener;
import dev.signet.wire.generated.appmesh.VirtualGatewayPortMapping;
import dev.signet.wire.generated.appmesh.VirtualGatewayPortProtocol;
import dev.signet.wire.generated.appmesh.VirtualGatewaySpec;
import dev.signet.wire.generated.appmesh.VirtualGatewayTlsValidationContext;
import dev.signet.wire.generated.appmesh.VirtualGatewayTlsValidationContextAcmTrust;
import dev.signet.wire.generated.appmesh.VirtualGatewayTlsValidationContextTrust;
import dev.signet.wire.generated.appmesh.VirtualNodeServiceProvider;
import dev.signet.wire.generated.appmesh.VirtualNodeSpec;
import dev.signet.wire.generated.appmesh.VirtualServiceProvider;
import dev.signet.wire.generated.appmesh.VirtualServiceSpec;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.access_loggers.stream.v3.StdoutAccessLog;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The colour application, as its two proxies are told of it. */
@SuppressWarnings("NullAway") // it does not see that members of a compiled record may be null
final class TranslationsTest {
  private static final String TELLER = "arn:teller";
  private static final String GATEWAY = "arn:gate";
  private static final String CERTIFICATE = "arn:certificate";
  private static final String OWN = "arn:own";
  private static final String CA = "arn:ca";
  private static final ProxyPlacement PLACE = GoldenScene.PLACE;
  private static final JsonFormat.TypeRegistry TYPES =
      JsonFormat.TypeRegistry.newBuilder()
          .add(TlsInspector.getDescriptor())
          .add(StdoutAccessLog.getDescriptor())
          .add(Router.getDescriptor())
          .add(HttpConnectionManager.getDescriptor())
          .add(PreviousHostsPredicate.getDescriptor())
          .add(DownstreamTlsContext.getDescriptor())
          .add(UpstreamTlsContext.getDescriptor())
          .add(HttpProtocolOptions.getDescriptor())
          .add(Cluster.getDescriptor())
          .add(ClusterLoadAssignment.getDescriptor())
          .add(RouteConfiguration.getDescriptor())
          .add(io.envoyproxy.envoy.config.listener.v3.Listener.getDescriptor())
          .build();

  private static MeshView mesh(
      @Nullable ListenerTlsMode mode,
      @Nullable String policyName,
      Map<String, String> nodeTags,
      Map<String, String> gatewayTags) {
    ListenerTls tls =
        mode == null
            ? null
            : new ListenerTls(
                new ListenerTlsCertificate.Acm(new ListenerTlsAcmCertificate(CERTIFICATE)),
                mode,
                null);
    VirtualNodeSpec node =
        new VirtualNodeSpec(
            null,
            null,
            List.of(Listener.of(new PortMapping(9080, PortProtocol.HTTP)).withTls(tls)),
            null,
            new ServiceDiscovery.AwsCloudMap(
                new AwsCloudMapServiceDiscovery(null, null, "mesh.local", "colorteller")));
    VirtualGatewaySpec gateway =
        new VirtualGatewaySpec(
            policyName == null ? null : policy(policyName),
            List.of(
                VirtualGatewayListener.of(
                    new VirtualGatewayPortMapping(9080, VirtualGatewayPortProtocol.HTTP))),
            null);
    return new MeshView(
        "color",
        new MeshSpec(null, null),
        Tags.NONE,
        new TreeMap<>(Map.of("teller", new MeshView.Node(TELLER, node, new Tags(nodeTags)))),
        new TreeMap<>(
            Map.of(
                "colorteller.mesh.local",
                new VirtualServiceSpec(
                    new VirtualServiceProvider.VirtualNode(
                        new VirtualNodeServiceProvider("teller"))))),
        new TreeMap<>(
            Map.of(
                "gate",
                new MeshView.Gateway(
                    GATEWAY,
                    gateway,
                    new Tags(gatewayTags),
                    new TreeMap<>(
                        Map.of(
                            "color", route("/color", null), "put", route("/", HttpMethod.PUT)))))),
        Map.of(
            CERTIFICATE,
            new MeshView.CertificateFacts(List.of("colorteller.mesh.local"), "v1", "ROOT"),
            OWN,
            new MeshView.CertificateFacts(List.of("gate"), "v1", "ROOT")),
        Map.of(CA, new MeshView.AuthorityFacts("CA", "ACTIVE")),
        Map.of(
            new MeshView.NodePort("teller", 9080),
            List.of(new MeshView.Endpoint("127.0.0.11", 9080))));
  }

  private static VirtualGatewayBackendDefaults policy(String name) {
    return new VirtualGatewayBackendDefaults(
        new VirtualGatewayClientPolicy(
            new VirtualGatewayClientPolicyTls(
                null,
                null,
                null,
                new VirtualGatewayTlsValidationContext(
                    new SubjectAlternativeNames(new SubjectAlternativeNameMatchers(List.of(name))),
                    new VirtualGatewayTlsValidationContextTrust.Acm(
                        new VirtualGatewayTlsValidationContextAcmTrust(List.of(CA)))))));
  }

  private static GatewayRouteSpec route(String prefix, @Nullable HttpMethod method) {
    return new GatewayRouteSpec(
        null,
        null,
        new HttpGatewayRoute(
            new HttpGatewayRouteAction(
                null,
                new GatewayRouteTarget(
                    null, new GatewayRouteVirtualService("colorteller.mesh.local"))),
            new HttpGatewayRouteMatch(null, null, method, null, null, prefix, null)),
        null);
  }

  private static Translation told(MeshView mesh, String arn) {
    return Translations.of(new MeshLookup(mesh), arn, PLACE).orElseThrow();
  }

  private static String json(ResourceSet resources) {
    StringBuilder all = new StringBuilder();
    resources
        .all()
        .forEach(resource -> {
          try {
            all.append(
                JsonFormat.printer()
                    .usingTypeRegistry(TYPES)
                    .omittingInsignificantWhitespace()
                    .print(resource.body()));
          } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
          }
        });
    return all.toString();
  }

  @Test
  void aPlainNodeHasOneListenerWithTheNamesOfAppMesh() {
    Translation told = told(mesh(null, null, Map.of(), Map.of()), TELLER);
    assertThat(told.snapshot().listeners().versions())
        .containsOnlyKeys("lds_ingress_0.0.0.0_15000");
    assertThat(told.snapshot().clusters().versions())
        .containsOnlyKeys("cds_ingress_color_teller_http_9080");
    assertThat(told.snapshot().routes().versions()).containsOnlyKeys("rds_ingress_http_9080");
    assertThat(json(told.snapshot().listeners()))
        .contains("\"statPrefix\":\"0.0.0.0_15000\"")
        .contains("\"enableReusePort\":false")
        .contains("tls_inspector")
        .doesNotContain("transportSocket");
    assertThat(told.findings()).isEmpty();
  }

  @Test
  void strictHasNoWayInForPlaintext() {
    Translation told = told(mesh(ListenerTlsMode.STRICT, null, Map.of(), Map.of()), TELLER);
    assertThat(told.snapshot().secrets()).containsExactly(Map.entry(CERTIFICATE, "v1"));
    assertThat(json(told.snapshot().listeners()))
        .contains("\"requireClientCertificate\":false")
        .contains("X25519MLKEM768")
        .doesNotContain("raw_buffer");
  }

  @Test
  void permissiveHasBothWaysIn() {
    Translation told = told(mesh(ListenerTlsMode.PERMISSIVE, null, Map.of(), Map.of()), TELLER);
    assertThat(json(told.snapshot().listeners()))
        .contains("ingress_9080_tls", "ingress_9080_plain");
  }

  @Test
  void clientsOfATaggedNodeMustShowACertificateOfThatAuthority() {
    MeshView mesh = mesh(ListenerTlsMode.STRICT, null, Map.of("signet:client-ca", CA), Map.of());
    Translation told = told(mesh, TELLER);
    assertThat(told.snapshot().secrets()).containsKey("trust/" + Sha256.name(CA));
    assertThat(json(told.snapshot().listeners()))
        .contains("\"requireClientCertificate\":true", "SANITIZE_SET")
        .contains("\"disableStatelessSessionResumption\":true")
        .contains("\"disableStatefulSessionResumption\":true");
  }

  @Test
  void aSecretThatOnlyAnotherResourceTrustsIsItsOwn() {
    String trust = "trust/" + Sha256.name(CA);
    MeshView tagged = mesh(ListenerTlsMode.STRICT, null, Map.of("signet:client-ca", CA), Map.of());
    assertThat(new SecretOwners().hasOther(tagged, GATEWAY, trust)).isTrue();
    assertThat(new SecretOwners().hasOther(tagged, TELLER, trust)).isFalse();
    assertThat(new SecretOwners().hasOther(tagged, GATEWAY, "trust/" + Sha256.name("x"))).isFalse();
    MeshView calling = mesh(ListenerTlsMode.STRICT, "teller", Map.of(), Map.of());
    assertThat(new SecretOwners().hasOther(calling, TELLER, trust)).isTrue();
    assertThat(new SecretOwners().hasOther(calling, GATEWAY, trust)).isFalse();
    assertThat(new SecretOwners().hasOther(calling, GATEWAY, "trust/auto/" + CERTIFICATE)).isTrue();
  }

  @Test
  void anUndeliverableTrustClosesTheListenerRatherThanOpeningItToAll() {
    MeshView mesh =
        mesh(ListenerTlsMode.STRICT, null, Map.of("signet:client-ca", "arn:gone"), Map.of());
    Translation told = told(mesh, TELLER);
    assertThat(told.snapshot().listeners().versions()).isEmpty();
    assertThat(told.findings()).extracting(Finding::code).containsExactly("secret-missing");
  }

  @Test
  void aCallerWithoutPolicyTrustsTheRootOfTheCertificate() {
    Translation told = told(mesh(ListenerTlsMode.STRICT, null, Map.of(), Map.of()), GATEWAY);
    assertThat(told.snapshot().secrets()).containsOnlyKeys("trust/auto/" + CERTIFICATE);
    assertThat(told.snapshot().clusters().versions())
        .containsOnlyKeys(
            "cds_egress_color_teller_http_9080", "cds_ingress_color_gate_self_redirect_http_15001");
    assertThat(told.snapshot().endpoints().versions())
        .containsOnlyKeys("cds_egress_color_teller_http_9080");
    assertThat(json(told.snapshot().clusters()))
        .contains("\"exact\":\"colorteller.mesh.local\"", "\"sni\":\"colorteller.mesh.local\"")
        .contains("\"tlsMaximumProtocolVersion\":\"TLSv1_3\"");
  }

  @Test
  void aPolicyReplacesTrustAndNames() {
    Translation told =
        told(mesh(ListenerTlsMode.STRICT, "other.local", Map.of(), Map.of()), GATEWAY);
    assertThat(told.snapshot().secrets()).containsOnlyKeys("trust/" + Sha256.name(CA));
    assertThat(json(told.snapshot().clusters()))
        .contains("\"exact\":\"other.local\"")
        .doesNotContain("\"exact\":\"colorteller.mesh.local\"");
  }

  @Test
  void anEnforcedPolicySpeaksTlsEvenToAPlainListener() {
    Translation told = told(mesh(null, "other.local", Map.of(), Map.of()), GATEWAY);
    assertThat(json(told.snapshot().clusters())).contains("UpstreamTlsContext");
  }

  @Test
  void theTaggedClientCertificateIsOffered() {
    MeshView mesh = mesh(ListenerTlsMode.STRICT, null, Map.of(), Map.of("signet:client-cert", OWN));
    assertThat(told(mesh, GATEWAY).snapshot().secrets())
        .containsOnlyKeys(OWN, "trust/auto/" + CERTIFICATE);
  }

  @Test
  void aMissingClientCertificateAnswers503InsteadOfCallingWithoutIt() {
    MeshView mesh =
        mesh(ListenerTlsMode.STRICT, null, Map.of(), Map.of("signet:client-cert", "arn:gone"));
    Translation told = told(mesh, GATEWAY);
    assertThat(told.snapshot().clusters().versions())
        .doesNotContainKey("cds_egress_color_teller_http_9080");
    assertThat(json(told.snapshot().routes())).contains("\"status\":503");
  }

  @Test
  void aRouteWithAConditionThatIsNotTranslatedMatchesNothing() {
    Translation told = told(mesh(null, null, Map.of(), Map.of()), GATEWAY);
    assertThat(json(told.snapshot().routes()))
        .contains("{\"prefix\":\"/color/\"}", "{\"path\":\"/color\"}")
        .contains("\"hostRewriteLiteral\":\"colorteller.mesh.local\"");
    assertThat(told.findings()).extracting(Finding::message).first().asString().contains("put");
  }

  @Test
  void connectionsOfATaggedNodeCarryThatManyRequests() {
    MeshView mesh = mesh(null, null, Map.of("signet:requests-per-connection", "1"), Map.of());
    assertThat(json(told(mesh, GATEWAY).snapshot().clusters()))
        .contains("\"maxRequestsPerConnection\":1");
  }

  @Test
  void equalMeshesGiveEqualSnapshots() {
    MeshView mesh = mesh(ListenerTlsMode.STRICT, "a", Map.of(), Map.of());
    MeshView twin = mesh(ListenerTlsMode.STRICT, "a", Map.of(), Map.of());
    assertThat(told(mesh, GATEWAY).snapshot()).isEqualTo(told(twin, GATEWAY).snapshot());
  }

  @Test
  void anUnknownResourceIsToldNothing() {
    assertThat(
            Translations.of(
                new MeshLookup(mesh(null, null, Map.of(), Map.of())), "arn:other", PLACE))
        .isEmpty();
  }
}
