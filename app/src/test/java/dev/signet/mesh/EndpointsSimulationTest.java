// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.ground.Ground;
import dev.signet.kernel.Refusal;
import dev.signet.store.Store;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import dev.signet.testkit.TestStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A few proxies whose streams open and close in every order, also between a decision and its write,
 * while writes and sweeps are refused and the clock jumps in both directions.
 */
final class EndpointsSimulationTest {
  private static final String NODE = MeshScene.ARNS + "mesh/m/virtualNode/a";
  private static final int ROUNDS = 25;
  private static final int STEPS = 60;

  @TempDir private Path folder = Path.of("");

  /** A store in which other things happen before a write begins, or which is too busy for it. */
  private static final class BusyStore implements Store {
    private final Store store;
    private int refusing;
    private Runnable meanwhile = () -> {};

    BusyStore(Store store) {
      this.store = store;
    }

    @Override
    public <T extends @Nullable Object> T read(Work<T> work) {
      return store.read(work);
    }

    @Override
    public <T extends @Nullable Object> T write(Work<T> work) {
      Runnable before = meanwhile;
      meanwhile = () -> {};
      before.run();
      if (refusing > 0) {
        refusing--;
        throw Refusal.throttled("busy: expected fewer writes");
      }
      return store.write(work);
    }

    @Override
    public void close() {
      store.close();
    }
  }

  private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
  private final Map<String, List<Endpoints.Presence>> open = new HashMap<>();

  @Test
  void aProxyWithAnOpenStreamIsFoundAndOneWithoutIsNotForLong() {
    try (BusyStore store = new BusyStore(TestStores.open(folder))) {
      Ground ground = Grounds.over(store, folder, clock, new SeededEntropy(1));
      try (Endpoints endpoints = new Endpoints(ground)) {
        for (int round = 0; round < ROUNDS; round++) {
          Random random = new Random(round);
          for (int step = 0; step < STEPS; step++) {
            store.meanwhile = random.nextInt(3) == 0 ? () -> swap(endpoints, random) : () -> {};
            step(ground, endpoints, store, random);
            assertThat(present(store))
                .as("round %d, step %d", round, step)
                .containsAll(connected());
          }
          settle(ground, store);
          assertThat(present(store)).as("round %d", round).isEqualTo(connected());
        }
      } finally {
        ground.memories().close();
      }
    }
  }

  private void step(Ground ground, Endpoints endpoints, BusyStore store, Random random) {
    switch (random.nextInt(6)) {
      case 0 -> store.refusing = random.nextInt(3);
      case 1, 2 -> {
        clock.advance(Duration.ofSeconds(random.nextInt(50) - 10L));
        sweep(ground);
      }
      default -> swap(endpoints, random);
    }
  }

  /** A stream opens or closes. */
  private void swap(Endpoints endpoints, Random random) {
    String proxy = "p" + random.nextInt(3);
    List<Endpoints.Presence> streams = open.computeIfAbsent(proxy, _ -> new ArrayList<>());
    if (streams.size() > random.nextInt(3)) {
      streams.remove(random.nextInt(streams.size())).close();
    } else {
      Endpoints.Place place = new Endpoints.Place("10.0.0.1", new TreeMap<>());
      try {
        streams.add(endpoints.arrive(NODE, proxy, "spiffe://" + proxy, place));
      } catch (Refusal busy) {
        assertThat(busy.kind()).isEqualTo(Refusal.Kind.THROTTLED);
      }
    }
  }

  private static void sweep(Ground ground) {
    try {
      ground.timers().runDue();
    } catch (Refusal busy) {
      assertThat(busy.kind()).isEqualTo(Refusal.Kind.THROTTLED);
    }
  }

  /** Nothing is refused any more, and all the time that anything waits for goes by. */
  private void settle(Ground ground, BusyStore store) {
    store.refusing = 0;
    store.meanwhile = () -> {};
    for (int i = 0; i < 3; i++) {
      clock.advance(Duration.ofMinutes(6));
      sweep(ground);
    }
  }

  private Set<String> connected() {
    Set<String> connected = new TreeSet<>();
    open.forEach((proxy, streams) -> {
      if (!streams.isEmpty()) {
        connected.add(proxy);
      }
    });
    return connected;
  }

  private static Set<String> present(Store store) {
    Set<String> present = new TreeSet<>();
    store.read(EndpointTables::all).forEach(row -> present.add(row.proxy()));
    return present;
  }
}
