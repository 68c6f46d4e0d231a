// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy.route;

import com.google.protobuf.Duration;
import com.google.protobuf.UInt32Value;
import dev.signet.mesh.resource.MeshListener;
import dev.signet.mesh.resource.Timeouts;
import dev.signet.proxy.envoy.draft.EnvoyDurations;
import dev.signet.proxy.stream.Resource;
import io.envoyproxy.envoy.config.route.v3.DirectResponseAction;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy.RetryHostPredicate;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate;
import java.util.List;

/** Route configurations and their parts. */
public final class RouteConfigurations {
  /** Of a request without a limit of its own. */
  static final Duration TIMEOUT = Duration.newBuilder().setSeconds(15).build();

  private RouteConfigurations() {}

  /** How long a request to a listener may take. */
  public static Duration timeout(MeshListener listener) {
    return listener
        .timeouts()
        .flatMap(Timeouts::perRequest)
        .map(EnvoyDurations::of)
        .orElse(TIMEOUT);
  }

  /** A route configuration. */
  public static RouteConfiguration of(String name, List<VirtualHost> hosts) {
    return RouteConfiguration.newBuilder().setName(name).addAllVirtualHosts(hosts).build();
  }

  /** A virtual host. */
  public static VirtualHost host(String name, List<String> domains, List<Route> routes) {
    return VirtualHost.newBuilder()
        .setName(name)
        .addAllDomains(domains)
        .addAllRoutes(routes)
        .build();
  }

  /** Everything to one cluster, not tried again. */
  public static Route everything(String cluster, Duration timeout) {
    return Route.newBuilder().setMatch(prefix("/")).setRoute(to(cluster, timeout)).build();
  }

  /** Everything to one cluster, tried again as App Mesh does by default. */
  static Route retried(String cluster, Duration timeout) {
    RetryPolicy policy =
        RetryPolicy.newBuilder()
            .setRetryOn("unavailable,reset,connect-failure,refused-stream,retriable-status-codes")
            .setNumRetries(UInt32Value.of(2))
            .addRetriableStatusCodes(503)
            .addRetryHostPredicate(
                RetryHostPredicate.newBuilder()
                    .setName("envoy.retry_host_predicates.previous_hosts")
                    .setTypedConfig(Resource.pack(PreviousHostsPredicate.getDefaultInstance())))
            .setHostSelectionRetryMaxAttempts(5)
            .build();
    return Route.newBuilder()
        .setMatch(prefix("/"))
        .setRoute(to(cluster, timeout).setRetryPolicy(policy))
        .build();
  }

  /** Everything is answered 503: the target cannot be reached as the mesh demands. */
  static Route unavailable() {
    return Route.newBuilder()
        .setMatch(prefix("/"))
        .setDirectResponse(DirectResponseAction.newBuilder().setStatus(503))
        .build();
  }

  static RouteMatch prefix(String prefix) {
    return RouteMatch.newBuilder().setPrefix(prefix).build();
  }

  static RouteAction.Builder to(String cluster, Duration timeout) {
    return RouteAction.newBuilder().setCluster(cluster).setTimeout(timeout);
  }
}
