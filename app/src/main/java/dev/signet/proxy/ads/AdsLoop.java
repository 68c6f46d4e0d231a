// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import dev.signet.kernel.Refusal;
import dev.signet.proxy.status.ProxyStatus;
import dev.signet.proxy.status.ProxyStatuses;
import dev.signet.proxy.stream.Action;
import dev.signet.proxy.stream.Action.Close;
import dev.signet.proxy.stream.Closing;
import dev.signet.proxy.stream.DeltaStream;
import dev.signet.proxy.stream.ProxyAuthenticator;
import dev.signet.proxy.stream.RefusedName;
import dev.signet.proxy.stream.Rejection;
import dev.signet.proxy.stream.Subscription;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Turns messages, changes and time into what the stream wants done, and does it. */
final class AdsLoop {
  /** How long a proxy whose resource is gone is given to take that. */
  private static final Duration FAREWELL = Duration.ofMillis(500);

  private final Wire wire;
  private final ProxyAuthenticator authenticator;
  private final ProxyStatuses statuses;
  private final LineLimit lines;
  private final InstantSource clock;
  private ProxyStatus status;
  private Optional<Farewell> farewell = Optional.empty();
  private OptionalLong listenAt = OptionalLong.empty();

  /**
   * The end of a stream that was told that its resource is gone, at the latest.
   *
   * @param atNanos as System.nanoTime tells it
   */
  private record Farewell(Close close, long atNanos) {}

  AdsLoop(Wire wire, ProxySide side, LineLimit lines, InstantSource clock, ProxyStatus status) {
    this.wire = wire;
    this.authenticator = side.authenticator();
    this.statuses = side.statuses();
    this.lines = lines;
    this.clock = clock;
    this.status = status;
  }

  /** The proxy as last seen. */
  ProxyStatus status() {
    return status;
  }

  /** Serves the proxy until the end that is returned. */
  Close serve(Subscription subscription, IdentityShares.Share share, Lifetime lifetime)
      throws InterruptedException {
    DeltaStream stream;
    try {
      stream = new DeltaStream(subscription.current(), new GuardedSecrets(subscription), share);
    } catch (Refusal refusal) {
      return new Close(AdsSession.closing(refusal), refusal.message());
    }
    Optional<Close> end = Optional.empty();
    while (end.isEmpty()) {
      Instant now = clock.instant();
      end = farewellOver().or(() -> lifetime.end(now, stream.quiet()));
      if (end.isEmpty()) {
        Instant next = earlier(stream.deadline(now), lifetime.next(now));
        Duration pause = untilListening(pause(now, next));
        end = on(wire.mailbox().take(pause), stream, subscription, share, lifetime);
      }
    }
    return end.get();
  }

  private Optional<Close> on(
      Mailbox.Mail mail,
      DeltaStream stream,
      Subscription subscription,
      IdentityShares.Share share,
      Lifetime lifetime)
      throws InterruptedException {
    Instant now = clock.instant();
    return switch (mail) {
      case Mailbox.Mail.Message message -> {
        listenAt = OptionalLong.of(share.charge(names(message.request())));
        yield perform(stream, stream.on(message.request(), now), lifetime);
      }
      case Mailbox.Mail.Doubted _ -> doubted(stream, lifetime, now);
      case Mailbox.Mail.Changed _ -> perform(stream, changed(stream, subscription, now), lifetime);
      case Mailbox.Mail.Nothing _ -> perform(stream, stream.tick(now), lifetime);
      case Mailbox.Mail.Stopping _, Mailbox.Mail.Ended _ -> Optional.of(over(mail));
    };
  }

  private static int names(DeltaDiscoveryRequest request) {
    return request.getResourceNamesSubscribeCount()
        + request.getResourceNamesUnsubscribeCount()
        + request.getInitialResourceVersionsCount();
  }

  /** Asks for the next message if that is due; how long to wait for anything else. */
  private Duration untilListening(Duration atMost) {
    if (listenAt.isEmpty()) {
      return atMost;
    }
    Duration left = Duration.ofNanos(listenAt.getAsLong() - System.nanoTime());
    if (left.isPositive()) {
      return left.compareTo(atMost) < 0 ? left : atMost;
    }
    listenAt = OptionalLong.empty();
    wire.listen();
    return atMost;
  }

  private static Close over(Mailbox.Mail why) {
    return why instanceof Mailbox.Mail.Stopping
        ? new Close(Closing.UNAVAILABLE, "the server is stopping")
        : new Close(Closing.RECONNECT, "the client left");
  }

