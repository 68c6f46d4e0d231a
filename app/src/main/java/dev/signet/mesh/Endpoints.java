// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.ground.Ground;
import dev.signet.kernel.Arn;
import dev.signet.kernel.Refusal;
import dev.signet.ledger.Change;
import dev.signet.mesh.view.MeshView.Endpoint;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the proxies of virtual nodes answer: what discovery in the style of Cloud Map resolves to.
 * A proxy is in it while its discovery stream is open and for a while after, so that neither a
 * reconnecting proxy nor a restart of this server takes traffic away.
 *
 * <p>Streams of one proxy open and close in any order, beside each other. Whether it is there is
 * asked where it counts, inside the transaction that says that it left: the writer runs them one
 * after another, so a proxy that came back is never said to have left.
 */
public final class Endpoints implements AutoCloseable {
  /** How long a proxy stays after its stream ended. */
  public static final Duration GRACE = Duration.ofSeconds(30);

  /** How long after a start of the server a proxy may take to come back. */
  public static final Duration RETURN = Duration.ofSeconds(60);

  private static final Logger log = LoggerFactory.getLogger(Endpoints.class);
  private static final String EXPIRY = "endpoint.expiry";

  /** How often it is asked of every proxy whether it is still there: a leaving may get lost. */
  private static final Duration LOOK = Duration.ofMinutes(5);

  private final Ground ground;
  private final MoveLimit moves = new MoveLimit();

  /** The streams of each proxy, the newest last. */
  private final Map<Key, List<Arrival>> open = new ConcurrentHashMap<>();

  private volatile boolean closed;

  private record Key(String node, String proxy) {
    private static Key of(String subject) {
      String[] parts = subject.split(" ", 2);
      return new Key(parts[0], parts[1]);
    }

    String subject() {
      return node + " " + proxy;
    }
  }

  /** One stream; never equal to another one. */
  private static final class Arrival {
    private final Place place;

    Arrival(Place place) {
      this.place = place;
    }
  }

  /**
   * Where a proxy answers.
   *
   * @param address IP address of its listeners
   * @param binds listeners of the mesh's ports that are bound elsewhere
   */
  public record Place(String address, SortedMap<Integer, Endpoint> binds) {
    public Place {
      binds = Collections.unmodifiableSortedMap(new TreeMap<>(binds));
    }

    /** Where the listener of a port answers. */
    Endpoint of(int port) {
      return Optional.ofNullable(binds.get(port)).orElse(new Endpoint(address, port));
    }
  }

  /** A proxy's presence; its stream has ended when it is closed. */
  public interface Presence extends AutoCloseable {
    @Override
    void close();
  }

  /** Opens the registry of a data folder: whoever was there has its time to come back. */
  public Endpoints(Ground ground) {
    this.ground = ground;
    ground.timers().on(EXPIRY, this::expire);
    try {
      ground
          .store()
          .write(tx -> {
            tx.unrecorded(Unrecorded.PRESENCE);
            Instant until = ground.now().plus(RETURN);
            EndpointTables.all(tx)
                .forEach(row -> leaves(tx, new Key(row.node(), row.proxy()), until));
            return true;
          });
    } catch (Refusal refusal) { // then they stay, until their timers ask for them
      log.warn("who of the proxies is gone is noticed later: {}", refusal.message());
    }
  }

  /**
   * A proxy is there. Several streams of one proxy count as one presence, at the place that the
   * newest of them says.
   *
   * @param node ARN of its virtual node
   * @param proxy what tells it from the node's other proxies
   * @param actor who it proved to be, for the log of changes
   * @throws Refusal of kind THROTTLED when it moves too often
   */
  public Presence arrive(String node, String proxy, String actor, Place place) {
    Key key = new Key(node, proxy);
    Arrival arrival = new Arrival(place);
    open.merge(key, List.of(arrival), Endpoints::joined);
    try {
      ground
          .store()
          .write(tx -> {
            tx.unrecorded(Unrecorded.PRESENCE);
            Place newest = newest(key).orElse(place);
            if (!isAt(tx, key, newest)) {
              requireRest(key);
              note(tx, "endpoint.registered", key, actor);
            }
            stays(tx, key, newest);
            return true;
          });
    } catch (RuntimeException e) {
      if (!(e instanceof Refusal refusal && isRegistered(refusal, key, place))) {
        leave(key, arrival, actor); // it is not there, or not by this stream
        throw e;
      }
    }
    return () -> leave(key, arrival, actor);
  }

