// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.handler;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program for each step: the event is its standard input, exit code 0 says that the step is
 * done. It has the server's own environment; what it prints is thrown away, because it may hold
 * secrets.
 */
public final class ProgramHandler implements RotationHandler {
  /** The longest step. */
  static final Duration MOST = Duration.ofMinutes(15);

  private final Path program;
  private final Duration most;

  public ProgramHandler(Path program) {
    this(program, MOST);
  }

  /** The same with another longest step. */
  ProgramHandler(Path program, Duration most) {
    this.program = program;
    this.most = most;
  }

  @Override
  public Optional<String> perform(RotationEvent event) {
    ProcessBuilder builder =
        new ProcessBuilder(program.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("SIGNET_ROTATION_ATTEMPT", Integer.toString(event.attempt()));
    try {
      return outcome(builder.start(), event);
    } catch (IOException e) {
      return Optional.of(program + " cannot be run: " + e.getClass().getSimpleName());
    }
  }

  private Optional<String> outcome(Process process, RotationEvent event) {
    try {
      tell(process, event);
      if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.of(program + " took longer than " + most);
      }
      int code = process.exitValue();
      return code == 0 ? Optional.empty() : Optional.of(program + " ended with code " + code);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("the server ended meanwhile");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** A program need not read it. */
  private static void tell(Process process, RotationEvent event) {
    try (OutputStream input = process.getOutputStream()) {
      input.write(event.json().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // its exit code tells what came of it
    }
  }
}
