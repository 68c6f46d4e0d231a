// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.content;

import dev.signet.bucket.BucketReason;
import dev.signet.kernel.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Octets that are being read, and held against what their sender says of them. */
final class Reading {
  private final InputStream octets;
  private final Claims claims;
  private final long most;
  private final ChecksumAlgorithm.Running md5 = ChecksumAlgorithm.md5();
  private final Optional<ChecksumAlgorithm.Running> checksum;
  private long size;

  Reading(InputStream octets, Claims claims, long most) {
    requireAtMost(claims.size().orElse(0), most);
    this.octets = octets;
    this.claims = claims;
    this.most = most;
    this.checksum = claims.checksum().map(claimed -> claimed.algorithm().start());
  }

  /** The next ones; fewer than asked for only at their end. */
  byte[] chunk(int length) {
    byte[] chunk = read(length);
    size += chunk.length;
    requireAtMost(size, most);
    md5.update(chunk, 0, chunk.length);
    checksum.ifPresent(running -> running.update(chunk, 0, chunk.length));
    return chunk;
  }

  private static void requireAtMost(long size, long most) {
    if (size > most) {
      throw new Refusal(
          BucketReason.TOO_LARGE,
          "Your proposed upload exceeds the maximum allowed size: expected at most "
              + most
              + " octets");
    }
  }

  private byte[] read(int length) {
    try {
      return octets.readNBytes(length);
    } catch (IOException e) {
      throw new Refusal(BucketReason.CUT_OFF, "the body ends early: " + e.getMessage());
    }
  }

  /**
   * All of them were read.
   *
   * @throws Refusal when they are not what their sender says
   */
  Contents.Draft draft(long content, Optional<byte[]> only) {
    if (claims.size().isPresent() && claims.size().getAsLong() != size) {
      throw new Refusal(
          BucketReason.CUT_OFF,
          "You did not provide the number of bytes specified: "
              + size
              + " came, expected "
              + claims.size().getAsLong());
    }
    byte[] hash = md5.value();
    claims.md5().ifPresent(claimed -> requireMd5(claimed, hash));
    return new Contents.Draft(content, size, HexFormat.of().formatHex(hash), checked(), only);
  }

  private static void requireMd5(String claimed, byte[] hash) {
    if (!claimed.equals(Base64.getEncoder().encodeToString(hash))) {
      throw new Refusal(
          BucketReason.OTHER_CHECKSUM,
          "The Content-MD5 you specified did not match what we received.");
    }
  }

  private Optional<ObjectChecksum> checked() {
    return claims
        .checksum()
        .map(claimed -> {
          ObjectChecksum found =
              ObjectChecksum.of(claimed.algorithm(), checksum.orElseThrow().value());
          if (claimed.value().get().filter(value -> !value.equals(found)).isPresent()) {
            throw new Refusal(
                BucketReason.OTHER_CHECKSUM,
                "The "
                    + claimed.algorithm()
                    + " you specified did not match the calculated checksum.");
          }
          return found;
        });
  }
}
