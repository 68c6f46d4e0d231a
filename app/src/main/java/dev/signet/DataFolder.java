// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import dev.signet.kernel.FileMode;
import dev.signet.kernel.FileTrouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder with everything a server knows, locked by the one process that may use it. */
final class DataFolder implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DataFolder.class);

  private final Path path;
  private final FileChannel channel;
  private final Reserve reserve;

  private final boolean made;
  private boolean discarded;

  private DataFolder(Path path, FileChannel channel, boolean made) {
    this.path = path;
    this.channel = channel;
    this.reserve = new Reserve(path);
    this.made = made;
  }

  /**
   * Creates the folder as needed and locks it. Its mode is 0700 from then on.
   *
   * @throws StartRefused when another process holds it or it cannot be used
   */
  static DataFolder open(Path path) {
    try {
      boolean made = !Files.isDirectory(path);
      if (made) {
        Files.createDirectories(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        closeToOthers(path);
      }
      FileChannel channel =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new StartRefused("data folder " + path + " is in use by another process");
      }
      DataFolder folder = new DataFolder(path, channel, made);
      folder.reserve.use();
      return folder;
    } catch (IOException e) {
      throw new StartRefused("cannot use data folder " + path + ": " + FileTrouble.of(e));
    }
  }

  private static void closeToOthers(Path path) throws IOException {
    Optional<String> mode = FileMode.openToOthers(path);
    if (mode.isPresent()) {
      FileMode.close(path);
      log.warn("data folder {} had the mode {}, now rwx------", path, mode.get());
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  Path database() {
    return path.resolve("signet.db");
  }

  Path seal() {
    return path.resolve("seal");
  }

  /** Whether no server ever ran on it. */
  boolean isNew() {
    return !Files.exists(credentials()) && !Files.exists(seal());
  }

  Path credentials() {
    return path.resolve("credentials");
  }

  Path trust() {
    return path.resolve("trust.pem");
  }

  Path serverFile() {
    return path.resolve("server.json");
  }

  Path path() {
    return path;
  }

  /** No server came to run on it: a folder that this start made is taken back, still locked. */
  void discardWhenClosed() {
    discarded = made;
  }

  private void discard() {
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(path);
    } catch (IOException e) {
      log.warn("the new data folder {} stays: {}", path, FileTrouble.of(e));
    }
  }

  @Override
  public void close() {
    if (discarded) {
      discard();
    } else {
      reserve.keep();
    }
    try {
      channel.close(); // releases the lock
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
