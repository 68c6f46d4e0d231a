// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.sigv4;

/** How a body that follows its signature is vouched for: what {@code X-Amz-Content-Sha256} says. */
public sealed interface Payload {
  /**
   * By its hash, which the signature covers.
   *
   * @param sha256 lower-case hexadecimal
   */
  record Hashed(String sha256) implements Payload {}

  /** By nothing. */
  record Unhashed() implements Payload {}

  /** In chunks ({@code aws-chunked}), vouched for by nothing, with trailing headers. */
  record PlainChunks() implements Payload {}

  /**
   * In chunks, each with a signature.
   *
   * @param trailer whether signed trailing headers follow the last one
   */
  record SignedChunks(ChunkSignatures signatures, boolean trailer) implements Payload {}
}
