// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import dev.signet.proxy.stream.ResourceType;
import dev.signet.testkit.TestAuthority;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import io.netty.handler.ssl.SslContextBuilder;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;

/** A client of the discovery service that owes nothing to the product: gRPC over Netty. */
public final class AdsClient implements AutoCloseable {
  private static final long SECONDS = 20;

  private final ManagedChannel channel;

  private AdsClient(ManagedChannel channel) {
    this.channel = channel;
  }

  /** Over mutual TLS, or over TLS without a certificate when there is no leaf. */
  static AdsClient tls(int port, TestAuthority authority, TestAuthority.Leaf... leaf) {
    try {
      SslContextBuilder tls = GrpcSslContexts.forClient().trustManager(authority.certificate());
      for (TestAuthority.Leaf own : leaf) {
        tls.keyManager(own.key(), own.certificate());
      }
      return new AdsClient(
          NettyChannelBuilder.forAddress("127.0.0.1", port).sslContext(tls.build()).build());
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same with a certificate of anybody, trusting a root. */
  public static AdsClient tls(int port, X509Certificate root, PrivateKey key, X509Certificate own) {
    try {
      SslContextBuilder tls = GrpcSslContexts.forClient().trustManager(root).keyManager(key, own);
      return new AdsClient(
          NettyChannelBuilder.forAddress("127.0.0.1", port).sslContext(tls.build()).build());
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  static AdsClient plain(int port) {
    return new AdsClient(NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build());
  }

  /** Opens a stream that reads what comes. */
  public DeltaCall open() {
    return new DeltaCall(channel, true);
  }

  /** Opens a stream that reads nothing until told to. */
  DeltaCall openWithoutReading() {
    return new DeltaCall(channel, false);
  }

  /** What a state-of-the-world stream is answered. */
  Status openStateOfTheWorld() throws Exception {
    CompletableFuture<Status> end = new CompletableFuture<>();
    StreamObserver<DiscoveryRequest> out =
        AggregatedDiscoveryServiceGrpc.newStub(channel)
            .streamAggregatedResources(
                new StreamObserver<DiscoveryResponse>() {
                  @Override
                  public void onNext(DiscoveryResponse response) {}

                  @Override
                  public void onError(Throwable cause) {
                    end.complete(Status.fromThrowable(cause));
                  }

                  @Override
                  public void onCompleted() {
                    end.complete(Status.OK);
                  }
                });
    out.onNext(DiscoveryRequest.getDefaultInstance());
    return end.get(SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  /** One stream. */
  public static final class DeltaCall
      implements ClientResponseObserver<DeltaDiscoveryRequest, DeltaDiscoveryResponse> {
    private final BlockingQueue<DeltaDiscoveryResponse> responses = new LinkedBlockingQueue<>();
    private final CompletableFuture<Status> end = new CompletableFuture<>();
    private final AtomicReference<ClientCallStreamObserver<DeltaDiscoveryRequest>> call =
        new AtomicReference<>();
    private final boolean reads;

    private DeltaCall(ManagedChannel channel, boolean reads) {
      this.reads = reads;
      var _ = AggregatedDiscoveryServiceGrpc.newStub(channel).deltaAggregatedResources(this);
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<DeltaDiscoveryRequest> stream) {
      call.set(stream);
      if (!reads) {
        stream.disableAutoRequestWithInitial(0);
      }
    }

    /** Says who it is and asks for everything of a type. */
    public DeltaCall subscribe(String nodeId, ResourceType type, String... names) {
      send(
          DeltaDiscoveryRequest.newBuilder()
              .setNode(Node.newBuilder().setId(nodeId))
              .setTypeUrl(type.url())
              .addAllResourceNamesSubscribe(List.of(names))
              .build());
      return this;
    }

    public void subscribe(ResourceType type, String... names) {
      send(
          DeltaDiscoveryRequest.newBuilder()
              .setTypeUrl(type.url())
              .addAllResourceNamesSubscribe(List.of(names))
              .build());
    }

    public void ack(DeltaDiscoveryResponse response) {
      send(
          DeltaDiscoveryRequest.newBuilder()
              .setTypeUrl(response.getTypeUrl())
              .setResponseNonce(response.getNonce())
              .build());
    }

    void send(DeltaDiscoveryRequest request) {
      stream().onNext(request);
    }

    /** Takes this many messages off the wire. */
    void read(int messages) {
      stream().request(messages);
    }

    public DeltaDiscoveryResponse next() throws InterruptedException {
      DeltaDiscoveryResponse response = responses.poll(SECONDS, TimeUnit.SECONDS);
      if (response == null) {
        throw new AssertionError("no response came; the stream: " + end);
      }
      return response;
    }

    /** How many responses came that nobody has taken. */
    int unread() {
      return responses.size();
    }

    public Status end() throws Exception {
      return end.get(SECONDS, TimeUnit.SECONDS);
    }

    CompletableFuture<Status> ended() {
      return end;
    }

    void leave() {
      stream().onCompleted();
    }

    private ClientCallStreamObserver<DeltaDiscoveryRequest> stream() {
      return Objects.requireNonNull(call.get());
    }

    @Override
    public void onNext(DeltaDiscoveryResponse response) {
      responses.add(response);
    }

    @Override
    public void onError(Throwable cause) {
      end.complete(Status.fromThrowable(cause));
    }

    @Override
    public void onCompleted() {
      end.complete(Status.OK);
    }
  }
}
