// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.agent;

import dev.signet.agent.Agent;
import dev.signet.agent.AgentFile;
import dev.signet.agent.AgentSettings;
import dev.signet.agent.Pauses;
import dev.signet.cli.Ending;
import dev.signet.log.Logs;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet agent run}: keeps the certificates of this host fresh. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Keeps the certificates of this host fresh until it is stopped.",
      "Each is looked at when the agent starts and then every poll_interval. A server that is away is"
          + " asked again after 1 to 30 minutes; what is installed stays."
    })
final class AgentRunCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "The settings, in TOML.")
  private Path config = Path.of("");

  @Option(
      names = "--log-format",
      paramLabel = "FORM",
      defaultValue = "TEXT",
      description = "TEXT, or JSON: an object on each line (default: TEXT).")
  private Logs.Form logFormat = Logs.Form.TEXT;

  @Mixin private AgentOptions options = new AgentOptions();

  @Override
  public Integer call() throws InterruptedException {
    AgentSettings settings = AgentFile.read(config);
    Agent.requireSafe(settings);
    Logs.set(Logs.Threshold.INFO, logFormat);
    Thread.setDefaultUncaughtExceptionHandler(new Ending(Ending.MOST, Runtime.getRuntime()::halt));
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(stopped::countDown));
    System.out.println("Signet agent ready: certificates " + settings.installations().size());
    System.out.flush();
    options.agent(settings).keep(Pauses.until(stopped));
    return 0;
  }
}
