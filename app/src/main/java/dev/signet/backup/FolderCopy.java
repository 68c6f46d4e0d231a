// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.backup;

import dev.signet.kernel.FileMode;
import dev.signet.kernel.FileTrouble;
import dev.signet.kernel.Refusal;
import dev.signet.key.SecretFile;
import dev.signet.store.SqliteFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Copies a data folder, also while a server runs on it: one moment of its database, and the seal.
 * The copy is checked before it appears under its name, whole or not at all; it is a data folder
 * like any other.
 */
public final class FolderCopy {
  private FolderCopy() {}

  /**
   * What was copied.
   *
   * @param older whether it is of an older version, and was checked as far as that goes
   * @param openSeal the mode of its seal, where others could read it; that of the copy is closed
   */
  public record Made(boolean older, Optional<String> openSeal) {}

  /**
   * Copies a folder to a place where nothing is, in a folder that is there: a disk that is not
   * mounted is no place for a backup.
   *
   * @throws Refusal when the folder is none, is not sound, or there is no such place
   */
  public static Made make(Path from, Path to) {
    boolean older = FolderCheck.isOlder(from);
    List<String> torn =
        SqliteFile.isTorn(FolderCheck.database(from)) ? FolderCheck.wrong(from) : List.of();
    if (!torn.isEmpty()) {
      throw unsound(from, torn);
    }
    return copy(from, to.toAbsolutePath().normalize(), older);
  }

  /**
   * Makes a data folder of a copy, and the folders above it.
   *
   * @param incomplete takes also a copy that may have lost its newest rows
   * @throws Refusal as {@link #make}
   */
  public static Made restore(Path copy, Path to, boolean incomplete) {
    boolean older = FolderCheck.isOlder(copy);
    Path place = to.toAbsolutePath().normalize();
    try {
      Files.createDirectories(parent(place));
    } catch (IOException e) {
      throw cannot(copy, to, e);
    }
    return incomplete ? copy(copy, place, older) : make(copy, place);
  }

  private static Made copy(Path from, Path to, boolean older) {
    Path seal = FolderCheck.seal(from);
    if (!Files.exists(seal)) {
      throw Refusal.notFound(
          seal + " does not exist: expected the seal that was made with this data");
    }
    try {
      requirePlace(from, to);
      try (GrowingFolder growing = GrowingFolder.beside(to)) {
        fill(from, growing.path());
        growing.appear();
      }
      return new Made(older, FileMode.openToOthers(seal));
    } catch (IOException e) {
      throw cannot(from, to, e);
    } catch (UncheckedIOException e) {
      throw cannot(from, to, Objects.requireNonNull(e.getCause()));
    }
  }

  private static Refusal cannot(Path from, Path to, IOException why) {
    return Refusal.wrongState("cannot copy " + from + " to " + to + ": " + FileTrouble.of(why));
  }

  private static void fill(Path from, Path growing) throws IOException {
    Path database = FolderCheck.database(growing);
    Files.createFile(
        database,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    SqliteFile.copy(FolderCheck.database(from), database);
    SecretFile.write(FolderCheck.seal(growing), sealText(FolderCheck.seal(from)));
    List<String> wrong = FolderCheck.wrong(growing);
    if (!wrong.isEmpty()) {
      throw unsound(from, wrong);
    }
    GrowingFolder.force(database);
  }

  /** Whatever octets it has: the check of the copy says whether they are a seal. */
  private static String sealText(Path seal) throws IOException {
    return Files.readString(seal, StandardCharsets.ISO_8859_1);
  }

  private static Refusal unsound(Path from, List<String> wrong) {
    return Refusal.wrongState(
        from + " is not sound, nothing was copied: " + String.join("; ", wrong));
  }

  private static void requirePlace(Path from, Path to) throws IOException {
    Path parent = parent(to);
    if (!Files.isDirectory(parent)) {
      throw Refusal.notFound(
          parent + " does not exist: expected a folder to make " + to.getFileName() + " in");
    }
    if (parent.toRealPath().startsWith(from.toRealPath())) {
      throw Refusal.invalid(to + " is in " + from + " itself: expected another place");
    }
    requireFree(to);
  }

  private static void requireFree(Path to) throws IOException {
    if (Files.isSymbolicLink(to)) {
      throw Refusal.invalid(
          to
              + " is a symbolic link to "
              + Files.readSymbolicLink(to)
              + ": expected the place itself, where nothing is yet");
    }
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

  private static Path parent(Path place) {
    return Objects.requireNonNull(place.getParent(), "the root of a file system is never free");
  }
}
