// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import dev.signet.kernel.FileTrouble;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;

/**
 * Runs the command as it is, without a shell and without the agent's access key; what it prints
 * goes where the agent's own words go.
 */
final class RefreshCommand implements Refreshing {
  /** Longer than any program takes to read its certificates again. */
  static final Duration MOST = Duration.ofMinutes(15);

  private final Duration most;

  RefreshCommand(Duration most) {
    this.most = most;
  }

  @Override
  public int run(List<String> command) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Redirect.from(new java.io.File("/dev/null")))
            .redirectOutput(Redirect.INHERIT)
            .redirectError(Redirect.INHERIT);
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    try {
      Process process = builder.start();
      if (process.waitFor(most)) {
        return process.exitValue();
      }
      process.destroyForcibly();
    } catch (IOException e) {
      throw new AgentRefused("cannot run " + command.getFirst() + ": " + FileTrouble.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new AgentRefused(
        "%s did not end within %d s".formatted(command.getFirst(), most.toSeconds()));
  }
}
