// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Runs outside programs to their end. */
final class Programs {
  private Programs() {}

  /** What a program prints, if it ends well. */
  static String output(String... command) {
    return output(new ProcessBuilder(command), "");
  }

  /** The same with something on its standard input. */
  static String output(ProcessBuilder builder, String input) {
    String name = String.join(" ", builder.command());
    return uninterrupted(() -> {
      Process process;
      try {
        process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      } catch (IOException e) {
        throw new BenchFailed("cannot run " + name + ": " + e.getMessage());
      }
      try (var out = process.getOutputStream()) {
        out.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new BenchFailed(name + " ended with " + process.exitValue());
      }
      return output;
    });
  }

  /** What may wait. */
  interface Work<T> {
    T call() throws IOException, InterruptedException;
  }

  /** Does what may wait; nobody interrupts a benchmark but by ending it. */
  static <T> T uninterrupted(Work<T> work) {
    try {
      return work.call();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFailed("interrupted");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
