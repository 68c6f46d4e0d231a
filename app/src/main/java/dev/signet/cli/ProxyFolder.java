// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import dev.signet.kernel.FileTrouble;
import dev.signet.key.SecretFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * The folder from which an Envoy starts: {@code envoy.yaml}, {@code run}, {@code trust.pem} and
 * {@code identity/} with the key (mode 0600), its chain and the secret's description that Envoy
 * watches.
 */
final class ProxyFolder {
  private final Path folder;

  private ProxyFolder(Path folder) {
    this.folder = folder;
  }

  /** Creates the folder, so that what cannot be written is known before the token is used. */
  static ProxyFolder prepare(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(absolute);
      Path identity = absolute.resolve("identity");
      if (!Files.isDirectory(identity)) {
        Files.createDirectory(
            identity,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      Files.deleteIfExists(Files.createTempFile(identity, "probe", ""));
    } catch (IOException e) {
      throw new CommandRefused("cannot write to " + folder + ": " + FileTrouble.of(e));
    }
    return new ProxyFolder(absolute);
  }

  /** A folder that was written before. */
  static ProxyFolder existing(Path folder) {
    if (!Files.isReadable(folder.resolve("identity").resolve("endpoint"))) {
      throw new CommandRefused(
          folder + " is no folder of a proxy: expected what signet proxy bootstrap wrote");
    }
    return new ProxyFolder(folder.toAbsolutePath().normalize());
  }

  /** Writes everything. */
  void write(Joining.Joined joined, URI endpoint, Bootstrap.Placement placement) {
    try {
      put("trust.pem", joined.trustPem());
      put("identity/endpoint", endpoint + "\n");
      put("identity/sds.yaml", Bootstrap.identitySecret());
      put("envoy.yaml", Bootstrap.envoy(joined.resourceArn(), endpoint, placement));
      put("run", Bootstrap.RUN);
      Files.setPosixFilePermissions(
          folder.resolve("run"), PosixFilePermissions.fromString("rwxr-xr-x"));
      replaceIdentity(joined);
    } catch (IOException e) {
      throw new CommandRefused("cannot write to " + folder + ": " + FileTrouble.of(e));
    }
  }

  /** Puts a new identity in the place of the old; a running Envoy takes it over. */
  void replaceIdentity(Joining.Joined joined) throws IOException {
    SecretFile.write(folder.resolve("identity/key.pem"), joined.keyPem());
    put("identity/chain.pem", joined.chainPem() + "\n");
  }

  /** The server that it joined. */
  URI endpoint() throws IOException {
    return URI.create(Files.readString(folder.resolve("identity/endpoint")).strip());
  }

  /** The present identity. */
  Https.Shown identity() throws IOException {
    return new Https.Shown(key(), Https.certificates(folder.resolve("identity/chain.pem")));
  }

  Path trust() {
    return folder.resolve("trust.pem");
  }

  private PrivateKey key() throws IOException {
    String body =
        Files.readString(folder.resolve("identity/key.pem"))
            .replaceAll("-----[A-Z ]+-----|\\s", "");
    try {
      return KeyFactory.getInstance("EC")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new CommandRefused(
          folder.resolve("identity/key.pem") + " is not readable: expected the key of bootstrap");
    }
  }

  /** Whole or not at all: Envoy watches for the move. */
  private void put(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Path sibling = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(sibling, content);
    Files.move(sibling, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
