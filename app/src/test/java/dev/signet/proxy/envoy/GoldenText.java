// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import dev.signet.proxy.stream.Resource;
import dev.signet.proxy.stream.ResourceSet;
import dev.signet.proxy.stream.Snapshot;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.access_loggers.file.v3.FileAccessLog;
import io.envoyproxy.envoy.extensions.access_loggers.stream.v3.StdoutAccessLog;
import io.envoyproxy.envoy.extensions.clusters.dynamic_forward_proxy.v3.ClusterConfig;
import io.envoyproxy.envoy.extensions.filters.http.dynamic_forward_proxy.v3.FilterConfig;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.envoyproxy.envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import java.util.Comparator;

/** A translation as JSON for people, in one order. */
final class GoldenText {
  /** The types of what stands in a resource as {@code Any}, and of the resources. */
  static final TypeRegistry TYPES =
      TypeRegistry.newBuilder()
          .add(Cluster.getDescriptor())
          .add(ClusterConfig.getDescriptor())
          .add(ClusterLoadAssignment.getDescriptor())
          .add(DownstreamTlsContext.getDescriptor())
          .add(FileAccessLog.getDescriptor())
          .add(FilterConfig.getDescriptor())
          .add(HttpConnectionManager.getDescriptor())
          .add(HttpProtocolOptions.getDescriptor())
          .add(Listener.getDescriptor())
          .add(PreviousHostsPredicate.getDescriptor())
          .add(RouteConfiguration.getDescriptor())
          .add(Router.getDescriptor())
          .add(StdoutAccessLog.getDescriptor())
          .add(TcpProxy.getDescriptor())
          .add(TlsInspector.getDescriptor())
          .add(UpstreamTlsContext.getDescriptor())
          .build();

  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().sortingMapKeys().usingTypeRegistry(TYPES);

  private GoldenText() {}

  static JsonNode json(Translation translation) {
    Snapshot snapshot = translation.snapshot();
    ObjectNode all = GoldenScene.JSON.createObjectNode();
    all.set("clusters", resources(snapshot.clusters()));
    all.set("endpoints", resources(snapshot.endpoints()));
    all.set("listeners", resources(snapshot.listeners()));
    all.set("routes", resources(snapshot.routes()));
    ArrayNode secrets = all.putArray("secrets");
    snapshot.secrets().keySet().forEach(secrets::add);
    ArrayNode findings = all.putArray("findings");
    translation.findings().stream()
        .sorted(Comparator.comparing(Finding::code).thenComparing(Finding::message))
        .forEach(finding -> findings.add(finding.code() + ": " + finding.message()));
    return all;
  }

  /** For a file. */
  static String of(JsonNode told) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
                Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(new DefaultIndenter("  ", "\n"));
    try {
      return GoldenScene.JSON.writer(printer).writeValueAsString(told) + "\n";
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** The same with the members in the order of their names, so that equal values are equal. */
  static String sorted(JsonNode told) {
    try {
      return GoldenScene.JSON
          .writerWithDefaultPrettyPrinter()
          .with(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .writeValueAsString(told);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static ArrayNode resources(ResourceSet resources) {
    ArrayNode all = GoldenScene.JSON.createArrayNode();
    for (Resource resource : resources.all()) {
      try {
        ObjectNode body = (ObjectNode) GoldenScene.JSON.readTree(PRINTER.print(resource.body()));
        body.remove("@type");
        all.add(body);
      } catch (InvalidProtocolBufferException | JsonProcessingException e) {
        throw new AssertionError(e);
      }
    }
    return all;
  }
}
