// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signatures of a body's chunks, each of which covers the one before: the first one that of the
 * request (S3, "Signature calculations for the Authorization header: transferring payload in
 * multiple chunks"). For one body and one thread.
 */
public final class ChunkSignatures {
  private static final String NOTHING = SigV4.sha256(new byte[0]);

  private final SecretKeySpec key;
  private final String time;
  private final Scope scope;
  private String previous;

  ChunkSignatures(SecretKeySpec key, String time, Scope scope, String ofRequest) {
    this.key = key;
    this.time = time;
    this.scope = scope;
    this.previous = ofRequest;
  }

  /**
   * Whether this is the signature of the next chunk.
   *
   * @param sha256 of the chunk's octets, lower-case hexadecimal
   */
  public boolean isOfChunk(String sha256, String signature) {
    return isNext(SigV4.ALGORITHM + "-PAYLOAD", NOTHING + "\n" + sha256, signature);
  }

  /**
   * Whether this is the signature of the trailing headers.
   *
   * @param lines each {@code name:value} and a line feed, in their order
   */
  public boolean isOfTrailer(String lines, String signature) {
    String hash = SigV4.sha256(lines.getBytes(StandardCharsets.UTF_8));
    return isNext(SigV4.ALGORITHM + "-TRAILER", hash, signature);
  }

  private boolean isNext(String algorithm, String hashes, String signature) {
    String expected =
        SigV4.signature(key, String.join("\n", algorithm, time, scope.text(), previous, hashes));
    previous = expected;
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.US_ASCII),
        signature.getBytes(StandardCharsets.US_ASCII));
  }
}
