// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import dev.signet.kernel.Refusal;
import dev.signet.proxy.status.ProxyStatus;
import dev.signet.proxy.status.ProxyStatuses;
import dev.signet.proxy.stream.Action;
import dev.signet.proxy.stream.Action.Close;
import dev.signet.proxy.stream.Closing;
import dev.signet.proxy.stream.DeltaStream;
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
  private final Wire wire;
  private final ProxyStatuses statuses;
  private final LineLimit lines;
  private final InstantSource clock;
  private ProxyStatus status;
  private OptionalLong listenAt = OptionalLong.empty();

  AdsLoop(
      Wire wire, ProxyStatuses statuses, LineLimit lines, InstantSource clock, ProxyStatus status) {
    this.wire = wire;
    this.statuses = statuses;
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
      end = lifetime.end(now, stream.quiet());
      if (end.isEmpty()) {
        Instant next = earlier(stream.deadline(now), lifetime.next(now));
        Duration pause = untilListening(Duration.between(now, next));
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

  private static List<Action> changed(DeltaStream stream, Subscription subscription, Instant now) {
    try {
      return stream.on(subscription.current(), now);
    } catch (Refusal refusal) {
      return refusal.kind() == Refusal.Kind.NOT_FOUND
          ? stream.gone(refusal.message(), now)
          : List.of(new Close(AdsSession.closing(refusal), refusal.message()));
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
      if (wire.awaitReady(Duration.between(now, lifetime.next(now)))) {
        return Optional.empty();
      }
      Optional<Close> end =
          wire.mailbox().over().map(AdsLoop::over).or(() -> lifetime.end(clock.instant(), false));
      if (end.isPresent()) {
        return end;
      }
    }
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
    lines.warn(status.proxy().identity().serial(), status.proxy().node().id() + " " + what);
  }

  private static Instant earlier(Optional<Instant> one, Instant other) {
    return one.filter(other::isAfter).orElse(other);
  }
}
