// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.ClientTlsConfig;
import com.linecorp.armeria.client.Endpoint;
import com.linecorp.armeria.client.grpc.GrpcClients;
import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.common.TlsProvider;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc.AggregatedDiscoveryServiceStub;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A connection and a stream for each node of a fleet, each with a client certificate of its own, on
 * one event loop.
 */
final class DiscoveryStreams implements AutoCloseable {
  /** All at once would measure, and may fail by, a storm of reconnections. */
  private static final int AT_A_TIME = 40;

  /** The factory finds a connection's certificate by the name that it connects to. */
  private final Map<String, TlsKeyPair> identities = new ConcurrentHashMap<>();

  private final List<DiscoveryStream> streams = new ArrayList<>();
  private final ClientFactory factory;

  DiscoveryStreams() {
    factory =
        ClientFactory.builder()
            .workerGroup(1)
            .idleTimeout(Duration.ZERO)
            // Trust in the server is not what is measured; the server does look at ours.
            .tlsProvider(new ByName(), ClientTlsConfig.builder().tlsNoVerify().build())
            .build();
  }

  /** Joins and opens them, some at a time, and waits until each has what it asked for. */
  void open(Server server, Fleet fleet) {
    Identity identity = new Identity(server);
    for (int i = 0; i < fleet.size(); i++) {
      identities.put(name(i), identity.join(fleet.arn(i)));
    }
    for (int i = 0; i < fleet.size(); i++) {
      String address = "127.%d.%d.%d".formatted(1 + i / 62_500, i / 250 % 250, 1 + i % 250);
      streams.add(DiscoveryStream.open(stub(server.address(), i), fleet.arn(i), address));
      if (streams.size() % AT_A_TIME == 0 || streams.size() == fleet.size()) {
        Waiting.until(
            streams.size() + " streams have their secrets",
            () -> streams.stream().allMatch(DiscoveryStream::isFilled));
      }
    }
  }

  DiscoveryStream of(int node) {
    return streams.get(node);
  }

  List<DiscoveryStream> all() {
    return streams;
  }

  void forget() {
    streams.forEach(DiscoveryStream::forget);
  }

  /** Waits until no stream got a message for that long. */
  void awaitQuiet(Duration quiet) {
    Waiting.untilQuiet(quiet, () -> streams.stream().mapToLong(DiscoveryStream::heard).sum());
  }

  @Override
  public void close() {
    streams.forEach(DiscoveryStream::close);
    factory.close();
  }

  private AggregatedDiscoveryServiceStub stub(InetSocketAddress server, int node) {
    return GrpcClients.builder(
            "gproto+h2",
            Endpoint.of(name(node), server.getPort())
                .withIpAddr(server.getAddress().getHostAddress()))
        .factory(factory)
        .responseTimeout(Duration.ZERO)
        .maxResponseLength(0)
        .build(AggregatedDiscoveryServiceStub.class);
  }

  private static String name(int node) {
    return "node-" + node + ".proxy";
  }

  private final class ByName implements TlsProvider {
    @Override
    public @Nullable TlsKeyPair keyPair(String host) {
      return identities.get(host);
    }
  }
}
