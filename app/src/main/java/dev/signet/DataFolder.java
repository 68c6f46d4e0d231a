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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder with everything a server knows, locked by the one process that may use it. */
final class DataFolder implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DataFolder.class);

  private final Path path;
  private final FileChannel channel;
  private final Reserve reserve;

  private final FolderBefore before;
  private boolean discarded;

  private DataFolder(FolderBefore before, FileChannel channel) {
    this.path = before.path();
    this.channel = channel;
    this.reserve = new Reserve(path);
    this.before = before;
  }

  /**
   * Creates the folder as needed and locks it. Its mode is 0700 from then on.
   *
   * @throws StartRefused when another process holds it or it cannot be used; nothing of it is
   *     changed then
   */
  static DataFolder open(Path path) {
    try {
      FolderBefore before = FolderBefore.of(path);
      before.requireUsable();
      before.create();
      FileChannel channel =
          FileChannel.open(
              path.resolve(FolderBefore.LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new StartRefused("data folder " + path + " is in use by another process");
      }
      DataFolder folder = new DataFolder(before.underLock(), channel);
      folder.take();
      return folder;
    } catch (IOException e) {
      throw new StartRefused("cannot use data folder " + path + ": " + FileTrouble.of(e));
    }
  }

  private void take() throws IOException {
    try {
      if (before.openToOthers().isPresent()) {
        FileMode.close(path);
      }
      reserve.use();
    } catch (IOException e) {
      discardWhenClosed();
      close();
      throw e;
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

  /** A server runs on it: what that changed of it is told. */
  void tellChange() {
    before
        .openToOthers()
        .ifPresent(mode -> log.warn("data folder {} had the mode {}, now rwx------", path, mode));
  }

  /** No server came to run on it: it will be as it was, still locked. */
  void discardWhenClosed() {
    discarded = true;
  }

  private void discard() {
    try {
      before.takeBack();
    } catch (IOException e) {
      log.warn("the data folder {} is not as it was: {}", path, FileTrouble.of(e));
    }
  }

  @Override
  public void close() {
    if (!discarded || before.hasDatabase()) {
      reserve.keep();
    }
    if (discarded) {
      discard();
    }
    try {
      channel.close(); // releases the lock
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
