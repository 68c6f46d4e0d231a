// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.content;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** The checksums that S3's clients send with octets, by the names of their headers. */
public enum ChecksumAlgorithm {
  CRC32(4),
  CRC32C(4),
  CRC64NVME(8),
  SHA1(20),
  SHA256(32);

  private final int octets;

  ChecksumAlgorithm(int octets) {
    this.octets = octets;
  }

  /** One that is being computed. */
  public interface Running {
    void update(byte[] octets, int offset, int length);

    /** The checksum of all, big-endian. */
    byte[] value();
  }

  /** How many octets it has. */
  public int octets() {
    return octets;
  }

  /** The name of its header, {@code x-amz-checksum-…}. */
  public String header() {
    return "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);
  }

  /** The one of that header. */
  public static Optional<ChecksumAlgorithm> ofHeader(String name) {
    for (ChecksumAlgorithm each : values()) {
      if (each.header().equals(name)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** Begins to compute it. */
  public Running start() {
    return switch (this) {
      case CRC32 -> new Sum(new CRC32(), octets);
      case CRC32C -> new Sum(new CRC32C(), octets);
      case CRC64NVME -> new Sum(new Crc64Nvme(), octets);
      case SHA1 -> new Hash(digest("SHA-1"));
      case SHA256 -> new Hash(digest("SHA-256"));
    };
  }

  /** The hash that is an object's ETag, where it was put in one piece. */
  public static Running md5() {
    return new Hash(digest("MD5"));
  }

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + name, e);
    }
  }

  private record Sum(Checksum sum, int size) implements Running {
    @Override
    public void update(byte[] octets, int offset, int length) {
      sum.update(octets, offset, length);
    }

    @Override
    public byte[] value() {
      byte[] all = ByteBuffer.allocate(Long.BYTES).putLong(sum.getValue()).array();
      return Arrays.copyOfRange(all, Long.BYTES - size, Long.BYTES);
    }
  }

  private record Hash(MessageDigest digest) implements Running {
    @Override
    public void update(byte[] octets, int offset, int length) {
      digest.update(octets, offset, length);
    }

    @Override
    public byte[] value() {
      return digest.digest();
    }
  }
}
