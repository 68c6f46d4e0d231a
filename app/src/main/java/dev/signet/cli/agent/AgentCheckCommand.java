// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.agent;

import dev.signet.agent.Agent;
import dev.signet.agent.AgentFile;
import dev.signet.agent.AgentSettings;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code signet agent check}: whether settings can be followed. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Tells whether this host can do what a file of settings says; calls no server.",
      "Ends with 0 if so, with 1 and the reason if not."
    })
final class AgentCheckCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "The settings, in TOML.")
  private Path config = Path.of("");

  @Override
  public Integer call() {
    AgentSettings settings = AgentFile.read(config);
    Agent.requireSafe(settings);
    settings
        .installations()
        .forEach(
            each -> System.out.println(each.targets().certificate() + " from " + each.origin()));
    return 0;
  }
}
