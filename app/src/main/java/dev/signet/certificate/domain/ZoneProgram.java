// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate.domain;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program that sets records: called with name, CNAME and value, it makes that record the only one
 * of its name; exit code 0 says that it did. It is called again until the record is seen.
 */
record ZoneProgram(Path path) implements ZoneHook {
  private static final Duration MOST = Duration.ofMinutes(1);

  /** Checks that it is an absolute path. */
  ZoneProgram {
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("zone hook exec:" + path + ": expected an absolute path");
    }
  }

  @Override
  public boolean serves(String name) {
    return true;
  }

  @Override
  public Optional<String> set(ValidationRecord record) {
    try {
      Process process =
          new ProcessBuilder(path.toString(), record.name(), "CNAME", record.value())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return outcome(process);
    } catch (IOException e) {
      return Optional.of(path + " cannot be run: " + e.getClass().getSimpleName());
    }
  }

  private Optional<String> outcome(Process process) {
    try {
      if (!process.waitFor(MOST.toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.of(path + " took longer than " + MOST);
      }
      int code = process.exitValue();
      return code == 0 ? Optional.empty() : Optional.of(path + " ended with code " + code);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("the server ended meanwhile");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