  /** A proxy that is registered as it is can be served although nothing can be written now. */
  private boolean isRegistered(Refusal refusal, Key key, Place place) {
    return refusal.kind() == Refusal.Kind.UNAVAILABLE
        && ground.store().read(tx -> isAt(tx, key, place));
  }

  /** Where the newest stream of a proxy says that it is; empty when it has none. */
  private Optional<Place> newest(Key key) {
    return Optional.ofNullable(open.get(key)).map(streams -> streams.getLast().place);
  }

  private static List<Arrival> joined(List<Arrival> some, List<Arrival> more) {
    return Stream.of(some, more).flatMap(List::stream).toList();
  }

  private void requireRest(Key key) {
    if (!moves.take(key.subject(), ground.now())) {
      throw Refusal.throttled(
          "a proxy of "
              + key.node()
              + " moved more than "
              + MoveLimit.AT_ONCE
              + " times in a short while: expected it to stay");
    }
  }

  private static boolean isAt(Tx tx, Key key, Place place) {
    return EndpointTables.find(tx, key.node(), key.proxy())
        .filter(row -> row.place().equals(place))
        .isPresent();
  }

  private void stays(Tx tx, Key key, Place place) {
    EndpointTables.put(tx, new EndpointTables.Row(key.node(), key.proxy(), place));
    ground.timers().set(tx, EXPIRY, key.subject(), ground.now().plus(LOOK));
  }

  private void leave(Key key, Arrival arrival, String actor) {
    List<Arrival> others = open.computeIfPresent(key, (_, all) -> without(all, arrival));
    if (closed || (others != null && others.getLast().place.equals(arrival.place))) {
      return;
    }
    try {
      ground
          .store()
          .write(tx -> {
            tx.unrecorded(Unrecorded.PRESENCE);
            Optional<Place> newest = newest(key); // asked here: it may have come back meanwhile
            if (newest.isEmpty()) {
              leaves(tx, key, ground.now().plus(GRACE));
            } else if (!isAt(tx, key, newest.get())) {
              stays(tx, key, newest.get());
              note(tx, "endpoint.registered", key, actor);
            }
            return true;
          });
    } catch (Refusal refusal) {
      log.warn("that {} left is noticed later: {}", key.proxy(), refusal.message());
    }
  }

  private static @Nullable List<Arrival> without(List<Arrival> all, Arrival one) {
    List<Arrival> others = all.stream().filter(each -> each != one).toList();
    return others.isEmpty() ? null : others;
  }

  private void leaves(Tx tx, Key key, Instant until) {
    EndpointTables.leaves(tx, key.node(), key.proxy(), until);
    ground.timers().set(tx, EXPIRY, key.subject(), until);
  }

  /** Removes whoever left and did not come back in time. */
  private Optional<Instant> expire(Tx tx, String subject, Instant now) {
    Key key = Key.of(subject);
    if (open.containsKey(key)) {
      tx.unrecorded(Unrecorded.PRESENCE);
      return Optional.of(now.plus(LOOK));
    }
    if (EndpointTables.isPresent(tx, key.node(), key.proxy())) { // its leaving was not written
      tx.unrecorded(Unrecorded.PRESENCE);
      EndpointTables.leaves(tx, key.node(), key.proxy(), now.plus(GRACE));
      return Optional.of(now.plus(GRACE));
    }
    if (EndpointTables.find(tx, key.node(), key.proxy()).isEmpty()) {
      tx.unrecorded(Unrecorded.PRESENCE);
      return Optional.empty();
    }
    EndpointTables.delete(tx, key.node(), key.proxy());
    note(tx, "endpoint.removed", key, Change.SERVER);
    return Optional.empty();
  }

  private void note(Tx tx, String kind, Key key, String actor) {
    Arn node = Arn.parse(key.node()).orElseThrow();
    ground.ledger().append(tx, new Change(ground.now(), node.home(), kind, key.node(), actor));
  }

  /** The server stops: its proxies stay registered, they will be back. */
  @Override
  public void close() {
    closed = true;
  }
}
