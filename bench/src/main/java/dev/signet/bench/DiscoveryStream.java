// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc.AggregatedDiscoveryServiceStub;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.Resource;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One delta stream as an Envoy speaks it: everything of clusters and listeners, by name what they
 * mention, each message acknowledged. Of messages it keeps when they came, and one number.
 */
final class DiscoveryStream implements StreamObserver<DeltaDiscoveryResponse> {
  private final String arn;
  private final Map<XdsType, Set<String>> wanted = new EnumMap<>(XdsType.class);
  private final List<Arrival> arrivals = new ArrayList<>();
  private @Nullable StreamObserver<DeltaDiscoveryRequest> out;
  private @Nullable Throwable end;
  private long heard;
  private int maxConnections;

  /** A message: its type and the moment it was read. */
  record Arrival(XdsType type, long nanos) {}

  private DiscoveryStream(String arn) {
    this.arn = arn;
  }

  static DiscoveryStream open(AggregatedDiscoveryServiceStub stub, String arn, String address) {
    DiscoveryStream stream = new DiscoveryStream(arn);
    stream.start(stub, address);
    return stream;
  }

  /** Synchronized, because answers may come before it returns. */
  private synchronized void start(AggregatedDiscoveryServiceStub stub, String address) {
    out = stub.deltaAggregatedResources(this);
    out.onNext(
        DeltaDiscoveryRequest.newBuilder()
            .setNode(node(arn, address))
            .setTypeUrl(XdsType.CLUSTER.url())
            .build());
    out.onNext(DeltaDiscoveryRequest.newBuilder().setTypeUrl(XdsType.LISTENER.url()).build());
  }

  @Override
  public synchronized void onNext(DeltaDiscoveryResponse response) {
    long now = System.nanoTime();
    XdsType type = XdsType.of(response.getTypeUrl());
    arrivals.add(new Arrival(type, now));
    heard++;
    send(
        DeltaDiscoveryRequest.newBuilder()
            .setTypeUrl(response.getTypeUrl())
            .setResponseNonce(response.getNonce()));
    if (type == XdsType.CLUSTER || type == XdsType.LISTENER) {
      subscribe(response.getResourcesList());
    }
  }

  private void subscribe(List<Resource> resources) {
    Map<XdsType, Set<String>> added = new EnumMap<>(XdsType.class);
    for (Resource resource : resources) {
      readMaxConnections(resource);
      PushNames.in(
          resource.getResource(),
          (type, name) -> {
            if (wanted.computeIfAbsent(type, _ -> new LinkedHashSet<>()).add(name)) {
              added.computeIfAbsent(type, _ -> new LinkedHashSet<>()).add(name);
            }
          });
    }
    added.forEach((type, names) ->
        send(
            DeltaDiscoveryRequest.newBuilder()
                .setTypeUrl(type.url())
                .addAllResourceNamesSubscribe(names)));
  }

  /** The version of a fleet's node shows in the cluster of its own application. */
  private void readMaxConnections(Resource resource) {
    if (resource.getName().startsWith("cds_ingress_") && resource.hasResource()) {
      try {
        Cluster own = resource.getResource().unpack(Cluster.class);
        maxConnections = own.getCircuitBreakers().getThresholds(0).getMaxConnections().getValue();
      } catch (InvalidProtocolBufferException e) {
        throw new BenchFailed(resource.getName() + " is no cluster");
      }
    }
  }

  private void send(DeltaDiscoveryRequest.Builder request) {
    if (out != null) {
      out.onNext(request.build());
    }
  }

  @Override
  public synchronized void onError(Throwable cause) {
    end = cause;
  }

  @Override
  public synchronized void onCompleted() {
    end = new BenchFailed("completed");
  }

  /** Ends it from this side; what the server says to that does not matter. */
  synchronized void close() {
    if (out != null) {
      out.onCompleted();
      out = null;
    }
  }

  /** Drops what is known of arrivals. */
  synchronized void forget() {
    arrivals.clear();
  }

  /** What came since {@link #forget}. */
  synchronized List<Arrival> arrivals() {
    requireOpen();
    return List.copyOf(arrivals);
  }

  /** When the first message of a type came since {@link #forget}. */
  synchronized OptionalLong first(XdsType type) {
    requireOpen();
    return arrivals.stream()
        .filter(arrival -> arrival.type() == type)
        .mapToLong(Arrival::nanos)
        .findFirst();
  }

  /** What its node's application was last said to take at most. */
  synchronized int maxConnections() {
    requireOpen();
    return maxConnections;
  }

  /** Messages so far. */
  synchronized long heard() {
    requireOpen();
    return heard;
  }

  /** Whether something came of each type that its mesh has. */
  synchronized boolean isFilled() {
    requireOpen();
    return wanted.keySet().containsAll(Set.of(XdsType.SECRET, XdsType.ENDPOINTS))
        && arrivals.stream().anyMatch(arrival -> arrival.type() == XdsType.SECRET);
  }

  private void requireOpen() {
    if (end != null) {
      throw new BenchFailed("the stream of " + arn + " ended: " + end);
    }
  }

  private static Node node(String arn, String address) {
    Struct placement =
        Struct.newBuilder()
            .putFields("traffic_mode", text("explicit"))
            .putFields("bind_address", text(address))
            .putFields("egress_bind", text(address + ":15001"))
            .build();
    return Node.newBuilder()
        .setId(arn)
        .setCluster(arn)
        .setMetadata(
            Struct.newBuilder()
                .putFields("signet.proxy", Value.newBuilder().setStructValue(placement).build()))
        .build();
  }

  private static Value text(String value) {
    return Value.newBuilder().setStringValue(value).build();
  }
}
