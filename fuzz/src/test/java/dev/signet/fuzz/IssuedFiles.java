// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.fuzz;

import dev.signet.kernel.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the seeds were issued, as files for judges that are no Java programs: in the folder of the
 * property {@code signet.fuzz.issued}. Without it, when inputs are changed without end, none is
 * kept.
 */
final class IssuedFiles {
  private static final Optional<Path> FOLDER =
      Optional.ofNullable(System.getProperty("signet.fuzz.issued")).map(Path::of);

  static {
    FOLDER.ifPresent(IssuedFiles::clear); // nothing of an earlier run
  }

  private IssuedFiles() {}

  /** Keeps a certificate, once. */
  static void keep(byte[] der) {
    FOLDER.ifPresent(folder -> write(folder.resolve(Sha256.hex(Sha256.of(der)) + ".der"), der));
  }

  private static void write(Path file, byte[] der) {
    try {
      Files.write(file, der);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void clear(Path folder) {
    try {
      Files.createDirectories(folder);
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