  /** An identity of a resource that is gone is told so; a revoked one is told nothing. */
  private Optional<Close> doubted(DeltaStream stream, Lifetime lifetime, Instant now)
      throws InterruptedException {
    Optional<Refusal> why = ended();
    if (why.isEmpty() || why.get().kind() != Refusal.Kind.NOT_FOUND) {
      return why.map(AdsSession::ended);
    }
    leave(why.get());
    return perform(stream, stream.gone(why.get().message(), now), lifetime);
  }

  /** Why the proxy's identity has ended, if it has. */
  private Optional<Refusal> ended() {
    try {
      authenticator.requireInForce(status.proxy().identity());
      return Optional.empty();
    } catch (Refusal refusal) {
      return Optional.of(refusal);
    }
  }

  private void leave(Refusal why) {
    if (farewell.isEmpty()) {
      long at = System.nanoTime() + FAREWELL.toNanos();
      farewell = Optional.of(new Farewell(AdsSession.ended(why), at));
    }
  }

  private Optional<Close> farewellOver() {
    return farewell
        .filter(leaving -> System.nanoTime() - leaving.atNanos() >= 0)
        .map(Farewell::close);
  }

  private Duration pause(Instant now, Instant next) {
    Duration usual = Duration.between(now, next);
    return farewell
        .map(leaving -> Duration.ofNanos(leaving.atNanos() - System.nanoTime()))
        .filter(left -> left.compareTo(usual) < 0)
        .orElse(usual);
  }

  private List<Action> changed(DeltaStream stream, Subscription subscription, Instant now) {
    if (farewell.isPresent()) {
      return List.of(); // what has its resource's name now is another one's
    }
    try {
      return stream.on(subscription.current(), now);
    } catch (Refusal refusal) {
      if (refusal.kind() != Refusal.Kind.NOT_FOUND) {
        return List.of(new Close(AdsSession.closing(refusal), refusal.message()));
      }
      leave(refusal);
      return stream.gone(refusal.message(), now);
    }
  }

  private Optional<Close> perform(DeltaStream stream, List<Action> actions, Lifetime lifetime)
      throws InterruptedException {
    for (Action action : actions) {
      switch (action) {
        case Action.Send send -> {
          Optional<Close> end = awaitReady(lifetime);
          if (end.isPresent()) {
            return end;
          }
          wire.send(send.response());
        }
        case Action.RecordNack nack -> nack.rejections().forEach(this::tell);
        case Action.RecordRefusal refusal -> tell(refusal.refused());
        case Close close -> {
          return Optional.of(close);
        }
        case Action.RecordAck _, Action.RecordHeld _ -> {}
      }
      status = status.after(action);
    }
    status = status.synced(stream.inSync());
    statuses.update(status);
    return Optional.empty();
  }

  /** Waits for the client to read; the end, when that comes first. */
  private Optional<Close> awaitReady(Lifetime lifetime) throws InterruptedException {
    statuses.update(status);
    while (true) {
      Instant now = clock.instant();
      if (wire.awaitReady(pause(now, lifetime.next(now)))) {
        return Optional.empty();
      }
      Instant later = clock.instant();
      Optional<Close> end =
          wire.mailbox()
              .over()
              .map(AdsLoop::over)
              .or(this::doubtedUnread)
              .or(this::farewellOver)
              .or(() -> lifetime.end(later, false));
      if (end.isPresent()) {
        return end;
      }
    }
  }

  /** A client that does not read is told nothing more. */
  private Optional<Close> doubtedUnread() {
    return wire.mailbox().takeDoubt() ? ended().map(AdsSession::ended) : Optional.empty();
  }

  private void tell(Rejection rejection) {
    warn(
        "refused "
            + rejection.type()
            + " "
            + rejection.resource()
            + " "
            + rejection.version()
            + ": "
            + rejection.message());
  }

  private void tell(RefusedName refused) {
    warn(
        "asked for "
            + refused.typeUrl()
            + " "
            + refused.name()
            + " and got nothing: "
            + refused.reason());
  }

  private void warn(String what) {
    lines.warn(status.proxy().identity().joinedWith(), status.proxy().node().id() + " " + what);
  }

  private static Instant earlier(Optional<Instant> one, Instant other) {
    return one.filter(other::isAfter).orElse(other);
  }
}
