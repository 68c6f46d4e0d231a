// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy.listener;

import com.google.protobuf.BoolValue;
import dev.signet.mesh.resource.MeshListener;
import dev.signet.proxy.envoy.draft.ResourceNames;
import dev.signet.proxy.envoy.draft.SocketAddresses;
import dev.signet.proxy.envoy.secret.TlsContexts;
import dev.signet.proxy.stream.IpPort;
import dev.signet.proxy.stream.Resource;
import io.envoyproxy.envoy.config.accesslog.v3.AccessLog;
import io.envoyproxy.envoy.config.core.v3.DataSource;
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
public final class Listeners {
  private static final String FAILURES =
      "[%START_TIME%] ingress %DOWNSTREAM_REMOTE_ADDRESS% %RESPONSE_FLAGS%"
          + " %DOWNSTREAM_TRANSPORT_FAILURE_REASON%\n";

  private Listeners() {}

  /** What names an ingress listener and its statistics. */
  public record Identity(String name, String statPrefix, IpPort bind) {}

  /**
   * A listener of the mesh.
   *
   * @param tls that it speaks; not opened without it
   * @param cluster where it leads
   */
  public static Listener ingress(
      Identity identity,
      MeshListener ingress,
      FilterSettings settings,
      DownstreamTls tls,
      String cluster) {
    Listener.Builder listener =
        listener(identity, TrafficDirection.INBOUND)
            .addListenerFilters(
                // Always, so that a change of the TLS mode is an update in place.
                ListenerFilter.newBuilder()
                    .setName("envoy.filters.listener.tls_inspector")
                    .setTypedConfig(Resource.pack(TlsInspector.getDefaultInstance())))
            .addAccessLog(failures());
    String chain = "ingress_" + ingress.port();
    return switch (tls) {
      case DownstreamTls.Shut _ ->
          throw new IllegalStateException(identity.name() + " is not open");
      case DownstreamTls.Plain _ ->
          listener.addFilterChains(chain(chain, filter(ingress, settings, cluster, false))).build();
      case DownstreamTls.Secured secured -> {
        boolean named = secured.trust().isPresent();
        FilterChain.Builder secure =
            chain(chain, filter(ingress, settings, cluster, named))
                .setTransportSocket(
                    TlsContexts.server(
                        secured.certificate(), secured.trust(), serverAlpn(ingress)));
        if (!secured.permissive()) {
          yield listener.addFilterChains(secure).build();
        }
        yield listener
            .addFilterChains(secure.setName(chain + "_tls").setFilterChainMatch(transport("tls")))
            .addFilterChains(
                chain(chain + "_plain", filter(ingress, settings, cluster, false))
                    .setFilterChainMatch(transport("raw_buffer")))
            .build();
      }
    };
  }

  /**
   * The listener for calls of the application.
   *
   * @param routes name of its route configuration
   * @param first a filter before the routing
   */
  public static Listener egress(
      IpPort bind, String routes, Optional<AccessLog> log, Optional<HttpFilter> first) {
    FilterSettings settings = new FilterSettings("egress", log, Optional.empty());
    Identity identity = new Identity("lds_egress_0.0.0.0_15001", "0.0.0.0_15001", bind);
    return listener(identity, TrafficDirection.OUTBOUND)
        .addFilterChains(chain("egress", ConnectionManagers.of(settings, routes, first, false)))
        .build();
  }

  private static Listener.Builder listener(Identity identity, TrafficDirection direction) {
    return Listener.newBuilder()
        .setName(identity.name())
        .setStatPrefix(identity.statPrefix())
        .setAddress(SocketAddresses.of(identity.bind()))
        .setTrafficDirection(direction)
        // Else two proxies on one address would share its traffic and nobody would be told.
        .setEnableReusePort(BoolValue.of(false));
  }

  private static Filter filter(
      MeshListener ingress, FilterSettings settings, String cluster, boolean clientCertificates) {
    return ingress.protocol().isTcp()
        ? Filter.newBuilder()
            .setName("envoy.filters.network.tcp_proxy")
            .setTypedConfig(Resource.pack(tcp(settings, cluster)))
            .build()
        : ConnectionManagers.of(
            settings, ResourceNames.ingressRoutes(ingress), Optional.empty(), clientCertificates);
  }

  private static TcpProxy tcp(FilterSettings settings, String cluster) {
    TcpProxy.Builder proxy = TcpProxy.newBuilder().setStatPrefix("ingress").setCluster(cluster);
    settings.idle().ifPresent(proxy::setIdleTimeout);
    settings.log().ifPresent(proxy::addAccessLog);
    return proxy.build();
  }

  private static FilterChain.Builder chain(String name, Filter filter) {
    return FilterChain.newBuilder().setName(name).addFilters(filter);
  }

  private static FilterChainMatch transport(String protocol) {
    return FilterChainMatch.newBuilder().setTransportProtocol(protocol).build();
  }

  private static List<String> serverAlpn(MeshListener ingress) {
    if (ingress.protocol().isTcp()) {
      return List.of();
    }
    return ingress.protocol().isHttp2() ? List.of("h2", "http/1.1") : List.of("http/1.1");
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
}
