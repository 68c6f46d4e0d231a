// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import dev.signet.testkit.calls.CallRefused;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code signet bench} command. */
@Command(
    name = "signet bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the packaged program and appends one line to bench/history.",
      "SIGNET_JAVA_OPTIONS reaches the server that is measured."
    },
    subcommands = {
      AuthoritiesCommand.class,
      CrlCommand.class,
      FuzzCommand.class,
      IssuingCommand.class,
      ListCommand.class,
      OcspCommand.class,
      PushCommand.class,
      RenewalCommand.class,
      RevokeCommand.class,
      RotateCommand.class,
      RowsCommand.class,
      SecretsCommand.class,
      StartCommand.class,
      StatusCommand.class
    })
public final class Main {
  private Main() {}

  /** Runs the benchmark that is named and ends the process with its exit code. */
  public static void main(String... arguments) {
    Locale.setDefault(Locale.ROOT); // the same digits everywhere
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return new CommandLine(new Main())
        .setParameterExceptionHandler((wrong, given) -> refused(wrong, 2))
        .setExecutionExceptionHandler((failure, command, parsed) -> {
          if (failure instanceof BenchFailed || failure instanceof CallRefused) {
            return refused(failure, 1);
          }
          throw failure;
        })
        .execute(arguments);
  }

  private static int refused(Exception why, int code) {
    System.err.println("signet bench: " + String.valueOf(why.getMessage()).replace("\n", " "));
    return code;
  }
}
