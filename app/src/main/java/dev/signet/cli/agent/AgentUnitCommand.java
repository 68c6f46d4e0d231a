// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.agent;

import dev.signet.agent.AgentFile;
import dev.signet.agent.SystemdUnit;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code signet agent unit}: the agent as a service of systemd. */
@Command(
    name = "unit",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Prints a unit of systemd that runs the agent with a file of settings.",
      "It may write to the folders that the settings name, and to no others. A user that is not root"
          + " tells servers by a refresh_command that begins with /usr/bin/sudo -n, and a line of"
          + " sudoers that allows just that."
    })
final class AgentUnitCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "The settings, in TOML.")
  private Path config = Path.of("");

  @Option(
      names = "--program",
      paramLabel = "PATH",
      defaultValue = "/usr/local/bin/signet",
      description = "Where signet is (default: /usr/local/bin/signet).")
  private Path program = Path.of("");

  @Option(
      names = "--user",
      paramLabel = "NAME",
      defaultValue = "root",
      description = "Whom it runs as (default: root).")
  private String user = "root";

  @Override
  public Integer call() {
    if (!user.matches("[a-z_][a-z0-9_-]{0,31}")) {
      throw new ParameterException(
          spec.commandLine(), "--user " + user + ": expected the name of a user");
    }
    Path file = config.toAbsolutePath().normalize();
    System.out.print(SystemdUnit.of(AgentFile.read(file), program, file, user));
    return 0;
  }
}
