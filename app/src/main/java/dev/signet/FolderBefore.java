// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a data folder was before a start on it, so that one that fails can leave it so.
 *
 * @param mode empty when the folder was not there
 * @param names of what was in it
 */
record FolderBefore(Path path, Optional<Set<PosixFilePermission>> mode, Set<String> names) {
  /** Whoever holds it may change the folder. */
  static final String LOCK = "lock";

  /** Any of these was left by a server. */
  private static final Set<String> OF_A_SERVER = Set.of("signet.db", "seal", "credentials");

  /** What a start that was killed, and whoever makes file systems, leave in an empty folder. */
  private static final Set<String> NOTHING = Set.of(LOCK, "reserve", "lost+found");

  static FolderBefore of(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return new FolderBefore(path, Optional.empty(), Set.of());
    }
    try (Stream<Path> files = Files.list(path)) {
      return new FolderBefore(
          path,
          Optional.of(Files.getPosixFilePermissions(path)),
          files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
    }
  }

  /**
   * Refuses a folder of somebody else.
   *
   * @throws StartRefused with one line for the person who started
   */
  void requireUsable() {
    Set<String> others = new TreeSet<>(names);
    others.removeAll(NOTHING);
    if (!others.isEmpty() && names.stream().noneMatch(OF_A_SERVER::contains)) {
      throw new StartRefused(
          path
              + " is no data folder, "
              + others.iterator().next()
              + " is in it: expected an empty folder, one that is not there yet, or one that a"
              + " server ran on");
    }
  }

  /** Whether there is something to lose in it. */
  boolean hasDatabase() {
    return names.contains("signet.db");
  }

  /** Creates the folder, unless it was there. */
  void create() throws IOException {
    if (mode.isEmpty()) {
      Files.createDirectories(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  /** The same, read again under the lock: another start may have come and gone meanwhile. */
  FolderBefore underLock() throws IOException {
    Set<String> present = new TreeSet<>(of(path).names());
    if (!names.contains(LOCK)) {
      present.remove(LOCK);
    }
    return new FolderBefore(path, mode, present);
  }

  /** The mode, where it lets others in. */
  Optional<String> openToOthers() {
    return mode.map(PosixFilePermissions::toString).filter(was -> !was.endsWith("------"));
  }

  /** Puts it back, under the lock: its mode, and unless there was a database, what is in it. */
  void takeBack() throws IOException {
    if (!hasDatabase()) {
      try (Stream<Path> files = Files.list(path)) {
        for (Path file : files.toList()) {
          if (!names.contains(file.getFileName().toString())) {
            Files.delete(file);
          }
        }
      }
    }
    if (mode.isEmpty()) {
      Files.delete(path);
    } else {
      Files.setPosixFilePermissions(path, mode.get());
    }
  }
}
