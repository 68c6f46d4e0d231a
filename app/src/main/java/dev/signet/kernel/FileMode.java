// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Who may use a file or a folder. */
public final class FileMode {
  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private FileMode() {}

  /** The mode, such as {@code rw-r--r--}, of what is open to more than its owner. */
  public static Optional<String> openToOthers(Path path) {
    try {
      Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path);
      return OWNERS.containsAll(mode)
          ? Optional.empty()
          : Optional.of(PosixFilePermissions.toString(mode));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty(); // whoever uses it will say what is wrong
    }
  }

  /** Closes a folder to all but its owner. */
  public static void close(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, OWNERS);
  }
}
