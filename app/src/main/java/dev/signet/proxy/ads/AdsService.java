// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import com.linecorp.armeria.common.grpc.GrpcSerializationFormats;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.grpc.GrpcService;
import dev.signet.kernel.Entropy;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc.AggregatedDiscoveryServiceImplBase;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Envoy's aggregated discovery service, incremental streams only. A proxy proves who it is by the
 * client certificate of its connection; each stream is owned by one virtual thread.
 *
 * <p>The server that carries it needs {@code pingInterval} (10 to 20 s) with a longer {@code
 * idleTimeout(…, true)}, or a proxy that vanished without a word keeps its stream.
 */
public final class AdsService extends AggregatedDiscoveryServiceImplBase implements AutoCloseable {
  private static final long STATUS_FIRST_MILLIS = 2000;

  private static final Logger log = LoggerFactory.getLogger(AdsService.class);

  private final ProxySide side;
  private final AdsSettings settings;
  private final InstantSource clock;
  private final Entropy entropy;
  private final Shared shared;
  private final Set<Mailbox> open = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  public AdsService(ProxySide side, AdsSettings settings, InstantSource clock, Entropy entropy) {
    this.side = side;
    this.settings = settings;
    this.clock = clock;
    this.entropy = entropy;
    this.shared = new Shared(new IdentityShares(), new LineLimit(log::warn, clock));
  }

  /** What the streams share with each other. */
  record Shared(IdentityShares identities, LineLimit lines) {}

  /** Starts to load what {@link #mountOn} needs, beside whatever the caller does meanwhile. */
  public static void preload() {
    Thread.ofPlatform().daemon().name("ads-preload").start(GrpcService::builder);
  }

  /** Adds the service to a server, without the limits that are meant for short requests. */
  public void mountOn(ServerBuilder server) {
    GrpcService grpc =
        GrpcService.builder()
            .addService(BoundedRequests.of(this))
            .useMethodMarshaller(true)
            .supportedSerializationFormats(GrpcSerializationFormats.PROTO)
            .maxRequestMessageLength(BoundedRequests.MAX_MESSAGE)
            .build();
    server.service(
        grpc,
        service ->
            service.decorate((delegate, context, request) -> {
              context.clearRequestTimeout();
              context.setMaxRequestLength(0);
              // Without the delay the status of a refused stream is often lost.
              context.setRequestAutoAbortDelayMillis(STATUS_FIRST_MILLIS);
              return delegate.serve(context, request);
            }));
  }

  /** Not built: answers UNIMPLEMENTED, and UNAUTHENTICATED to a client without a certificate. */
  @Override
  public StreamObserver<DiscoveryRequest> streamAggregatedResources(
      StreamObserver<DiscoveryResponse> responses) {
    Status refusal =
        Peer.of(ServiceRequestContext.current()).chain().isEmpty()
            ? Status.UNAUTHENTICATED.withDescription(AdsSession.NO_CERTIFICATE)
            : Status.UNIMPLEMENTED.withDescription(
                "state-of-the-world streams are not served: expected api_type DELTA_GRPC in"
                    + " ads_config");
    // From another thread after the observer was returned, or the status is lost.
    Thread.ofVirtual().name("ads-refusal").start(() -> refuse(responses, refusal));
    return new Deaf<>();
  }

  private static void refuse(StreamObserver<?> responses, Status refusal) {
    try {
      responses.onError(refusal.asRuntimeException());
    } catch (RuntimeException e) {
      log.debug("the client left before it was refused", e);
    }
  }

  @Override
  public StreamObserver<DeltaDiscoveryRequest> deltaAggregatedResources(
      StreamObserver<DeltaDiscoveryResponse> responses) {
    ServerCallStreamObserver<DeltaDiscoveryResponse> out =
        (ServerCallStreamObserver<DeltaDiscoveryResponse>) responses;
    Mailbox mailbox = new Mailbox();
    out.disableAutoRequest();
    out.setOnReadyHandler(mailbox::ready);
    out.setOnCancelHandler(mailbox::end);
    Wire wire = new Wire(out, mailbox, Peer.of(ServiceRequestContext.current()));
    AdsSession session = new AdsSession(wire, side, settings, shared, clock, reconnectAt());
    open.add(mailbox);
    if (stopping) {
      mailbox.stop();
    }
    Thread.ofVirtual().name("ads-" + wire.peer().address()).start(() -> serve(session, mailbox));
    return mailbox;
  }

  private void serve(AdsSession session, Mailbox mailbox) {
    try {
      session.run();
    } catch (RuntimeException e) { // the client went while it was told the end
      log.debug("a discovery stream could not be ended", e);
    } finally {
      open.remove(mailbox);
    }
  }

  /** Ends every stream as UNAVAILABLE: its proxy keeps what it holds and looks for a server. */
  @Override
  public void close() {
    stopping = true;
    open.forEach(Mailbox::stop);
  }

  private Instant reconnectAt() {
    long age = settings.maximumAge().toMillis();
    return clock
        .instant()
        .plus(Duration.ofMillis(entropy.between(age * 9 / 10, age * 11 / 10 + 1)));
  }

  /** Ignores what a refused client still says. */
  private static final class Deaf<T> implements StreamObserver<T> {
    @Override
    public void onNext(T message) {}

    @Override
    public void onError(Throwable cause) {}

    @Override
    public void onCompleted() {}
  }
}
