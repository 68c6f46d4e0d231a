// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.payload;

import dev.signet.wire.sigv4.ChunkSignatures;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Each chunk has a signature, and so have the trailing headers. */
final class SignedChunkCheck implements ChunkCheck {
  private final ChunkSignatures signatures;
  private final boolean trailer;
  private final MessageDigest digest = PayloadStream.sha256();

  SignedChunkCheck(ChunkSignatures signatures, boolean trailer) {
    this.signatures = signatures;
    this.trailer = trailer;
  }

  @Override
  public boolean isSigned() {
    return true;
  }

  @Override
  public boolean allowsTrailer() {
    return trailer;
  }

  @Override
  public void update(byte[] octets, int offset, int length) {
    digest.update(octets, offset, length);
  }

  @Override
  public void endOfChunk(String signature) throws PayloadProblem {
    require(signatures.isOfChunk(HexFormat.of().formatHex(digest.digest()), signature), "a chunk");
  }

  @Override
  public void endOfTrailer(String lines, String signature) throws PayloadProblem {
    if (trailer) {
      require(signatures.isOfTrailer(lines, signature), "the trailing headers");
    }
  }

  private static void require(boolean right, String what) throws PayloadProblem {
    if (!right) {
      throw new PayloadProblem(
          PayloadProblem.Kind.FALSE_SIGNATURE,
          "The signature of " + what + " that we calculated does not match the one you provided.");
    }
  }
}
