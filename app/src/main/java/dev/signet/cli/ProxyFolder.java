// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.kernel.FileTrouble;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The folder from which an Envoy starts: {@code envoy.yaml}, {@code run}, {@code trust.pem} and
 * {@code identity/} with its key and chain, in one file that Envoy watches.
 */
final class ProxyFolder {
  /** What is written besides the identity. */
  private static final List<String> FILES = List.of("envoy.yaml", "run", "trust.pem");

  private final Path folder;
  private final IdentityFile identity;

  /** The folders that were made for it, inner ones first. */
  private final Deque<Path> made = new ArrayDeque<>();

  private ProxyFolder(Path folder) {
    this.folder = folder;
    this.identity = new IdentityFile(folder.resolve("identity"));
  }

  /**
   * Creates the folder, so that what cannot be written is known before the token is used.
   *
   * @param replace whether what stands in it may be another proxy's, and is given up
   */
  static ProxyFolder prepare(Path folder, boolean replace) {
    Path absolute = folder.toAbsolutePath().normalize();
    ProxyFolder proxy = new ProxyFolder(absolute);
    if (!replace) {
      proxy.requireFree(folder);
    }
    try {
      proxy.make(absolute);
      Path identity = absolute.resolve("identity");
      if (!Files.isDirectory(identity)) {
        Files.createDirectory(
            identity,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        proxy.made.push(identity);
      }
      Files.deleteIfExists(Files.createTempFile(identity, "probe", ""));
    } catch (IOException e) {
      proxy.takeBack();
      throw new CommandRefused("cannot write to " + folder + ": " + FileTrouble.of(e));
    }
    return proxy;
  }

  private void make(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent != null && !Files.exists(path)) {
      make(parent);
      Files.createDirectory(path);
      made.push(path);
    }
  }

  /** Nobody joined: the folders that were made for it go again, if nothing is in them. */
  void takeBack() {
    try {
      for (Path each : made) {
        Files.delete(each);
      }
    } catch (IOException e) {
      // Somebody else has put something there meanwhile.
    }
  }

  private void requireFree(Path named) {
    if (identity.exists()) {
      throw new CommandRefused(
          named
              + " holds the identity of a proxy: expected another folder, or --force to give that"
              + " identity up; signet proxy renew "
              + named
              + " renews it");
    }
    FILES.stream()
        .filter(name -> Files.exists(folder.resolve(name)))
        .findFirst()
        .ifPresent(name -> {
          throw new CommandRefused(
              named
                  + " has a file "
                  + name
                  + ": expected another folder, or --force to replace it");
        });
  }

  /** A folder that was written before. */
  static ProxyFolder existing(Path folder) {
    if (!Files.isReadable(folder.resolve("identity").resolve("endpoint"))) {
      throw new CommandRefused(
          folder + " is no folder of a proxy: expected what signet proxy bootstrap wrote");
    }
    return new ProxyFolder(folder.toAbsolutePath().normalize());
  }

  /** Writes everything; the identity last, so that a folder with one is whole. */
  void write(Joining.Joined joined, URI endpoint, Bootstrap.Placement placement) {
    try {
      put("trust.pem", joined.trustPem());
      put("identity/endpoint", endpoint + "\n");
      put("envoy.yaml", Bootstrap.envoy(joined.resourceArn(), endpoint, placement));
      put("run", Bootstrap.RUN);
      Files.setPosixFilePermissions(
          folder.resolve("run"), PosixFilePermissions.fromString("rwxr-xr-x"));
      identity.replace(joined);
    } catch (IOException e) {
      throw new CommandRefused("cannot write to " + folder + ": " + FileTrouble.of(e));
    }
  }

  /** The key and chain. */
  IdentityFile identity() {
    return identity;
  }

  /** The server that it joined. */
  URI endpoint() throws IOException {
    return URI.create(Files.readString(folder.resolve("identity/endpoint")).strip());
  }

  Path trust() {
    return folder.resolve("trust.pem");
  }

  /** Whole or not at all. */
  private void put(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Path sibling = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(sibling, content);
    Files.move(sibling, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
