// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.net.InetAddresses;
import dev.signet.kernel.IpPort;
import dev.signet.proxy.ProxyPlacement;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** What Envoy is started with; everything else it gets by its discovery stream. */
final class Bootstrap {
  /** Starts Envoy in its folder, with whatever options are added. */
  static final String RUN =
      """
      #!/bin/sh
      # Written by signet proxy bootstrap. Options of Envoy may be added: ./run --concurrency 2
      envoy=$(command -v "${ENVOY:-envoy}") || {
        echo "$0: no ${ENVOY:-envoy} found: put envoy on the PATH, or set ENVOY to its path" >&2
        exit 127
      }
      case $envoy in /*) ;; *) envoy=$PWD/$envoy ;; esac
      cd -- "$(dirname -- "$0")" || exit 1
      exec "$envoy" -c envoy.yaml --disable-hot-restart --drain-time-s 5 "$@"
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  private Bootstrap() {}

  /**
   * Where the proxy stands.
   *
   * @param application where the application listens, for every port of the mesh
   * @param applications the same for single ports
   */
  record Placement(
      String bind,
      Optional<IpPort> application,
      SortedMap<Integer, IpPort> applications,
      IpPort egress,
      IpPort admin) {}

  /** {@code envoy.yaml}; paths are relative to its folder. */
  static String envoy(String resourceArn, URI endpoint, Placement placement) {
    int port = endpoint.getPort() < 0 ? 443 : endpoint.getPort();
    String host = endpoint.getHost().replaceAll("[\\[\\]]", "");
    boolean address = InetAddresses.isInetAddress(host);
    return """
    # Written by signet proxy bootstrap. All but this comes by the discovery stream.
    node:
      id: %1$s
      cluster: %1$s
      metadata:
        %2$s: %3$s
    admin: {address: %4$s}
    dynamic_resources:
      ads_config:
        api_type: DELTA_GRPC
        transport_api_version: V3
        set_node_on_first_message_only: true
        grpc_services:
        - envoy_grpc:
            cluster_name: signet_xds
            retry_policy: {retry_back_off: {base_interval: 0.1s, max_interval: 1s}}
      lds_config: {ads: {}, resource_api_version: V3, initial_fetch_timeout: 0s}
      cds_config: {ads: {}, resource_api_version: V3, initial_fetch_timeout: 0s}
    layered_runtime:
      layers:
      - name: signet
        static_layer:
          re2.max_program_size.error_level: 1000
    # Keeps this connection's TLS out of the statistics: what is left there is the mesh's own.
    stats_config:
      stats_matcher:
        exclusion_list: {patterns: [{prefix: cluster.signet_xds.ssl.}]}
    static_resources:
      clusters:
      - name: signet_xds
        type: %5$s
        connect_timeout: 1s
        typed_extension_protocol_options:
          envoy.extensions.upstreams.http.v3.HttpProtocolOptions:
            "@type": type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions
            explicit_http_config:
              http2_protocol_options: {connection_keepalive: {interval: 10s, timeout: 10s}}
        load_assignment:
          cluster_name: signet_xds
          endpoints:
          - lb_endpoints:
            - endpoint: {address: %6$s}
        transport_socket:
          name: envoy.transport_sockets.tls
          typed_config:
            "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext
            sni: %7$s
            common_tls_context:
              tls_params: {tls_minimum_protocol_version: TLSv1_2, tls_maximum_protocol_version: TLSv1_3}
              alpn_protocols: [h2]
              tls_certificate_sds_secret_configs:
              - name: identity
                sds_config:
                  path_config_source: {path: identity/sds.yaml}
                  resource_api_version: V3
              validation_context:
                trusted_ca: {filename: trust.pem}
                match_typed_subject_alt_names:
                - san_type: %8$s
                  matcher: {exact: %9$s}
    """
        .formatted(
            quoted(resourceArn),
            ProxyPlacement.KEY,
            metadata(placement),
            socket(placement.admin().address(), placement.admin().port()),
            address ? "STATIC" : "STRICT_DNS",
            socket(host, port),
            quoted(address ? "" : host),
            address ? "IP_ADDRESS" : "DNS",
            quoted(host));
  }

  private static String metadata(Placement placement) {
    ObjectNode node = JSON.createObjectNode();
    node.put("traffic_mode", "explicit");
    node.put("bind_address", placement.bind());
    placement.application().ifPresent(app -> node.put("application", text(app)));
    if (!placement.applications().isEmpty()) {
      ObjectNode byPort = node.putObject("app_address");
      for (Map.Entry<Integer, IpPort> each : placement.applications().entrySet()) {
        byPort.put(each.getKey().toString(), text(each.getValue()));
      }
    }
    node.put("egress_bind", text(placement.egress()));
    return node.toString();
  }

  private static String socket(String address, int port) {
    return "{socket_address: {address: " + quoted(address) + ", port_value: " + port + "}}";
  }

  private static String text(IpPort place) {
    String address = place.address();
    return (address.contains(":") ? "[" + address + "]" : address) + ":" + place.port();
  }

  /** YAML takes JSON's strings. */
  private static String quoted(String text) {
    return JSON.getNodeFactory().textNode(text).toString();
  }
}
