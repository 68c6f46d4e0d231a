// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import dev.signet.cli.CommandRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where what was made goes: to standard output, or to a file that is not there yet. */
final class NewFile {
  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write to this new file (default: standard output).")
  private @Nullable Path file;

  @Option(names = "--force", description = "Replace a file that is there.")
  private boolean force;

  /** Before anything is done: refuses a file that would be lost. */
  void requireFree() {
    if (file != null) {
      requireFree(file);
    }
  }

  /** The same for a file beside it. */
  void requireFree(Path other) {
    if (!force && Files.exists(other)) {
      throw new CommandRefused(other + " is there already: expected a new file, or --force");
    }
  }

  /** Whether the text goes to a file. */
  boolean isFile() {
    return file != null;
  }

  /** Writes a text, ended by a line feed. */
  void write(String text) {
    String whole = text.endsWith("\n") ? text : text + "\n";
    if (file == null) {
      System.out.print(whole);
      return;
    }
    requireFree(file);
    try {
      Files.writeString(file, whole, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** Where it went. */
  @Override
  public String toString() {
    return file == null ? "standard output" : file.toString();
  }
}
