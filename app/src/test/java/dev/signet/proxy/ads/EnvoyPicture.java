// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import dev.signet.proxy.stream.RenderedSecret;
import dev.signet.proxy.stream.Resource;
import dev.signet.proxy.stream.ResourceSet;
import dev.signet.proxy.stream.SecretFacts;
import dev.signet.proxy.stream.SecretName;
import dev.signet.proxy.stream.SecretSource;
import dev.signet.proxy.stream.Snapshot;
import dev.signet.testkit.TestAuthority;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsCertificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A small real configuration: listeners with TLS by secret, routes by discovery, clusters with
 * endpoints by discovery. What a test did not change has an unchanged version.
 */
final class EnvoyPicture implements SecretSource {
  private static final TypeRegistry TYPES =
      TypeRegistry.newBuilder()
          .add(HttpConnectionManager.getDescriptor())
          .add(Router.getDescriptor())
          .add(DownstreamTlsContext.getDescriptor())
          .build();

  private final Map<String, Resource> clusters = new LinkedHashMap<>();
  private final Map<String, Resource> endpoints = new LinkedHashMap<>();
  private final Map<String, Resource> listeners = new LinkedHashMap<>();
  private final Map<String, Resource> routes = new LinkedHashMap<>();
  private final Map<String, SecretName> names = new LinkedHashMap<>();
  private final Map<SecretName, Secret> material = new LinkedHashMap<>();

  /** A cluster whose endpoints come by discovery; the timeout makes its content differ. */
  EnvoyPicture cluster(String name, int connectTimeoutSeconds) {
    return put(
        clusters,
        name,
        Cluster.newBuilder(),
        """
        {"name": "%s", "type": "EDS", "connectTimeout": "%ds",
         "edsClusterConfig": {"edsConfig":
           {"ads": {}, "resourceApiVersion": "V3", "initialFetchTimeout": "0s"}}}
        """
            .formatted(name, connectTimeoutSeconds));
  }

  EnvoyPicture endpoint(String cluster, int port) {
    return put(
        endpoints,
        cluster,
        ClusterLoadAssignment.newBuilder(),
        """
        {"clusterName": "%s", "endpoints": [{"lbEndpoints": [{"endpoint": {"address":
           {"socketAddress": {"address": "127.0.0.1", "portValue": %d}}}}]}]}
        """
            .formatted(cluster, port));
  }

  /** A TLS listener with the certificate of a secret and routes of the listener's own name. */
  EnvoyPicture listener(String name, int port, String secret) {
    return listener(name, port, secret, "ingress");
  }

  EnvoyPicture listener(String name, int port, String secret, String statPrefix) {
    return put(
        listeners,
        name,
        Listener.newBuilder(),
        """
        {"name": "%1$s", "enableReusePort": false, "statPrefix": "%4$s",
         "address": {"socketAddress": {"address": "127.0.0.1", "portValue": %2$d}},
         "filterChains": [{
           "filters": [{"name": "envoy.filters.network.http_connection_manager", "typedConfig": {
             "@type": "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
             "statPrefix": "ingress",
             "rds": {"routeConfigName": "%1$s", "configSource":
               {"ads": {}, "resourceApiVersion": "V3", "initialFetchTimeout": "0s"}},
             "httpFilters": [{"name": "envoy.filters.http.router", "typedConfig": {
               "@type": "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router"}}]}}],
           "transportSocket": {"name": "envoy.transport_sockets.tls", "typedConfig": {
             "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext",
             "requireClientCertificate": false,
             "commonTlsContext": {"tlsCertificateSdsSecretConfigs": [{"name": "%3$s", "sdsConfig":
               {"ads": {}, "resourceApiVersion": "V3", "initialFetchTimeout": "0s"}}]}}}}]}
        """
            .formatted(name, port, secret, statPrefix));
  }

  /** Routes everything to a cluster. */
  EnvoyPicture routes(String name, String cluster) {
    return put(
        routes,
        name,
        RouteConfiguration.newBuilder(),
        """
        {"name": "%1$s", "virtualHosts": [{"name": "all", "domains": ["*"], "routes":
          [{"match": {"prefix": "/"}, "route": {"cluster": "%2$s"}}]}]}
        """
            .formatted(name, cluster));
  }

