// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;

/** What a file shall hold, and who may use it; it may be a secret. */
public final class FileContent {
  private final Path path;
  private final byte[] octets;
  private final Access access;
  private final Predicate<byte[]> same;

  private FileContent(Path path, byte[] octets, Access access, Predicate<byte[]> same) {
    this.path = path;
    this.octets = octets;
    this.access = access;
    this.same = same;
  }

  /** A text. */
  public static FileContent of(Path path, String text, Access access) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    return new FileContent(path, octets, access, there -> Arrays.equals(there, octets));
  }

  /**
   * Octets that another file may stand for.
   *
   * @param same whether the octets of a file say the same
   */
  static FileContent of(Path path, byte[] octets, Access access, Predicate<byte[]> same) {
    return new FileContent(path, octets.clone(), access, same);
  }

  Path path() {
    return path;
  }

  Access access() {
    return access;
  }

  byte[] octets() {
    return octets;
  }

  /** Whether a file of these octets need not be replaced. */
  boolean isSaidBy(byte[] there) {
    return same.test(there);
  }

  /** Names it only. */
  @Override
  public String toString() {
    return path.toString();
  }
}
