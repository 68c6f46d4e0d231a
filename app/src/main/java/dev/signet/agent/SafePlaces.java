// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import dev.signet.agent.Targets.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Holds the places of files against whoever could lead the agent elsewhere: nothing on the way to
 * them may be a symbolic link or be writable by everybody.
 */
final class SafePlaces {
  private static final int WRITABLE_BY_ALL = 0002;
  private static final int STICKY = 01000;

  private SafePlaces() {}

  /** The folder of an absolute path of a file. */
  static Path folderOf(Path file) {
    return Objects.requireNonNull(file.getParent(), "the path of a file has a folder");
  }

  /**
   * Refuses targets that are not safe to write to, as the file system is now.
   *
   * @throws AgentRefused naming the part of the path
   */
  static void requireSafe(Targets targets) {
    targets.folders().forEach(SafePlaces::requireSafeFolder);
    for (Path file : targets.files()) {
      if (targets.layout() == Layout.FILES && Files.isSymbolicLink(file)) {
        throw new AgentRefused(file + " is a symbolic link: expected a file, or none");
      }
      Path folder = folderOf(file);
      if (targets.layout() == Layout.SYMLINK
          && Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
          && !Versions.isOwnLink(folder)) {
        throw new AgentRefused(
            folder + " is not a link of the agent's: expected none, layout \"symlink\" makes it");
      }
    }
  }

  /**
   * Refuses a folder that others could lead elsewhere or write to.
   *
   * @throws AgentRefused naming the part of the path
   */
  static void requireSafeFolder(Path folder) {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(folder)) {
      throw new AgentRefused(folder + " is no folder: expected one that is there");
    }
    for (Path each = folder; each.getParent() != null; each = each.getParent()) {
      if (Files.isSymbolicLink(each)) {
        throw new AgentRefused(each + " is a symbolic link: expected a path without one");
      }
      int mode = mode(each);
      boolean sticky = !each.equals(folder) && (mode & STICKY) != 0;
      if ((mode & WRITABLE_BY_ALL) != 0 && !sticky) {
        throw new AgentRefused(
            each + " is writable by everybody: expected a folder of one keeper's");
      }
    }
  }

  private static int mode(Path folder) {
    try {
      return (int) Files.getAttribute(folder, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw new AgentRefused("cannot look at " + folder + ": expected a folder that is there");
    }
  }
}
