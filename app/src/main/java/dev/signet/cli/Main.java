// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.Signet;
import dev.signet.StartRefused;
import dev.signet.agent.AgentRefused;
import dev.signet.cli.agent.AgentCommand;
import dev.signet.cli.ca.CaCommand;
import dev.signet.cli.ca.CertCommand;
import dev.signet.cli.ca.RevocationListCommand;
import dev.signet.cli.secret.SecretCommand;
import dev.signet.kernel.FileTrouble;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.VisibleText;
import dev.signet.wire.codec.Problem;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code signet} command. */
@Command(
    name = "signet",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    description = "Private CA, certificate manager and mesh control plane behind the AWS APIs.")
public final class Main {
  private static final List<Class<?>> COMMANDS =
      List.of(
          ServeCommand.class,
          ProxyCommand.class,
          MeshCommand.class,
          CaCommand.class,
          CertCommand.class,
          SecretCommand.class,
          RevocationListCommand.class,
          AgentCommand.class,
          EventCommand.class,
          ConsoleCommand.class,
          CredentialsCommand.class,
          SealCommand.class,
          BackupCommand.class,
          RestoreCommand.class,
          CheckCommand.class,
          VersionCommand.class);

  private Main() {}

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String... arguments) {
    // Threads that log while logging starts are heard a little later; SLF4J would warn of that.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    if (named(ServeCommand.class, arguments)) {
      Signet.preload();
    }
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return described(arguments)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((wrong, given) -> {
          CommandLine command = wrong.getCommandLine();
          String name = command.getCommandSpec().qualifiedName();
          command
              .getErr()
              .println(name + ": " + oneLine(wrong) + "; " + name + " --help tells more");
          return 2;
        })
        .setExecutionExceptionHandler((failure, command, parsed) -> {
          Optional<String> why = told(failure);
          if (why.isEmpty()) {
            throw failure; // a fault of the program: whoever mends it needs all of it
          }
          command
              .getErr()
              .println("signet: " + VisibleText.lines(PlainWords.withoutClasses(why.get())));
          return 1;
        })
        .execute(arguments);
  }

  /** To describe a command takes time at each start: only the one that is asked for, if one is. */
  private static CommandLine described(String... arguments) {
    List<Class<?>> asked = COMMANDS.stream().filter(each -> named(each, arguments)).toList();
    CommandLine signet = new CommandLine(new Main());
    (asked.isEmpty() ? COMMANDS : asked).forEach(each -> signet.addSubcommand(each));
    return signet;
  }

  private static boolean named(Class<?> command, String... arguments) {
    return arguments.length > 0 && arguments[0].equals(command.getAnnotation(Command.class).name());
  }

  /** What a person reads of a failure that is no fault of the program. */
  private static Optional<String> told(Exception failure) {
    return switch (failure) {
      case StartRefused refused -> Optional.ofNullable(refused.getMessage());
      case CommandRefused refused -> Optional.ofNullable(refused.getMessage());
      case AgentRefused refused -> Optional.ofNullable(refused.getMessage());
      case Refusal refused -> Optional.of(refused.message());
      case Problem _ ->
          Optional.of("the answer is not understood: expected one of a Signet server");
      case UncheckedIOException file ->
          Optional.ofNullable(file.getCause())
              .map(cause -> file.getMessage() + ": " + FileTrouble.of(cause));
      default -> Optional.empty();
    };
  }

  private static String oneLine(Exception wrong) {
    if (wrong instanceof UnmatchedArgumentException extra && !extra.isUnknownOption()) {
      return "unexpected argument '" + String.join("', '", extra.getUnmatched()) + "'";
    }
    return PlainWords.withoutClasses(String.valueOf(wrong.getMessage()))
        .strip()
        .replaceAll("\\s*\\R\\s*", ". ");
  }
}
