// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy.secret;

import com.google.common.net.InetAddresses;
import com.google.protobuf.BoolValue;
import com.google.protobuf.Message;
import dev.signet.proxy.envoy.draft.ConfigSources;
import dev.signet.proxy.stream.Resource;
import dev.signet.proxy.stream.SecretName;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CombinedCertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher.SanType;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters.TlsProtocol;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.List;
import java.util.Optional;

/** TLS contexts of listeners and clusters. */
public final class TlsContexts {
  private static final List<String> CURVES = List.of("X25519MLKEM768", "X25519", "P-256", "P-384");

  private TlsContexts() {}

  /**
   * A listener's side.
   *
   * @param trust of client certificates, which are then required
   */
  public static TransportSocket server(
      SecretName certificate, Optional<SecretName> trust, List<String> alpn) {
    CommonTlsContext.Builder common =
        common(alpn).addTlsCertificateSdsSecretConfigs(sds(certificate));
    trust.ifPresent(anchors -> common.setCombinedValidationContext(validation(anchors, List.of())));
    boolean required = trust.isPresent();
    return socket(
        DownstreamTlsContext.newBuilder()
            .setCommonTlsContext(common)
            .setRequireClientCertificate(BoolValue.of(required))
            // An expired client certificate was seen to resume, by ticket and by session id.
            .setDisableStatelessSessionResumption(required)
            .setDisableStatefulSessionResumption(required)
            .build());
  }

  /**
   * A caller's side.
   *
   * @param trust none means that the server's certificate is not validated
   * @param names of which the server must have one; they count with trust only
   * @param sni empty for none
   */
  public static TransportSocket client(
      Optional<SecretName> certificate,
      Optional<SecretName> trust,
      List<String> names,
      String sni,
      List<String> alpn) {
    CommonTlsContext.Builder common = common(alpn);
    certificate.ifPresent(own -> common.addTlsCertificateSdsSecretConfigs(sds(own)));
    trust.ifPresent(anchors -> common.setCombinedValidationContext(validation(anchors, names)));
    return socket(UpstreamTlsContext.newBuilder().setCommonTlsContext(common).setSni(sni).build());
  }

  private static CommonTlsContext.Builder common(List<String> alpn) {
    return CommonTlsContext.newBuilder()
        .setTlsParams(
            TlsParameters.newBuilder()
                .setTlsMinimumProtocolVersion(TlsProtocol.TLSv1_2)
                .setTlsMaximumProtocolVersion(TlsProtocol.TLSv1_3)
                .addAllEcdhCurves(CURVES))
        .addAllAlpnProtocols(alpn);
  }

  private static CombinedCertificateValidationContext validation(
      SecretName trust, List<String> names) {
    CertificateValidationContext.Builder accepted = CertificateValidationContext.newBuilder();
    names.forEach(name -> accepted.addMatchTypedSubjectAltNames(matcher(name)));
    return CombinedCertificateValidationContext.newBuilder()
        .setDefaultValidationContext(accepted)
        .setValidationContextSdsSecretConfig(sds(trust))
        .build();
  }

  private static SubjectAltNameMatcher matcher(String name) {
    boolean uri = name.contains("://") || name.startsWith("spiffe:");
    boolean address = InetAddresses.isInetAddress(name);
    return SubjectAltNameMatcher.newBuilder()
        .setSanType(uri ? SanType.URI : address ? SanType.IP_ADDRESS : SanType.DNS)
        .setMatcher(StringMatcher.newBuilder().setExact(name))
        .build();
  }

  private static SdsSecretConfig sds(SecretName secret) {
    return SdsSecretConfig.newBuilder()
        .setName(secret.name())
        .setSdsConfig(ConfigSources.ads())
        .build();
  }

  private static TransportSocket socket(Message context) {
    return TransportSocket.newBuilder()
        .setName("envoy.transport_sockets.tls")
        .setTypedConfig(Resource.pack(context))
        .build();
  }
}
