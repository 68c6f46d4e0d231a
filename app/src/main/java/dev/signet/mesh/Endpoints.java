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
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
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
  private final Map<Key, Integer> open = new ConcurrentHashMap<>();

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
    ground
        .store()
        .write(tx -> {
          tx.unrecorded(Unrecorded.PRESENCE);
          Instant until = ground.now().plus(RETURN);
          EndpointTables.all(tx)
              .forEach(row -> leaves(tx, new Key(row.node(), row.proxy()), until));
          return true;
        });
  }

  /**
   * A proxy is there. Several streams of one proxy count as one presence.
   *
   * @param node ARN of its virtual node
   * @param proxy what tells it from the node's other proxies
   * @param actor who it proved to be, for the log of changes
   */
  public Presence arrive(String node, String proxy, String actor, Place place) {
    Key key = new Key(node, proxy);
    open.merge(key, 1, Integer::sum);
    try {
      ground
          .store()
          .write(tx -> {
            tx.unrecorded(Unrecorded.PRESENCE);
            EndpointTables.Row row = new EndpointTables.Row(node, proxy, place);
            boolean known = EndpointTables.find(tx, node, proxy).filter(row::equals).isPresent();
            EndpointTables.put(tx, row);
            ground.timers().set(tx, EXPIRY, key.subject(), ground.now().plus(LOOK));
            if (!known) {
              note(tx, "endpoint.registered", key, actor);
            }
            return true;
          });
    } catch (RuntimeException e) {
      leave(key); // it is not there, or not by this stream
      throw e;
    }
    return () -> leave(key);
  }

  private void leave(Key key) {
    boolean last = open.computeIfPresent(key, (_, n) -> n > 1 ? n - 1 : null) == null;
    if (!last || closed) {
      return;
    }
    try {
      ground
          .store()
          .write(tx -> {
            tx.unrecorded(Unrecorded.PRESENCE);
            if (!open.containsKey(key)) { // else it came back meanwhile
              leaves(tx, key, ground.now().plus(GRACE));
            }
            return true;
          });
    } catch (Refusal refusal) {
      log.warn("that {} left is noticed later: {}", key.proxy(), refusal.message());
    }
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
