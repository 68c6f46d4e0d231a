// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import dev.signet.kernel.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;

/**
 * Puts files in the place of others. All of them are written before the first is replaced, so that
 * what works is there until what comes after it is whole.
 */
public final class Replacement {
  private final Disk disk;

  Replacement(Disk disk) {
    this.disk = disk;
  }

  /** On the disk of this machine. */
  public static Replacement onThisHost() {
    return new Replacement(new HostDisk());
  }

  /** Whether files, modes and owners are as they shall be. */
  static boolean isDone(List<FileContent> files) {
    return files.stream().allMatch(Replacement::isThere);
  }

  private static boolean isThere(FileContent file) {
    try {
      PosixFileAttributes there =
          Files.readAttributes(file.path(), PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      Access wanted = file.access();
      return there.permissions().equals(wanted.mode())
          && wanted.owner().stream().allMatch(there.owner().getName()::equals)
          && wanted.group().stream().allMatch(there.group().getName()::equals)
          && file.isSaidBy(Files.readAllBytes(file.path()));
    } catch (IOException e) {
      return false; // then it is written anew, or that says what is wrong
    }
  }

  /**
   * Replaces files in their order, each by a rename.
   *
   * @throws AgentRefused when the disk does not let it; files are old or new then, none is half
   */
  public void files(List<FileContent> files) {
    try {
      for (FileContent each : files) {
        disk.remove(next(each.path()));
        disk.write(next(each.path()), each);
      }
      for (FileContent each : files) {
        disk.move(next(each.path()), each.path());
      }
    } catch (IOException e) {
      throw refused(files, e);
    }
  }

  private static Path next(Path file) {
    return file.resolveSibling(file.getFileName() + ".new");
  }

  /**
   * Replaces all files of a folder by one rename of the link that the folder is. The version before
   * stays for who has opened it.
   *
   * @param files at least one, all of one folder
   * @throws AgentRefused when the disk does not let it; what was there is there then
   */
  void folder(List<FileContent> files) {
    Path link = SafePlaces.folderOf(files.getFirst().path());
    Versions versions = new Versions(link);
    try {
      List<Path> before =
          Files.isSymbolicLink(link)
              ? List.of(link.resolveSibling(Files.readSymbolicLink(link)))
              : List.of();
      Path next = versions.next();
      disk.makeFolder(next);
      for (FileContent each : files) {
        disk.write(next.resolve(each.path().getFileName()), each);
      }
      disk.sync(next);
      disk.remove(versions.nextLink());
      disk.link(versions.nextLink(), next.getFileName());
      disk.move(versions.nextLink(), link);
      for (Path each : versions.all()) {
        if (!each.equals(next) && !before.contains(each)) {
          disk.remove(each);
        }
      }
    } catch (IOException e) {
      throw refused(files, e);
    }
  }

  private static AgentRefused refused(List<FileContent> files, IOException failure) {
    return new AgentRefused(
        "cannot replace " + files.getFirst().path() + ": " + FileTrouble.of(failure));
  }
}
