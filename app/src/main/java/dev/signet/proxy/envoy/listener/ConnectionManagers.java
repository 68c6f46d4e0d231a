// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy.listener;

import com.google.protobuf.BoolValue;
import dev.signet.proxy.envoy.draft.ConfigSources;
import dev.signet.proxy.stream.Resource;
import io.envoyproxy.envoy.config.core.v3.HttpProtocolOptions;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.CodecType;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.ForwardClientCertDetails;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.PathWithEscapedSlashesAction;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.SetCurrentClientCertDetails;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.UpgradeConfig;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.Rds;
import java.util.Optional;

/** The HTTP connection manager of a filter chain. */
final class ConnectionManagers {
  private ConnectionManagers() {}

  /**
   * The manager whose routes come by RDS.
   *
   * @param first a filter before the routing
   * @param clientCertificates whether the application is told who the client proved to be
   */
  static Filter of(
      FilterSettings settings,
      String routes,
      Optional<HttpFilter> first,
      boolean clientCertificates) {
    HttpConnectionManager.Builder manager =
        HttpConnectionManager.newBuilder()
            .setCodecType(CodecType.AUTO)
            .setStatPrefix(settings.statPrefix())
            .setRds(
                Rds.newBuilder().setRouteConfigName(routes).setConfigSource(ConfigSources.ads()))
            .setTracing(HttpConnectionManager.Tracing.getDefaultInstance())
            .addUpgradeConfigs(UpgradeConfig.newBuilder().setUpgradeType("websocket"))
            .setNormalizePath(BoolValue.of(true))
            .setMergeSlashes(true)
            .setPathWithEscapedSlashesAction(PathWithEscapedSlashesAction.KEEP_UNCHANGED)
            .setForwardClientCertDetails(ForwardClientCertDetails.SANITIZE);
    first.ifPresent(manager::addHttpFilters);
    manager.addHttpFilters(
        HttpFilter.newBuilder()
            .setName("envoy.filters.http.router")
            .setTypedConfig(Resource.pack(Router.getDefaultInstance())));
    settings.log().ifPresent(manager::addAccessLog);
    settings
        .idle()
        .ifPresent(idle ->
            manager
                .setStreamIdleTimeout(idle)
                .setCommonHttpProtocolOptions(
                    HttpProtocolOptions.newBuilder().setIdleTimeout(idle)));
    if (clientCertificates) {
      manager
          .setForwardClientCertDetails(ForwardClientCertDetails.SANITIZE_SET)
          .setSetCurrentClientCertDetails(
              SetCurrentClientCertDetails.newBuilder()
                  .setSubject(BoolValue.of(true))
                  .setUri(true)
                  .setDns(true));
    }
    return Filter.newBuilder()
        .setName("envoy.filters.network.http_connection_manager")
        .setTypedConfig(Resource.pack(manager.build()))
        .build();
  }
}
