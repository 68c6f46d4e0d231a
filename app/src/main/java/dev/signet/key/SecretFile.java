// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Writes the few files that may hold a secret: mode 0600 from the first byte, whole or not at all.
 */
public final class SecretFile {
  private SecretFile() {}

  /** Writes the file through a sibling and a rename, so that a reader never sees half of it. */
  public static void write(Path file, String content) {
    write(file, content.getBytes(StandardCharsets.UTF_8));
  }

  /** The same with octets. */
  public static void write(Path file, byte[] content) {
    Path sibling = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(sibling);
      try (FileChannel channel =
          FileChannel.open(
              sibling,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      move(sibling, file);
    } catch (IOException e) {
      discard(sibling, e);
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** Puts a file in the place of another, at once and for good: also after loss of power. */
  static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel folder = FileChannel.open(to.toAbsolutePath().getParent())) {
      folder.force(true);
    }
  }

  private static void discard(Path sibling, IOException why) {
    try {
      Files.deleteIfExists(sibling);
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }
}
