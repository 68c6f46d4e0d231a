// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.content;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * What a sender says of the octets that it sends.
 *
 * @param size how many they are
 * @param md5 their MD5, Base64
 */
public record Claims(OptionalLong size, Optional<String> md5, Optional<ClaimedChecksum> checksum) {
  /** Nothing. */
  public static final Claims NONE =
      new Claims(OptionalLong.empty(), Optional.empty(), Optional.empty());

  /**
   * A checksum.
   *
   * @param value asked for once all octets were read: it may come after them; empty where the
   *     server is to compute it
   */
  public record ClaimedChecksum(
      ChecksumAlgorithm algorithm, Supplier<Optional<ObjectChecksum>> value) {}
}
