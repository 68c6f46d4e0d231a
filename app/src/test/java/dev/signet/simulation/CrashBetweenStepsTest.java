// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.proxy.stream.ProxyIdentity;
import dev.signet.store.SqliteStore;
import dev.signet.testkit.Checker;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process that is killed between any two steps of anything leaves a folder in which all holds
 * that must hold, and on which the next process does the same to its end.
 */
final class CrashBetweenStepsTest {
  private static final long SEED = 20261128;

  @TempDir Path temporary;
  private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
  private Path base;
  private String authority = "";
  private String used = "";
  private String unused = "";

  /** Something that is done to a world; done again after a crash it comes to the same end. */
  record Deed(String name, Act act) {
    @Override
    public String toString() {
      return name;
    }
  }

  interface Act {
    void in(World world, CrashBetweenStepsTest test);
  }

  static Stream<Deed> deeds() {
    return Stream.of(
        new Deed("issue", (world, test) -> world.ca.issue(test.authority)),
        new Deed("request", (world, test) -> world.request(test.authority, "new.example", "tok")),
        new Deed("renew", (world, test) -> world.renew(test.used)),
        new Deed("join", (world, test) -> world.join()),
        new Deed(
            "renew an identity",
            (world, test) -> {
              ProxyIdentity identity = world.join();
              world.renewIdentity(identity);
            }),
        new Deed("create an authority", (world, test) -> world.ca.activeRoot(30)),
        new Deed("create", (world, test) -> repeatable(() -> world.createNode("x", test.used))),
        new Deed("delete", (world, test) -> repeatable(() -> world.deleteNode("n"))),
        new Deed(
            "delete a certificate",
            (world, test) -> repeatable(() -> world.deleteCertificate(test.unused))),
        new Deed(
            "delete an authority",
            (world, test) -> {
              repeatable(() -> world.ca.disable(test.authority));
              repeatable(() -> world.ca.delete(test.authority));
              test.clock.advance(Duration.ofDays(8));
              Grounds.changeBySignedCall(world.ground);
              for (int i = 0; i < 5; i++) {
                world.ground.timers().runDue();
              }
            }));
  }

  /** What was done before the crash is refused when it is done again. */
  private static void repeatable(Runnable act) {
    try {
      act.run();
    } catch (dev.signet.kernel.Refusal done) {
      assertThat(done.kind())
          .isIn(
              dev.signet.kernel.Refusal.Kind.EXISTS,
              dev.signet.kernel.Refusal.Kind.NOT_FOUND,
              dev.signet.kernel.Refusal.Kind.WRONG_STATE);
    }
  }

  @BeforeEach
  void begin() throws Exception {
    base = Files.createDirectory(temporary.resolve("base"));
    try (SqliteStore store = open(base);
        World world = new World(store, base, clock, new SeededEntropy(SEED))) {
      authority = world.ca.activeRoot(3000);
      used = world.request(authority, "used.example", "one");
      unused = world.request(authority, "unused.example", "two");
      permitRenewal(world);
      world.createMesh();
      world.createNode("n", used);
    }
    Checker.requireSound(base);
  }

  private void permitRenewal(World world) {
    world.ca.call(
        dev.signet.wire.generated.acmpca.AcmPca.CREATE_PERMISSION,
        dev.signet.wire.generated.acmpca.CreatePermissionRequest.of(
            authority,
            "acm.amazonaws.com",
            List.of(
                dev.signet.wire.generated.acmpca.ActionType.ISSUE_CERTIFICATE,
                dev.signet.wire.generated.acmpca.ActionType.GET_CERTIFICATE,
                dev.signet.wire.generated.acmpca.ActionType.LIST_PERMISSIONS)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("deeds")
  void theFolderIsSoundWhereverTheProcessIsKilled(Deed deed) throws Exception {
    int crashes = 0;
    for (int steps = 0; steps < 500; steps++) {
      Path folder = copyOfBase("steps-" + steps);
      boolean done = attempt(deed, folder, steps);
      Checker.requireSound(folder);
      if (done) {
        assertThat(crashes).as("crashes before it came to its end").isGreaterThan(1);
        return;
      }
      crashes++;
      assertThat(attempt(deed, folder, Integer.MAX_VALUE)).isTrue();
      Checker.requireSound(folder);
    }
    throw new AssertionError(deed + " did not end in 500 steps");
  }

  @Test
  void aLongStoryOfCrashesIsSoundAfterEach() throws Exception {
    Random random = new Random(SEED);
    List<Deed> deeds = deeds().filter(deed -> !deed.name().startsWith("delete an")).toList();
    Path folder = copyOfBase("story");
    for (int i = 0; i < 40; i++) {
      Deed deed = deeds.get(random.nextInt(deeds.size()));
      clock.advance(Duration.ofMinutes(random.nextInt(90)));
      attemptAnyhow(deed, folder, random.nextInt(25));
      Checker.requireSound(folder);
    }
  }

  /** In a story what a deed needs may be gone by now. */
  private void attemptAnyhow(Deed deed, Path folder, int steps) {
    try {
      attempt(deed, folder, steps);
    } catch (dev.signet.kernel.Refusal expected) {
      assertThat(expected.message()).isNotEmpty();
    }
  }

  /** Whether it came to its end before the crash. */
  private boolean attempt(Deed deed, Path folder, int steps) {
    try (SqliteStore store = open(folder)) {
      CrashingStore crashing = new CrashingStore(store);
      try (World doomed = new World(crashing, folder, clock, new SeededEntropy(SEED + steps))) {
        try {
          crashing.allow(steps);
          deed.act().in(doomed, this);
          return true;
        } catch (CrashingStore.Crash crash) {
          return false;
        } finally {
          crashing.allow(Integer.MAX_VALUE);
        }
      }
    }
  }

  private Path copyOfBase(String name) throws Exception {
    Path folder = Files.createDirectory(temporary.resolve(name));
    try (Stream<Path> files = Files.list(base)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    return folder;
  }

  private static SqliteStore open(Path folder) {
    return SqliteStore.open(folder.resolve("signet.db"), () -> {});
  }
}
