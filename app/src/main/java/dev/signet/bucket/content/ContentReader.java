// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.content;

import dev.signet.store.Store;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Octets of an object from some place on, a chunk at a time, each read when it is asked for. */
public final class ContentReader implements Iterator<byte[]> {
  private final Store store;
  private final Iterator<Contents.Piece> pieces;
  private Contents.Piece piece = new Contents.Piece(0, 0);
  private long offset; // in the piece
  private long left;

  ContentReader(Store store, List<Contents.Piece> pieces, long from, long length) {
    this.store = store;
    this.pieces = pieces.iterator();
    this.offset = from;
    this.left = length;
  }

  @Override
  public boolean hasNext() {
    return left > 0;
  }

  @Override
  public byte[] next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all was read");
    }
    while (offset >= piece.size()) {
      offset -= piece.size();
      piece = pieces.next();
    }
    long content = piece.content();
    int place = (int) (offset / Contents.CHUNK);
    byte[] chunk =
        store
            .read(tx -> ContentTables.chunk(tx, content, place))
            .orElseThrow(() -> new IllegalStateException("octets of an object are gone"));
    int begin = (int) (offset % Contents.CHUNK);
    int end = (int) Math.min(chunk.length, begin + left);
    offset += end - begin;
    left -= end - begin;
    return begin == 0 && end == chunk.length ? chunk : Arrays.copyOfRange(chunk, begin, end);
  }
}
