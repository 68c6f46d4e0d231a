// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

import java.io.InputStream;
import java.util.Iterator;

/** Octets that come in pieces, read as one stream. */
public final class PieceStream extends InputStream {
  private final Iterator<byte[]> pieces;
  private byte[] piece = new byte[0];
  private int at;

  /** A stream of these, each asked for when the one before it was read. */
  public PieceStream(Iterator<byte[]> pieces) {
    this.pieces = pieces;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    while (at == piece.length) {
      if (!pieces.hasNext()) {
        return -1;
      }
      piece = pieces.next();
      at = 0;
    }
    int count = Math.min(length, piece.length - at);
    System.arraycopy(piece, at, into, offset, count);
    at += count;
    return count;
  }
}
