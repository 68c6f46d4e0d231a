// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * Who may use a file.
 *
 * @param owner the user's name; none: whoever runs the agent
 * @param group the group's name, likewise
 */
public record Access(
    Set<PosixFilePermission> mode, Optional<String> owner, Optional<String> group) {
  static final Set<PosixFilePermission> OWNER_ONLY =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  /** For its owner's eyes only, whoever runs the program. */
  public static final Access PRIVATE = new Access(OWNER_ONLY, Optional.empty(), Optional.empty());

  /** Copies the mode. */
  public Access {
    mode = Set.copyOf(mode);
  }
}
