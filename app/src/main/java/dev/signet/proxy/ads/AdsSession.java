// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import dev.signet.kernel.Refusal;
import dev.signet.proxy.status.ProxyStatus;
import dev.signet.proxy.status.RefusedStream;
import dev.signet.proxy.stream.Action.Close;
import dev.signet.proxy.stream.Closing;
import dev.signet.proxy.stream.ConnectedProxy;
import dev.signet.proxy.stream.IdentityWatch;
import dev.signet.proxy.stream.ProxyIdentity;
import dev.signet.proxy.stream.ProxyNode;
import dev.signet.proxy.stream.Subscription;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One stream from its opening to its end, on a thread of its own. */
final class AdsSession implements Runnable {
  /** What App Mesh says to a client that shows no credentials. */
  static final String NO_CERTIFICATE = "Missing Authentication Token";

  private static final Logger log = LoggerFactory.getLogger(AdsSession.class);

  private final Wire wire;
  private final ProxySide side;
  private final AdsSettings settings;
  private final AdsService.Shared shared;
  private final InstantSource clock;
  private final Instant reconnectAt;
  private @Nullable ProxyIdentity identity;
  private String nodeId = "";

  AdsSession(
      Wire wire,
      ProxySide side,
      AdsSettings settings,
      AdsService.Shared shared,
      InstantSource clock,
      Instant reconnectAt) {
    this.wire = wire;
    this.side = side;
    this.settings = settings;
    this.shared = shared;
    this.clock = clock;
    this.reconnectAt = reconnectAt;
  }

  @Override
  public void run() {
    Close end;
    try {
      end = admit();
    } catch (NotAdmitted refusal) {
      end = refusal.close;
      record(end);
    } catch (InterruptedException e) {
      end = new Close(Closing.UNAVAILABLE, "the server is stopping");
    } catch (RuntimeException | Error e) { // whatever ends this thread ends its stream
      log.error("the discovery stream of {} failed", wire.peer().address(), e);
      end = new Close(Closing.UNAVAILABLE, "internal failure");
    }
    wire.close(end);
  }

  /** Lets the proxy in and serves it until the end that is returned. */
  private Close admit() throws InterruptedException, NotAdmitted {
    if (wire.peer().chain().isEmpty()) {
      throw new NotAdmitted(Closing.UNAUTHENTICATED, NO_CERTIFICATE);
    }
    // Before it costs anything to find out whose it is.
    String serial = wire.peer().chain().getFirst().getSerialNumber().toString();
    try (IdentityShares.Share _ = share("certificate " + serial)) {
      ProxyIdentity proven = authenticate();
      identity = proven;
      try (IdentityShares.Share share = share(proven.joinedWith());
          IdentityWatch _ = side.authenticator().watch(proven, wire.mailbox()::doubt)) {
        Optional<ProxyNode> node = introduced(proven);
        return node.isEmpty()
            ? new Close(Closing.RECONNECT, "the client left")
            : serve(new ConnectedProxy(proven, node.get(), address()), share);
      }
    }
  }

  private IdentityShares.Share share(String of) throws NotAdmitted {
    return shared.identities().open(of).orElseThrow(AdsSession::tooManyStreams);
  }

  private Close serve(ConnectedProxy proxy, IdentityShares.Share share)
      throws InterruptedException, NotAdmitted {
    requireInForce(proxy.identity()); // it is watched already, so no end can fall between
    ProxyStatus status =
        side.statuses()
            .connect(proxy, settings.proxiesPerResource())
            .orElseThrow(() -> tooMany(proxy.identity()));
    AdsLoop loop = new AdsLoop(wire, side, shared.lines(), clock, status);
    try (Subscription subscription = subscribe(proxy)) {
      return loop.serve(subscription, share, Lifetime.of(proxy.identity(), reconnectAt));
    } finally {
      side.statuses().disconnect(loop.status());
    }
  }

  private void requireInForce(ProxyIdentity proven) throws NotAdmitted {
    try {
      side.authenticator().requireInForce(proven);
    } catch (Refusal refusal) {
      throw new NotAdmitted(ended(refusal));
    }
  }

  /** How a stream ends whose identity has ended. */
  static Close ended(Refusal refusal) {
    Closing reason =
        refusal.kind() == Refusal.Kind.DENIED ? Closing.UNAUTHENTICATED : closing(refusal);
    return new Close(reason, refusal.message());
  }

