// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.content;

import dev.signet.bucket.BucketReason;
import dev.signet.kernel.Refusal;
import java.util.Base64;

/**
 * A checksum of octets, as headers carry it.
 *
 * @param base64 its octets, big-endian
 */
public record ObjectChecksum(ChecksumAlgorithm algorithm, String base64) {
  /**
   * A checksum of the right size.
   *
   * @throws Refusal of reason BAD_CHECKSUM
   */
  public ObjectChecksum {
    if (decoded(base64).length != algorithm.octets()) {
      throw new Refusal(
          BucketReason.BAD_CHECKSUM,
          "Value for "
              + algorithm.header()
              + " header is invalid: '"
              + base64
              + "', expected Base64 of "
              + algorithm.octets()
              + " octets");
    }
  }

  static ObjectChecksum of(ChecksumAlgorithm algorithm, byte[] value) {
    return new ObjectChecksum(algorithm, Base64.getEncoder().encodeToString(value));
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /** As it is stored. */
  public String text() {
    return algorithm + ":" + base64;
  }

  /** Reads what is stored. */
  public static ObjectChecksum parse(String text) {
    int colon = text.indexOf(':');
    return new ObjectChecksum(
        ChecksumAlgorithm.valueOf(text.substring(0, colon)), text.substring(colon + 1));
  }
}
