// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the files of one certificate go.
 *
 * @param chain the issuers' file; none: they follow the certificate in its own
 */
public record Targets(
    Layout layout,
    Path certificate,
    Optional<Path> chain,
    Path key,
    Optional<Keystore> keystore,
    Access open,
    Access secret) {

  /** How the files of a certificate are replaced. */
  public enum Layout {
    /** Each by a rename of its own: a reader between two of them sees one old and one new. */
    FILES,

    /** All by one rename: their folder is a symbolic link to the folder of a version. */
    SYMLINK
  }

  /**
   * A file of PKCS #12 (RFC 7292) with key and chain, in the JDK's default algorithms.
   *
   * @param passwordFile its first line is the password
   */
  public record Keystore(Path file, Path passwordFile) {}

  /** All files, in the order in which they are replaced. */
  List<Path> files() {
    return Stream.of(
            chain.stream(), Stream.of(certificate, key), keystore.stream().map(Keystore::file))
        .flatMap(each -> each)
        .toList();
  }

  /** The folders in which something is made and replaced. */
  public List<Path> folders() {
    return files().stream()
        .map(file ->
            layout == Layout.SYMLINK
                ? SafePlaces.folderOf(SafePlaces.folderOf(file))
                : SafePlaces.folderOf(file))
        .distinct()
        .toList();
  }
}
