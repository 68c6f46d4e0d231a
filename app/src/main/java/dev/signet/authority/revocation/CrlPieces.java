// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.revocation;

import dev.signet.authority.PublishedCrl;
import dev.signet.ground.Ground;
import dev.signet.kernel.Refusal;
import java.util.Iterator;

/** The octets of a CRL, read as they are asked for. */
final class CrlPieces implements Iterator<byte[]> {
  private final Ground ground;
  private final PublishedCrl crl;
  private int part;
  private long read;

  CrlPieces(Ground ground, PublishedCrl crl) {
    this.ground = ground;
    this.crl = crl;
  }

  @Override
  public boolean hasNext() {
    return read < crl.octets();
  }

  @Override
  public byte[] next() {
    int number = part++;
    byte[] piece =
        ground
            .store()
            .read(tx -> BlockTables.part(tx, crl.edition(), number))
            .orElseThrow(() -> Refusal.conflict("newer editions took the place of " + crl.path()));
    read += piece.length;
    return piece;
  }
}
