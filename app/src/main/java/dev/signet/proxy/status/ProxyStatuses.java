// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.status;

import dev.signet.proxy.stream.ConnectedProxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The proxies of this process: connected ones, and for a while those that left. Streams write their
 * own status, anyone reads. Nothing of it is stored: after a restart proxies come back and tell
 * what they hold.
 */
public final class ProxyStatuses {
  /** How long a proxy that left stays visible. */
  static final Duration REMEMBERED = Duration.ofMinutes(10);

  private static final int MAX_LEFT = 1000;
  private static final int MAX_REFUSED = 200;

  private final InstantSource clock;
  private final Map<Long, ProxyStatus> connected = new LinkedHashMap<>();
  private final Map<String, Integer> perResource = new HashMap<>();
  private final Deque<ProxyStatus> left = new ArrayDeque<>();
  private final Deque<RefusedStream> refused = new ArrayDeque<>();
  private long connections;

  /** No proxies yet. */
  public ProxyStatuses(InstantSource clock) {
    this.clock = clock;
  }

  /** Lets a proxy in, unless its resource has as many as allowed already. */
  public synchronized Optional<ProxyStatus> connect(ConnectedProxy proxy, int allowedPerResource) {
    String resource = proxy.identity().resourceArn();
    int present = perResource.getOrDefault(resource, 0);
    if (present >= allowedPerResource) {
      return Optional.empty();
    }
    perResource.put(resource, present + 1);
    connections++;
    ProxyStatus status = ProxyStatus.opened(connections, proxy, clock.instant());
    connected.put(status.connection(), status);
    // A proxy is known by how it joined: it has come back, so it is not gone.
    String joinedWith = proxy.identity().joinedWith();
    left.removeIf(gone -> gone.proxy().identity().joinedWith().equals(joinedWith));
    return Optional.of(status);
  }

  /** Replaces the status of a connected proxy. */
  public synchronized void update(ProxyStatus status) {
    connected.replace(status.connection(), status);
  }

  /** Its stream has ended. */
  public synchronized void disconnect(ProxyStatus status) {
    if (connected.remove(status.connection()) != null) {
      perResource.computeIfPresent(
          status.proxy().identity().resourceArn(), (_, n) -> n > 1 ? n - 1 : null);
      left.addLast(status.ended(clock.instant()));
      if (left.size() > MAX_LEFT) {
        left.removeFirst();
      }
    }
  }

  /** Records a stream that was not let in; whether it is not just one more of its kind. */
  public synchronized boolean refused(RefusedStream stream) {
    RefusedStream recorded = stream;
    for (RefusedStream earlier : refused) {
      if (stream.repeats(earlier)) {
        recorded = stream.after(earlier);
      }
    }
    refused.removeIf(stream::repeats);
    refused.addLast(recorded);
    if (refused.size() > MAX_REFUSED) {
      refused.removeFirst();
    }
    return recorded.times() == stream.times();
  }

  /** All proxies, connected ones first, each group in the order of time. */
  public synchronized List<ProxyStatus> all() {
    Instant forgotten = clock.instant().minus(REMEMBERED);
    left.removeIf(gone -> gone.disconnectedAt().filter(forgotten::isBefore).isEmpty());
    List<ProxyStatus> all = new ArrayList<>(connected.values());
    all.addAll(left);
    return all;
  }

  /** The proxies of one virtual node or gateway. */
  public List<ProxyStatus> of(String resourceArn) {
    return all().stream()
        .filter(status -> status.proxy().identity().resourceArn().equals(resourceArn))
        .toList();
  }

  /** The last streams that were not let in, oldest first. */
  public synchronized List<RefusedStream> refusedStreams() {
    return List.copyOf(refused);
  }
}
