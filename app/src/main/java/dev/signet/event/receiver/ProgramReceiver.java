// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program for each event: what it is sent is its standard input, exit code 0 says that it
 * was taken. It has the server's own environment; what it prints is thrown away.
 */
public final class ProgramReceiver implements Receiver {
  /** As long as a function may run at AWS. */
  private static final Duration MOST = Duration.ofMinutes(15);

  private final Path program;

  public ProgramReceiver(Path program) {
    this.program = program;
  }

  @Override
  public Optional<String> take(JsonNode event, String input) throws InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(program.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      return outcome(builder.start(), input);
    } catch (IOException e) {
      return Optional.of(program + " cannot be run: " + e.getClass().getSimpleName());
    }
  }

  private Optional<String> outcome(Process process, String input) throws InterruptedException {
    try {
      tell(process, input);
      if (!process.waitFor(MOST.toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.of(program + " took longer than " + MOST);
      }
      int code = process.exitValue();
      return code == 0 ? Optional.empty() : Optional.of(program + " ended with code " + code);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** A program need not read it. */
  private static void tell(Process process, String input) {
    try (OutputStream to = process.getOutputStream()) {
      to.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // its exit code tells what came of it
    }
  }

  @Override
  public void close() {}
}
