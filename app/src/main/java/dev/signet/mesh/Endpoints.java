// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.kernel.Arn;
import dev.signet.ledger.Change;
import dev.signet.ledger.Ledger;
import dev.signet.mesh.view.MeshView.Endpoint;
import dev.signet.store.Store;
import dev.signet.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Where the proxies of virtual nodes answer: what discovery in the style of Cloud Map resolves to.
 * A proxy is in it while its discovery stream is open and for a while after, so that neither a
 * reconnecting proxy nor a restart of this server takes traffic away.
 */
public final class Endpoints implements AutoCloseable {
  /** How long a proxy stays after its stream ended. */
  public static final Duration GRACE = Duration.ofSeconds(30);

  /** How long after a start of the server a proxy may take to come back. */
  public static final Duration RETURN = Duration.ofSeconds(60);

  private final Store store;
  private final Ledger ledger;
  private final InstantSource clock;
  private final Map<Key, Integer> open = new ConcurrentHashMap<>();
  private volatile boolean closed;

  private record Key(String node, String proxy) {}

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
  public Endpoints(Store store, Ledger ledger, InstantSource clock) {
    this.store = store;
    this.ledger = ledger;
    this.clock = clock;
    store.write(tx -> {
      EndpointTables.allLeave(tx, clock.instant().plus(RETURN));
      return true;
    });
    sweepAfter(RETURN);
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
    store.write(tx -> {
      EndpointTables.Row row = new EndpointTables.Row(node, proxy, place);
      boolean known = EndpointTables.find(tx, node, proxy).filter(row::equals).isPresent();
      EndpointTables.put(tx, row);
      if (!known) {
        note(tx, "endpoint.registered", row, actor);
      }
      return true;
    });
    return () -> leave(key);
  }

  private void leave(Key key) {
    boolean last = open.computeIfPresent(key, (_, n) -> n > 1 ? n - 1 : null) == null;
    if (last && !closed) {
      store.write(tx -> {
        EndpointTables.leaves(tx, key.node(), key.proxy(), clock.instant().plus(GRACE));
        return true;
      });
      sweepAfter(GRACE);
    }
  }

  /** Removes whoever left and did not come back in time. */
  void sweep() {
    store.write(tx -> {
      Instant now = clock.instant();
      List<EndpointTables.Row> gone = EndpointTables.removeExpired(tx, now);
      gone.forEach(row -> note(tx, "endpoint.removed", row, "signet"));
      return true;
    });
  }

  private void sweepAfter(Duration wait) {
    CompletableFuture.delayedExecutor(wait.toMillis() + 1, TimeUnit.MILLISECONDS)
        .execute(() -> {
          if (!closed) {
            sweep();
          }
        });
  }

  private void note(Tx tx, String kind, EndpointTables.Row row, String actor) {
    Arn arn = Arn.parse(row.node()).orElseThrow();
    ledger.append(tx, new Change(clock.instant(), arn.home(), kind, row.node(), actor));
  }

  /** The server stops: its proxies stay registered, they will be back. */
  @Override
  public void close() {
    closed = true;
  }
}
