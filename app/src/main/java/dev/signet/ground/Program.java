// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.ground;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program on this machine that whoever runs the server named: never one that a caller of the API
 * names. It has the server's own environment; what it prints is thrown away, because it may hold
 * secrets.
 */
public record Program(Path path) implements Helper {
  /** Refuses a path that depends on where the server was started. */
  public Program {
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("exec:" + path + ": expected an absolute path");
    }
  }

  /**
   * Runs it to its end; exit code 0 says that it did what it was asked.
   *
   * @param most it is ended after that, with all that it started
   * @param variables besides its environment
   * @param input its standard input, which it need not read
   * @return why it did not; empty when it did
   */
  public Optional<String> run(
      Duration most, Map<String, String> variables, String input, String... arguments)
      throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(path.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(variables);
    try {
      return outcome(builder.start(), most, input);
    } catch (IOException e) {
      return Optional.of(path + " cannot be run: " + e.getClass().getSimpleName());
    }
  }

  private Optional<String> outcome(Process process, Duration most, String input)
      throws InterruptedException {
    // On a thread of its own: a program that reads nothing would hold up the one that watches it.
    Thread.ofVirtual().start(() -> tell(process, input));
    try {
      if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.of(path + " took longer than " + most);
      }
      int code = process.exitValue();
      return code == 0 ? Optional.empty() : Optional.of(path + " ended with code " + code);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static void tell(Process process, String input) {
    try (OutputStream to = process.getOutputStream()) {
      to.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // its exit code tells what came of it
    }
  }
}
