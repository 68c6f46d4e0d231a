// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.access;

import static dev.signet.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.ground.Ground;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Home;
import dev.signet.kernel.Region;
import dev.signet.key.Seal;
import dev.signet.key.Secrets;
import dev.signet.ledger.Change;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
final class AccessKeysTest {
  private static final Home HOME = new Home(AccountId.DEFAULT, Region.DEFAULT);

  @TempDir Path folder;
  private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
  private final SeededEntropy entropy = new SeededEntropy(1);
  private Grounds grounds;

  @BeforeEach
  void open() {
    grounds = Grounds.open(folder, clock, entropy);
  }

  @AfterEach
  void close() {
    grounds.close();
  }

  private AccessKeys keys(Ground ground) {
    return new AccessKeys(
        ground, new Secrets(Seal.open(folder.resolve("seal"), ground.store(), entropy)));
  }

  @Test
  void theAdministratorsKeyIsMadeOnceAndThatIsAChange() {
    AccessKeys keys = keys(grounds.ground());
    AccessKey made = keys.administrator(HOME);
    assertThat(keys.administrator(HOME)).isEqualTo(made);
    assertThat(grounds.ground().ledger().after(grounds.ground().store(), 0, 10))
        .extracting(entry -> entry.change())
        .containsExactly(
            Change.byServer(
                HOME, clock.instant(), "access-key.created", "access-key/" + made.id()));
  }

  @Test
  void aKeyThatAnotherProcessDeletedEndsSoon() {
    Ground other = Grounds.over(grounds.ground().store(), folder, clock, new SeededEntropy(2));
    AccessKey made = keys(grounds.ground()).administrator(HOME);
    AccessKeys remembering = keys(other);
    assertThat(remembering.find(made.id())).contains(made);
    grounds
        .ground()
        .store()
        .write(tx -> {
          tx.update("DELETE FROM access_keys WHERE id = ?", made.id());
          grounds
              .ground()
              .ledger()
              .append(
                  tx,
                  Change.byServer(
                      HOME, clock.instant(), "access-key.deleted", "access-key/" + made.id()));
          return true;
        });
    eventually("the key is unknown", () -> remembering.find(made.id()).isEmpty());
    other.memories().close();
  }

  private static Caller owner(AccessKey key) {
    return Caller.in(HOME, key.principal());
  }

  private List<String> changes() {
    return grounds.ground().ledger().after(grounds.ground().store(), 0, 100).stream()
        .map(entry -> entry.change().kind())
        .toList();
  }

  @Test
  void aReplacedKeyEndsAtOnceAndTheNewOneIsTheAdministrators() {
    AccessKeys keys = keys(grounds.ground());
    AccessKey old = keys.administrator(HOME);
    AccessKey next = keys.replace(owner(old), Duration.ZERO).key();
    assertThat(keys.find(old.id())).isEmpty();
    assertThat(keys.find(next.id())).contains(next);
    assertThat(keys.administrator(HOME)).isEqualTo(next);
    assertThat(next.principal()).isEqualTo(old.principal());
    grounds.ground().timers().runDue();
    assertThat(changes())
        .containsExactly(
            "access-key.created",
            "access-key.replaced",
            "access-key.created",
            "access-key.deleted");
  }

  @Test
  void aReplacedKeyWorksForItsGraceAndNotAnInstantLonger() {
    AccessKeys keys = keys(grounds.ground());
    AccessKey old = keys.administrator(HOME);
    AccessKey next = keys.replace(owner(old), Duration.ofMinutes(5)).key();
    assertThat(keys.find(old.id())).map(AccessKey::secret).contains(old.secret());
    clock.advance(Duration.ofMinutes(5));
    assertThat(keys.find(old.id())).isEmpty(); // whether or not its timer has run
    assertThat(keys.find(next.id())).isPresent();
  }

  @Test
  void replacingAtOnceEndsTheKeysThatWereInTheirGraceToo() {
    AccessKeys keys = keys(grounds.ground());
    AccessKey first = keys.administrator(HOME);
    AccessKey second = keys.replace(owner(first), Duration.ofDays(1)).key();
    AccessKeys.Replacement done = keys.replace(owner(second), Duration.ZERO);
    assertThat(done.replaced()).isEqualTo(second.id());
    assertThat(keys.find(first.id())).isEmpty();
    assertThat(keys.find(second.id())).isEmpty();
    assertThat(keys.find(done.key().id())).isPresent();
  }

  @Test
  void aReplacementIsHeardByAnotherProcess() {
    Ground other = Grounds.over(grounds.ground().store(), folder, clock, new SeededEntropy(2));
    AccessKeys keys = keys(grounds.ground());
    AccessKey old = keys.administrator(HOME);
    AccessKeys remembering = keys(other);
    assertThat(remembering.find(old.id())).isPresent();
    keys.replace(owner(old), Duration.ZERO);
    eventually("the old key ends", () -> remembering.find(old.id()).isEmpty());
    other.memories().close();
  }
}
