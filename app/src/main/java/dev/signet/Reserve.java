// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Room on the disk that a server leaves for its next start: opening the database takes some, also
 * where others have filled the disk meanwhile. A server that was killed leaves the files
 * themselves.
 */
final class Reserve {
  private static final Logger log = LoggerFactory.getLogger(Reserve.class);
  private static final int PIECE = 16 * 1024;
  private static final int PIECES = 64;

  private final Path file;

  Reserve(Path folder) {
    this.file = folder.resolve("reserve");
  }

  /** Gives the room away. */
  void use() throws IOException {
    Files.deleteIfExists(file);
  }

  /** Takes it again, or what there is of it. */
  void keep() {
    try (OutputStream kept = Files.newOutputStream(file)) {
      for (int i = 0; i < PIECES; i++) {
        kept.write(new byte[PIECE]);
      }
    } catch (IOException e) {
      log.debug("less room than usual is kept for the next start", e);
    }
  }
}
