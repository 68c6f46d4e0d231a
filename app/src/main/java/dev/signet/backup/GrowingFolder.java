// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A folder that is filled beside the place where it will appear, whole or not at all. There are
 * keys in it: what ends before it is whole is removed, also when the process is told to stop. What
 * a process that was killed has left is removed by the next one for the same place, if nothing was
 * written to it for an hour: another one may be at work, on another machine too.
 */
final class GrowingFolder implements AutoCloseable {
  private static final Duration ABANDONED = Duration.ofHours(1);

  /** Of a writer that does not know yet that it was told to stop. */
  private static final int TRIES = 100;

  private final Path path;
  private final Path place;
  private final Thread whenStopped;
  private boolean ended;

  private GrowingFolder(Path path, Path place) {
    this.path = path;
    this.place = place;
    this.whenStopped = Thread.ofPlatform().unstarted(this::end);
  }

  /** Begins one, closed to others. */
  static GrowingFolder beside(Path place) throws IOException {
    Path parent = Objects.requireNonNull(place.getParent());
    String prefix = "." + place.getFileName() + ".growing-";
    Path path = Files.createTempDirectory(parent, prefix);
    GrowingFolder growing = new GrowingFolder(path, place);
    Runtime.getRuntime().addShutdownHook(growing.whenStopped);
    growing.removeAbandoned(prefix);
    return growing;
  }

  Path path() {
    return path;
  }

  /** It is whole: it appears at its place, also after loss of power. */
  synchronized void appear() throws IOException {
    if (ended) {
      throw new IOException("it was told to stop");
    }
    force(path);
    Files.move(path, place, StandardCopyOption.ATOMIC_MOVE);
    force(Objects.requireNonNull(place.getParent()));
    ended = true;
  }

  /** Onto the disk, a folder with the names that are in it. */
  static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private synchronized void end() {
    if (!ended) {
      ended = true;
      removeWithin(TRIES);
    }
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(whenStopped);
    } catch (IllegalStateException e) {
      // It was told to stop: the hook runs, or ran.
    }
  }

  private void removeWithin(int tries) {
    try {
      remove(path);
    } catch (DirectoryNotEmptyException e) {
      if (tries > 1) {
        removeWithin(tries - 1);
      }
    } catch (IOException e) {
      // The disk is gone, or closed to writers: there is nobody left to tell.
    }
  }

  private static void remove(Path folder) throws IOException {
    for (Path file : inside(folder)) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(folder);
  }

  private static List<Path> inside(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /** What is new was made now, by the clock of the disk. */
  private void removeAbandoned(String prefix) throws IOException {
    FileTime now = Files.getLastModifiedTime(path);
    for (Path other : inside(Objects.requireNonNull(path.getParent()))) {
      if (other.getFileName().toString().startsWith(prefix)
          && Duration.between(lastWritten(other).toInstant(), now.toInstant()).compareTo(ABANDONED)
              > 0) {
        remove(other);
      }
    }
  }

  private static FileTime lastWritten(Path folder) throws IOException {
    FileTime last = Files.getLastModifiedTime(folder);
    for (Path file : inside(folder)) {
      FileTime written = Files.getLastModifiedTime(file);
      last = written.compareTo(last) > 0 ? written : last;
    }
    return last;
  }
}
