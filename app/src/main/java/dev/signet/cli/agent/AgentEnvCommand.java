// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.agent;

import dev.signet.cli.ApiClient;
import dev.signet.cli.CommandRefused;
import dev.signet.cli.ServerOptions;
import dev.signet.kernel.Arn;
import dev.signet.kernel.FileTrouble;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code signet agent env}: a secret as a variable of a program. */
@Command(
    name = "env",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs a program with the current text of a secret in a variable, as containers get it.",
      "It ends as the program does."
    },
    footerHeading = "%nExample:%n",
    footer = "  signet agent env --secret arn:aws:secretsmanager:… --name CertSecret -- /entry.sh")
final class AgentEnvCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(names = "--secret", paramLabel = "ARN", required = true, description = "The secret.")
  private String secret = "";

  @Option(
      names = "--name",
      paramLabel = "VARIABLE",
      required = true,
      description = "The variable, such as CertSecret.")
  private String name = "";

  @Parameters(
      paramLabel = "COMMAND",
      arity = "1..*",
      description = "The program and its arguments, after --.")
  private List<String> command = List.of();

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() throws InterruptedException {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw refused("--name " + name + ": expected letters, digits and underscores");
    }
    String region =
        Arn.parse(secret)
            .filter(arn -> arn.service().equals("secretsmanager"))
            .map(Arn::region)
            .orElseThrow(() -> refused("--secret " + secret + ": expected the ARN of a secret"));
    ProcessBuilder program = new ProcessBuilder(command).inheritIO();
    try (ApiClient client = server.client()) {
      program.environment().put(name, ServerFetching.secretText(client, region, secret));
    }
    return ended(program);
  }

  private static int ended(ProcessBuilder program) throws InterruptedException {
    try {
      Process running = program.start();
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(running::destroy));
      return running.waitFor();
    } catch (IOException e) {
      throw new CommandRefused(
          "cannot run " + program.command().getFirst() + ": " + FileTrouble.of(e));
    }
  }

  private ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