  /** Routes that Envoy refuses: two virtual hosts for every domain. */
  EnvoyPicture badRoutes(String name) {
    return put(
        routes,
        name,
        RouteConfiguration.newBuilder(),
        """
        {"name": "%s", "virtualHosts": [{"name": "a", "domains": ["*"]},
          {"name": "b", "domains": ["*"]}]}
        """
            .formatted(name));
  }

  /** A cluster that breaks a field rule: a line break in the path of its health check. */
  EnvoyPicture malformedCluster(String name) {
    return put(
        clusters,
        name,
        Cluster.newBuilder(),
        """
        {"name": "%s", "type": "STATIC", "connectTimeout": "1s", "healthChecks": [{
          "timeout": "1s", "interval": "5s", "healthyThreshold": 2, "unhealthyThreshold": 2,
          "httpHealthCheck": {"path": "/\\r\\n"}}]}
        """
            .formatted(name));
  }

  /** Endpoints that break a field rule: an empty host. */
  EnvoyPicture malformedEndpoint(String cluster) {
    return put(
        endpoints,
        cluster,
        ClusterLoadAssignment.newBuilder(),
        """
        {"clusterName": "%s", "endpoints": [{"lbEndpoints": [{"endpoint": {"address":
           {"socketAddress": {"address": "", "portValue": 80}}}}]}]}
        """
            .formatted(cluster));
  }

  /** A listener that breaks a field rule: a filter without a name. */
  EnvoyPicture malformedListener(String name) {
    return put(
        listeners,
        name,
        Listener.newBuilder(),
        """
        {"name": "%s", "address": {"socketAddress": {"address": "127.0.0.1", "portValue": 1}},
         "filterChains": [{"filters": [{"name": ""}]}]}
        """
            .formatted(name));
  }

  /** Routes that break a field rule: a line break in what a path is rewritten to. */
  EnvoyPicture malformedRoutes(String name) {
    return put(
        routes,
        name,
        RouteConfiguration.newBuilder(),
        """
        {"name": "%s", "virtualHosts": [{"name": "all", "domains": ["*"], "routes":
          [{"match": {"prefix": "/"},
            "route": {"cluster": "app", "prefixRewrite": "/x\\r\\ny/"}}]}]}
        """
            .formatted(name));
  }

  EnvoyPicture secret(String name, TestAuthority.Leaf leaf) {
    return secret(name, leaf.chainPem(), leaf.keyPem());
  }

  EnvoyPicture secret(String name, String chainPem, String keyPem) {
    TlsCertificate certificate =
        TlsCertificate.newBuilder()
            .setCertificateChain(DataSource.newBuilder().setInlineString(chainPem))
            .setPrivateKey(DataSource.newBuilder().setInlineString(keyPem))
            .build();
    Secret secret = Secret.newBuilder().setName(name).setTlsCertificate(certificate).build();
    SecretName named = new SecretName(name, Resource.of(name, secret).version());
    names.put(name, named);
    material.put(named, secret);
    return this;
  }

  /** The secret stays named, its material is gone. */
  EnvoyPicture lose(String secret) {
    SecretName named = names.get(secret);
    if (named != null) {
      material.remove(named);
    }
    return this;
  }

  EnvoyPicture without(String... gone) {
    for (String name : gone) {
      clusters.remove(name);
      endpoints.remove(name);
      listeners.remove(name);
      routes.remove(name);
      names.remove(name);
    }
    return this;
  }

  Snapshot snapshot() {
    return Snapshot.of(
        ResourceSet.of(clusters.values()),
        ResourceSet.of(endpoints.values()),
        names.values(),
        ResourceSet.of(listeners.values()),
        ResourceSet.of(routes.values()));
  }

  @Override
  public synchronized Optional<RenderedSecret> render(SecretName secret) {
    return Optional.ofNullable(material.get(secret))
        .map(found ->
            new RenderedSecret(
                Resource.pack(found),
                new SecretFacts(List.of(), Optional.empty(), Optional.empty())));
  }

  @Override
  public Optional<SecretFacts> facts(SecretName secret) {
    return render(secret).map(RenderedSecret::facts);
  }

  @Override
  public boolean belongsToAnother(String name) {
    return false;
  }

  private EnvoyPicture put(
      Map<String, Resource> set, String name, Message.Builder content, String json) {
    try {
      JsonFormat.parser().usingTypeRegistry(TYPES).merge(json, content);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(json, e);
    }
    set.put(name, Resource.of(name, content.build()));
    return this;
  }
}