  private ProxyIdentity authenticate() throws NotAdmitted {
    ProxyIdentity proven;
    try {
      proven = side.authenticator().authenticate(wire.peer().chain());
    } catch (Refusal refusal) {
      throw new NotAdmitted(Closing.UNAUTHENTICATED, refusal.message());
    }
    Optional<Close> over = Lifetime.of(proven, Instant.MAX).end(clock.instant(), true);
    if (over.isPresent()) {
      throw new NotAdmitted(over.get());
    }
    return proven;
  }

  /**
   * What the proxy says of itself in the first message, which goes back into the box: nobody holds
   * it while the stream lives. Empty when the client left before it.
   */
  private Optional<ProxyNode> introduced(ProxyIdentity proven)
      throws InterruptedException, NotAdmitted {
    wire.listen();
    return switch (wire.mailbox().take(settings.firstMessage())) {
      case Mailbox.Mail.Message(DeltaDiscoveryRequest first) -> {
        ProxyNode node = node(first, proven);
        wire.mailbox().putBack(first.toBuilder().clearNode().build());
        yield Optional.of(node);
      }
      case Mailbox.Mail.Stopping _ ->
          throw new NotAdmitted(Closing.UNAVAILABLE, "the server is stopping");
      case Mailbox.Mail.Nothing _ ->
          throw new NotAdmitted(Closing.INVALID, "no message came in " + settings.firstMessage());
      case Mailbox.Mail.Doubted _ ->
          throw new NotAdmitted(Closing.UNAVAILABLE, "the identity may have ended, try again");
      case Mailbox.Mail.Ended _, Mailbox.Mail.Changed _ -> Optional.empty();
    };
  }

  private ProxyNode node(DeltaDiscoveryRequest first, ProxyIdentity proven) throws NotAdmitted {
    nodeId = first.getNode().getId();
    ProxyNode node;
    try {
      node = ProxyNode.of(first.getNode());
    } catch (IllegalArgumentException e) {
      throw new NotAdmitted(Closing.INVALID, String.valueOf(e.getMessage()));
    }
    if (!node.actsFor(proven.resourceArn())) {
      throw new NotAdmitted(
          Closing.FORBIDDEN,
          "node id " + node.id() + ": expected " + proven.resourceArn() + ", the identity's");
    }
    return node;
  }

  private static NotAdmitted tooManyStreams() {
    return new NotAdmitted(
        Closing.EXHAUSTED,
        "expected at most "
            + IdentityShares.STREAMS
            + " streams of one identity at once, and a few in a second");
  }

  private NotAdmitted tooMany(ProxyIdentity proven) {
    return new NotAdmitted(
        Closing.EXHAUSTED,
        proven.resourceArn()
            + ": expected at most "
            + settings.proxiesPerResource()
            + " connected proxies");
  }

  private Subscription subscribe(ConnectedProxy proxy) throws NotAdmitted {
    try {
      return side.subscriptions().open(proxy, wire.mailbox()::changed);
    } catch (Refusal refusal) {
      throw new NotAdmitted(closing(refusal), refusal.message());
    }
  }

  /** App Mesh answers 3, not 5, for what does not exist. */
  static Closing closing(Refusal refusal) {
    return switch (refusal.kind()) {
      case DENIED -> Closing.FORBIDDEN;
      case EXCEEDED, THROTTLED -> Closing.EXHAUSTED;
      case UNAVAILABLE -> Closing.UNAVAILABLE;
      default -> Closing.INVALID;
    };
  }

  private String address() {
    return wire.peer().address();
  }

  private void record(Close end) {
    Optional<String> resource = Optional.ofNullable(identity).map(ProxyIdentity::resourceArn);
    RefusedStream stream =
        new RefusedStream(
            clock.instant(), 1, address(), resource, nodeId, end.reason(), end.message());
    if (side.statuses().refused(stream)) {
      shared
          .lines()
          .warn(
              Optional.ofNullable(identity).map(ProxyIdentity::serial).orElseGet(this::address),
              "refused a discovery stream of "
                  + address()
                  + " as "
                  + end.reason()
                  + ": "
                  + end.message());
    }
  }

  /** The stream ends before anything was sent on it. */
  private static final class NotAdmitted extends Exception {
    private final Close close;

    NotAdmitted(Closing reason, String message) {
      this(new Close(reason, message));
    }

    NotAdmitted(Close close) {
      super(close.message(), null, false, false);
      this.close = close;
    }
  }
}
