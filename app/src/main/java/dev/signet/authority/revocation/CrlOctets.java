// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.revocation;

import dev.signet.authority.PublishedCrl;
import dev.signet.ground.Ground;
import dev.signet.kernel.Refusal;
import java.io.InputStream;

/** The octets of a CRL, read as they are asked for. */
final class CrlOctets extends InputStream {
  private final Ground ground;
  private final PublishedCrl crl;
  private byte[] piece = {};
  private int at;
  private int part;
  private long read;

  CrlOctets(Ground ground, PublishedCrl crl) {
    this.ground = ground;
    this.crl = crl;
  }

  @Override
  public int read() {
    return fill() ? piece[at++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] octets, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, piece.length - at);
    System.arraycopy(piece, at, octets, offset, count);
    at += count;
    return count;
  }

  private boolean fill() {
    while (at == piece.length && read < crl.octets()) {
      int number = part++;
      piece =
          ground
              .store()
              .read(tx -> CrlTables.part(tx, crl.edition(), number))
              .orElseThrow(
                  () -> Refusal.conflict("another edition took the place of " + crl.path()));
      at = 0;
      read += piece.length;
    }
    return at < piece.length;
  }
}
