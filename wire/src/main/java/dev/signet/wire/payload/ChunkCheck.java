// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.payload;

/** What vouches for the chunks of one body. */
interface ChunkCheck {
  /** Whether each chunk, and the trailing headers, have a signature. */
  boolean isSigned();

  /** Whether trailing headers may follow the last chunk. */
  boolean allowsTrailer();

  /** Takes octets of the present chunk. */
  void update(byte[] octets, int offset, int length);

  /**
   * The present chunk has ended.
   *
   * @throws PayloadProblem when its signature is false
   */
  void endOfChunk(String signature) throws PayloadProblem;

  /**
   * All has ended.
   *
   * @param lines the trailing headers, each {@code name:value} and a line feed
   * @throws PayloadProblem when their signature is false
   */
  void endOfTrailer(String lines, String signature) throws PayloadProblem;
}
