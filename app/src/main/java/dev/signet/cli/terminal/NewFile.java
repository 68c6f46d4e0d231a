// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.terminal;

import dev.signet.cli.CommandRefused;
import dev.signet.key.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where what was made goes: to standard output, or to a file that is not there yet. */
public final class NewFile {
  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write to this new file (default: standard output).")
  private @Nullable Path file;

  @Option(names = "--force", description = "Replace a file that is there.")
  private boolean force;

  /** Before anything is done: refuses a file that would be lost. */
  public void requireFree() {
    if (file != null) {
      requireFree(file);
    }
  }

  /** The same for a file beside it. */
  public void requireFree(Path other) {
    if (!force && Files.exists(other)) {
      throw new CommandRefused(other + " is there already: expected a new file, or --force");
    }
  }

  /** Whether the text goes to a file. */
  public boolean isFile() {
    return file != null;
  }

  /** Whether it goes to a file whose name ends so, in whatever case. */
  public boolean nameEndsIn(String... endings) {
    String name = file == null ? "" : file.toString().toLowerCase(Locale.ROOT);
    return Arrays.stream(endings).anyMatch(name::endsWith);
  }

  /** Writes a text, ended by a line feed. */
  public void write(String text) {
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

  /** Writes a secret, as it is: a file that only its owner can read, whole or not at all. */
  public void writeSecret(byte[] secret) {
    if (file == null) {
      System.out.write(secret, 0, secret.length);
      System.out.flush();
      return;
    }
    writeSecret(file, secret);
  }

  /** The same to a file beside it. */
  public void writeSecret(Path other, byte[] secret) {
    requireFree(other);
    SecretFile.write(other, secret);
  }

  /** Where it went. */
  @Override
  public String toString() {
    return file == null ? "standard output" : file.toString();
  }
}
