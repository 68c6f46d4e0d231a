// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The disk of this machine. */
final class HostDisk implements Disk {
  @Override
  public void makeFolder(Path folder) throws IOException {
    Files.createDirectory(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Override
  public void write(Path file, FileContent content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(Access.OWNER_ONLY))) {
      ByteBuffer octets = ByteBuffer.wrap(content.octets());
      while (octets.hasRemaining()) {
        channel.write(octets);
      }
      give(file, content.access());
      channel.force(true);
    }
  }

  private static void give(Path file, Access access) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    UserPrincipalLookupService names = file.getFileSystem().getUserPrincipalLookupService();
    try {
      if (access.group().isPresent()) {
        view.setGroup(names.lookupPrincipalByGroupName(access.group().get()));
      }
      if (access.owner().isPresent()) {
        view.setOwner(names.lookupPrincipalByName(access.owner().get()));
      }
    } catch (UserPrincipalNotFoundException e) {
      throw new AgentRefused(e.getName() + ": expected a user or group of this host");
    }
    view.setPermissions(access.mode());
  }

  @Override
  public void link(Path link, Path name) throws IOException {
    Files.createSymbolicLink(link, name);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(SafePlaces.folderOf(to));
  }

  @Override
  public void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder)) {
      channel.force(true);
    }
  }

  @Override
  public void remove(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      List<Path> inside;
      try (Stream<Path> all = Files.list(path)) {
        inside = all.toList();
      }
      for (Path each : inside) {
        Files.delete(each);
      }
    }
    Files.deleteIfExists(path);
  }
}
