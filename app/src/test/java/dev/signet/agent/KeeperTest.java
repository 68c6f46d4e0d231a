// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signet.agent.Keeper.HostTools;
import dev.signet.agent.Targets.Layout;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What works stays, whatever happens; whoever uses it is told of each change, and of no other. */
final class KeeperTest {
  @TempDir Path folder;

  private final List<Integer> exits = new ArrayList<>();
  private Fetching fetching = _ -> Pairs.of(Pairs.leaf());
  private int exit;

  private Keeper keeper() {
    Targets targets = Pairs.targets(Layout.FILES, folder, Optional.empty());
    return new Keeper(Pairs.installation(targets, "/bin/reload"), tools());
  }

  private HostTools tools() {
    Refreshing refreshing =
        _ -> {
          exits.add(exit);
          return exit;
        };
    return new HostTools(
        origin -> fetching.fetch(origin),
        new Replacement(new HostDisk()),
        refreshing,
        () -> Pairs.NOW);
  }

  private String installed() throws IOException {
    return Files.readString(folder.resolve("site.pem"))
        + Files.readString(folder.resolve("site.key"));
  }

  @Test
  void theCommandRunsAtFirstAndAfterEachChange() {
    TestAuthority.Leaf same = Pairs.leaf();
    fetching = _ -> Pairs.of(same);
    assertThat(keeper().cycle().replaced()).isTrue();
    Keeper second = keeper();
    assertThat(second.cycle().replaced()).as("after a restart").isFalse();
    assertThat(exits).as("the one before may not have come to it").hasSize(2);
    second.cycle();
    assertThat(exits).hasSize(2);
    fetching = _ -> Pairs.of(Pairs.leaf());
    assertThat(second.cycle().replaced()).isTrue();
    assertThat(exits).hasSize(3);
  }

  @Test
  void aCommandThatFailsIsRunAgainAndTheFilesStay() throws IOException {
    TestAuthority.Leaf same = Pairs.leaf();
    fetching = _ -> Pairs.of(same);
    Keeper keeper = keeper();
    exit = 3;
    CycleReport failed = keeper.cycle();
    assertThat(failed.error())
        .contains("/bin/reload ended with 3: expected 0; it is run again next time");
    assertThat(failed.refreshExit()).hasValue(3);
    assertThat(failed.lastSuccess()).isEmpty();
    assertThat(installed()).contains("PRIVATE KEY");
    exit = 0;
    CycleReport well = keeper.cycle();
    assertThat(well.error()).isEmpty();
    assertThat(well.replaced()).isFalse();
    assertThat(exits).containsExactly(3, 0);
  }

  @Test
  void whatCannotBeFetchedOrIsNoPairLeavesTheOldOnes() throws IOException {
    Keeper keeper = keeper();
    CycleReport first = keeper.cycle();
    String before = installed();
    fetching =
        _ -> {
          throw AgentRefused.passing("no server answers");
        };
    CycleReport away = keeper.cycle();
    assertThat(away.soon()).isTrue();
    assertThat(away.error()).contains("no server answers");
    assertThat(away.installed()).isEqualTo(first.installed());
    assertThat(away.lastSuccess()).isEqualTo(first.lastSuccess());
    TestAuthority.Leaf leaf = Pairs.leaf();
    String otherKey = Pairs.leaf().keyPem();
    fetching = _ -> KeyedChain.checked(leaf.chainPem(), Optional.empty(), otherKey, Pairs.NOW);
    CycleReport torn = keeper.cycle();
    assertThat(torn.soon()).isFalse();
    assertThat(torn.error().orElseThrow())
        .contains("is not the certificate's, serial ")
        .doesNotContain("BEGIN");
    Instant later = Pairs.NOW.plus(Duration.ofDays(400));
    fetching = _ -> KeyedChain.checked(leaf.chainPem(), Optional.empty(), leaf.keyPem(), later);
    assertThat(keeper.cycle().error().orElseThrow()).startsWith("the certificate ended at ");
    Instant earlier = Pairs.NOW.minus(Duration.ofDays(400));
    fetching = _ -> KeyedChain.checked(leaf.chainPem(), Optional.empty(), leaf.keyPem(), earlier);
    assertThat(keeper.cycle().soon()).as("a clock that is behind").isTrue();
    fetching = _ -> KeyedChain.checked("no PEM", Optional.empty(), otherKey, Pairs.NOW);
    assertThat(keeper.cycle().error().orElseThrow()).startsWith("what was fetched is not readable");
    assertThat(installed()).isEqualTo(before);
    assertThat(exits).hasSize(1);
  }

  @Test
  void anAgentBacksOffFromWhatPassesAndComesBackInTime() throws InterruptedException {
    List<Duration> pauses = new ArrayList<>();
    Targets targets = Pairs.targets(Layout.FILES, folder, Optional.empty());
    AgentSettings settings =
        new AgentSettings(
            Optional.empty(),
            Optional.empty(),
            Optional.of(folder.resolve("status.json")),
            Optional.of(folder.resolve("agent.prom")),
            List.of(Pairs.installation(targets)));
    fetching =
        _ -> {
          if (pauses.size() <= 7) {
            throw AgentRefused.passing("no server answers");
          }
          return Pairs.of(Pairs.leaf());
        };
    new Agent(settings, tools(), new SeededEntropy(1))
        .keep(time -> {
          pauses.add(time);
          return pauses.size() < 10;
        });
    assertThat(pauses.getFirst()).isLessThanOrEqualTo(Duration.ofSeconds(5));
    assertThat(pauses.subList(1, 8))
        .extracting(Duration::toMinutes)
        .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    assertThat(pauses.subList(8, 10))
        .allSatisfy(
            usual -> assertThat(usual).isBetween(Duration.ofHours(1), Duration.ofMinutes(65)));
    assertThat(folder.resolve("status.json")).content().contains("\"lastError\" : null");
    assertThat(folder.resolve("agent.prom"))
        .content()
        .containsPattern(
            "signet_agent_cert_not_after_seconds\\{arn=\"arn:[^\"]*\",path=\"[^\"]*site.pem\"\\} \\d+\n")
        .contains("site.pem\"} 0\n");
  }

  @Test
  void aCommandIsRunWithoutAShellAndWithoutTheAccessKey() throws Exception {
    Refreshing real = new RefreshCommand(Duration.ofSeconds(30));
    assertThat(real.run(List.of("/bin/true"))).isZero();
    assertThat(real.run(List.of("/bin/test", "$(id", "=", "x"))).isEqualTo(1);
    assertThat(real.run(List.of("/usr/bin/env", "-u", "X", "/bin/false"))).isEqualTo(1);
    assertThat(catchThrowable(() -> real.run(List.of("/nowhere/reload"))))
        .hasMessageStartingWith("cannot run /nowhere/reload: ");
    assertThat(
            catchThrowable(
                () -> new RefreshCommand(Duration.ofMillis(50)).run(List.of("/bin/sleep", "60"))))
        .hasMessage("/bin/sleep did not end within 0 s");
    CountDownLatch stopped = new CountDownLatch(1);
    assertThat(Pauses.until(stopped).pause(Duration.ofMillis(1))).isTrue();
    stopped.countDown();
    assertThat(Pauses.until(stopped).pause(Duration.ofDays(1))).isFalse();
  }
}
