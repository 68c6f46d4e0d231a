// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import com.google.protobuf.BoolValue;
import dev.signet.kernel.IpPort;
import dev.signet.proxy.stream.Resource;
import dev.signet.proxy.stream.SecretName;
import io.envoyproxy.envoy.config.accesslog.v3.AccessLog;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.core.v3.SubstitutionFormatString;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.listener.v3.ListenerFilter;
import io.envoyproxy.envoy.extensions.access_loggers.stream.v3.StdoutAccessLog;
import io.envoyproxy.envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import java.util.List;
import java.util.Optional;

/** Listeners of explicit mode: each binds a real address. */
final class Listeners {
  private static final String FAILURES =
      "[%START_TIME%] ingress %DOWNSTREAM_REMOTE_ADDRESS% %RESPONSE_FLAGS%"
          + " %DOWNSTREAM_TRANSPORT_FAILURE_REASON%\n";

  private Listeners() {}

  /** What the TLS chain of a listener presents and demands. */
  record Secured(boolean permissive, SecretName certificate, Optional<SecretName> trust) {}

  /** What names an ingress listener and its statistics. */
  record Identity(String name, String statPrefix, IpPort bind) {}

  static Listener ingress(
      Identity identity, Ingress ingress, Manner manner, Optional<Secured> tls, String cluster) {
    Listener.Builder listener =
        listener(identity, TrafficDirection.INBOUND)
            .addListenerFilters(
                // Always, so that a change of the TLS mode is an update in place.
                ListenerFilter.newBuilder()
                    .setName("envoy.filters.listener.tls_inspector")
                    .setTypedConfig(Resource.pack(TlsInspector.getDefaultInstance())))
            .addAccessLog(failures());
    boolean named = tls.flatMap(Secured::trust).isPresent();
    String chain = "ingress_" + ingress.port();
    if (tls.isEmpty()) {
      return listener
          .addFilterChains(chain(chain, filter(ingress, manner, cluster, false)))
          .build();
    }
    Secured secured = tls.get();
    FilterChain.Builder secure =
        chain(chain, filter(ingress, manner, cluster, named))
            .setTransportSocket(
                Tls.server(secured.certificate(), secured.trust(), serverAlpn(ingress)));
    if (!secured.permissive()) {
      return listener.addFilterChains(secure).build();
    }
    return listener
        .addFilterChains(secure.setName(chain + "_tls").setFilterChainMatch(transport("tls")))
        .addFilterChains(
            chain(chain + "_plain", filter(ingress, manner, cluster, false))
                .setFilterChainMatch(transport("raw_buffer")))
        .build();
  }

  static Listener egress(
      IpPort bind, String routes, Optional<AccessLog> log, Optional<HttpFilter> first) {
    Manner manner = new Manner("egress", log, Optional.empty());
    Identity identity = new Identity("lds_egress_0.0.0.0_15001", "0.0.0.0_15001", bind);
    return listener(identity, TrafficDirection.OUTBOUND)
        .addFilterChains(chain("egress", Http.manager(manner, routes, first, false)))
        .build();
  }

  private static Listener.Builder listener(Identity identity, TrafficDirection direction) {
    return Listener.newBuilder()
        .setName(identity.name())
        .setStatPrefix(identity.statPrefix())
        .setAddress(address(identity.bind()))
        .setTrafficDirection(direction)
        // Else two proxies on one address would share its traffic and nobody would be told.
        .setEnableReusePort(BoolValue.of(false));
  }

  private static Filter filter(
      Ingress ingress, Manner manner, String cluster, boolean clientCertificates) {
    return ingress.isTcp()
        ? Filter.newBuilder()
            .setName("envoy.filters.network.tcp_proxy")
            .setTypedConfig(Resource.pack(tcp(manner, cluster)))
            .build()
        : Http.manager(
            manner, "rds_ingress_" + ingress.suffix(), Optional.empty(), clientCertificates);
  }

  private static TcpProxy tcp(Manner manner, String cluster) {
    TcpProxy.Builder proxy = TcpProxy.newBuilder().setStatPrefix("ingress").setCluster(cluster);
    manner.idle().ifPresent(proxy::setIdleTimeout);
    manner.log().ifPresent(proxy::addAccessLog);
    return proxy.build();
  }

  private static FilterChain.Builder chain(String name, Filter filter) {
    return FilterChain.newBuilder().setName(name).addFilters(filter);
  }

  private static FilterChainMatch transport(String protocol) {
    return FilterChainMatch.newBuilder().setTransportProtocol(protocol).build();
  }

  private static List<String> serverAlpn(Ingress ingress) {
    if (ingress.isTcp()) {
      return List.of();
    }
    return ingress.isHttp2() ? List.of("h2", "http/1.1") : List.of("http/1.1");
  }

  private static AccessLog failures() {
    return AccessLog.newBuilder()
        .setName("envoy.access_loggers.stdout")
        .setTypedConfig(
            Resource.pack(
                StdoutAccessLog.newBuilder()
                    .setLogFormat(
                        SubstitutionFormatString.newBuilder()
                            .setTextFormatSource(DataSource.newBuilder().setInlineString(FAILURES)))
                    .build()))
        .build();
  }

  static Address address(IpPort place) {
    return Address.newBuilder()
        .setSocketAddress(
            SocketAddress.newBuilder().setAddress(place.address()).setPortValue(place.port()))
        .build();
  }
}
