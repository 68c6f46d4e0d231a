// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import com.google.protobuf.Any;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.Rds;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import java.util.List;
import java.util.function.BiConsumer;

/** Finds in clusters and listeners what an Envoy asks for next. */
final class PushNames {
  private static final List<Class<? extends Message>> OPENED =
      List.of(
          Cluster.class,
          Listener.class,
          HttpConnectionManager.class,
          UpstreamTlsContext.class,
          DownstreamTlsContext.class);

  private PushNames() {}

  /** Tells each name with its type. */
  static void in(Message message, BiConsumer<XdsType, String> found) {
    switch (message) {
      case Any any -> opened(any, found);
      case SdsSecretConfig secret -> found.accept(XdsType.SECRET, secret.getName());
      case Rds routes -> found.accept(XdsType.ROUTES, routes.getRouteConfigName());
      default -> {
        if (message instanceof Cluster cluster && cluster.getType() == Cluster.DiscoveryType.EDS) {
          String service = cluster.getEdsClusterConfig().getServiceName();
          found.accept(XdsType.ENDPOINTS, service.isEmpty() ? cluster.getName() : service);
        }
        message.getAllFields().forEach((field, value) -> inField(field, value, found));
      }
    }
  }

  private static void inField(
      FieldDescriptor field, Object value, BiConsumer<XdsType, String> found) {
    if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
      return;
    }
    if (value instanceof List<?> many) {
      many.forEach(one -> in((Message) one, found));
    } else {
      in((Message) value, found);
    }
  }

  private static void opened(Any any, BiConsumer<XdsType, String> found) {
    for (Class<? extends Message> type : OPENED) {
      if (any.is(type)) {
        try {
          in(any.unpack(type), found);
        } catch (InvalidProtocolBufferException e) {
          throw new BenchFailed("a resource that is no " + type.getSimpleName());
        }
      }
    }
  }
}
