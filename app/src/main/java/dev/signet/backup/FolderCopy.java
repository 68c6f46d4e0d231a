// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.backup;

import dev.signet.kernel.FileTrouble;
import dev.signet.kernel.Refusal;
import dev.signet.key.SecretFile;
import dev.signet.store.SqliteFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Copies a data folder, also while a server runs on it: one moment of its database, and the seal.
 * The copy is checked before it appears under its name, whole or not at all; it is a data folder
 * like any other.
 */
public final class FolderCopy {
  private FolderCopy() {}

  /**
   * Copies a folder to a place where nothing is.
   *
   * @throws Refusal when the folder is none, is not sound, or the place is taken
   */
  public static void make(Path from, Path to) {
    List<String> torn =
        SqliteFile.isTorn(FolderCheck.database(from)) ? FolderCheck.wrong(from) : List.of();
    if (!torn.isEmpty()) {
      throw unsound(from, torn);
    }
    makeOfWhatIsThere(from, to);
  }

  /** The same of a folder that may have lost its newest rows. */
  public static void makeOfWhatIsThere(Path from, Path to) {
    try {
      requireFree(to);
      Path parent = Objects.requireNonNull(to.toAbsolutePath().getParent());
      Files.createDirectories(parent);
      Path growing = Files.createTempDirectory(parent, "." + to.getFileName() + ".growing-");
      try {
        fill(from, growing);
        Files.move(growing, to, StandardCopyOption.ATOMIC_MOVE);
        force(parent);
      } catch (IOException | RuntimeException e) {
        remove(growing);
        throw e;
      }
    } catch (IOException e) {
      throw Refusal.wrongState("cannot copy " + from + " to " + to + ": " + FileTrouble.of(e));
    } catch (UncheckedIOException e) {
      throw Refusal.wrongState(
          "cannot copy "
              + from
              + " to "
              + to
              + ": "
              + FileTrouble.of(Objects.requireNonNull(e.getCause())));
    }
  }

  private static void fill(Path from, Path growing) throws IOException {
    Path database = FolderCheck.database(growing);
    Files.createFile(
        database,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    SqliteFile.copy(FolderCheck.database(from), database);
    SecretFile.write(FolderCheck.seal(growing), Files.readString(FolderCheck.seal(from)));
    List<String> wrong = FolderCheck.wrong(growing);
    if (!wrong.isEmpty()) {
      throw unsound(from, wrong);
    }
    force(database);
    force(growing);
  }

  private static Refusal unsound(Path from, List<String> wrong) {
    return Refusal.wrongState(
        from + " is not sound, nothing was copied: " + String.join("; ", wrong));
  }

  private static void requireFree(Path to) throws IOException {
    if (!Files.exists(to)) {
      return;
    }
    try (Stream<Path> inside = Files.list(to)) {
      if (inside.findAny().isPresent()) {
        throw Refusal.exists(to + " is not empty: expected a folder that is not there yet");
      }
    }
    Files.delete(to);
  }

  /** Onto the disk, a folder with the names that are in it. */
  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void remove(Path growing) throws IOException {
    try (Stream<Path> files = Files.list(growing)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(growing);
  }
}
