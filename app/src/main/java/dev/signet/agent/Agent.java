// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import dev.signet.agent.Keeper.HostTools;
import dev.signet.kernel.Entropy;
import dev.signet.kernel.VisibleText;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the certificates of a host fresh: each by itself, once or until it is told to stop. */
public final class Agent {
  private static final Logger log = LoggerFactory.getLogger(Agent.class);

  private final AgentSettings settings;
  private final HostTools tools;
  private final Entropy entropy;
  private final StatusBoard board;

  Agent(AgentSettings settings, HostTools tools, Entropy entropy) {
    this.settings = settings;
    this.tools = tools;
    this.entropy = entropy;
    this.board = new StatusBoard(settings, tools.replacement());
  }

  /** The agent of this machine. */
  public static Agent onThisHost(
      AgentSettings settings, Fetching fetching, InstantSource clock, Entropy entropy) {
    return new Agent(
        settings,
        new HostTools(
            fetching, Replacement.onThisHost(), new RefreshCommand(RefreshCommand.MOST), clock),
        entropy);
  }

  /**
   * Refuses settings that cannot be followed on this host as it is now.
   *
   * @throws AgentRefused naming the path
   */
  public static void requireSafe(AgentSettings settings) {
    settings.installations().forEach(each -> SafePlaces.requireSafe(each.targets()));
    Stream.of(settings.status(), settings.metrics())
        .flatMap(Optional::stream)
        .forEach(file -> SafePlaces.requireSafeFolder(SafePlaces.folderOf(file)));
  }

  /** Looks at each once, one after the other; answers how they stand. */
  public List<CycleReport> once() {
    List<CycleReport> reports =
        settings.installations().stream().map(each -> new Keeper(each, tools).cycle()).toList();
    reports.forEach(board::show);
    return reports;
  }

  /** Keeps them until the pauses say that it is enough. */
  public void keep(Pauses pauses) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (Installation each : settings.installations()) {
      threads.add(
          Thread.ofPlatform()
              .name("signet-agent-" + threads.size())
              .start(() -> keep(each, pauses)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void keep(Installation installation, Pauses pauses) {
    Keeper keeper = new Keeper(installation, tools);
    Rhythm rhythm = new Rhythm(installation.interval());
    int failures = 0;
    try {
      boolean more = pauses.pause(Rhythm.start(entropy));
      while (more) {
        CycleReport report = keeper.cycle();
        tell(report);
        more = pauses.pause(report.soon() ? rhythm.soon(failures, entropy) : rhythm.usual(entropy));
        failures = report.soon() ? failures + 1 : 0;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(CycleReport report) {
    String line = VisibleText.line(report.line());
    if (report.error().isPresent()) {
      log.warn("{}", line);
    } else if (report.replaced()) {
      log.info("{}", line);
    }
    try {
      board.show(report);
    } catch (AgentRefused e) {
      log.warn("{}", VisibleText.line(String.valueOf(e.getMessage())));
    }
  }
}
