// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.payload;

/** Nothing vouches for the chunks. */
final class PlainChunkCheck implements ChunkCheck {
  @Override
  public boolean isSigned() {
    return false;
  }

  @Override
  public boolean allowsTrailer() {
    return true;
  }

  @Override
  public void update(byte[] octets, int offset, int length) {}

  @Override
  public void endOfChunk(String signature) {}

  @Override
  public void endOfTrailer(String lines, String signature) {}
}
