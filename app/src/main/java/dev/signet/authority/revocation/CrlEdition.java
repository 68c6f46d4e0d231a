// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.revocation;

import dev.signet.ground.Ground;
import dev.signet.kernel.Sha256;
import dev.signet.pki.status.CrlFrame;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The octets of a CRL on their way to the database: long ones leave in pieces while they are still
 * being made, so that none is held whole; the last pieces go with the row that makes it the newest.
 */
final class CrlEdition {
  /** In memory at once. */
  private static final int MOST_WAITING = 1024 * 1024;

  private final Ground ground;
  private final String path;
  private final String name;
  private final MessageDigest digest = Sha256.begin();
  private final List<byte[]> waiting = new ArrayList<>();
  private int waitingOctets;
  private int parts = 1; // part 0 is known last
  private long octets;

  CrlEdition(Ground ground, String path) {
    this.ground = ground;
    this.path = path;
    this.name = ground.entropy().uuid().toString();
  }

  /** The next piece of the signed part. */
  void add(byte[] piece) {
    digest.update(piece);
    waiting.add(piece);
    waitingOctets += piece.length;
    octets += piece.length;
    if (waitingOctets >= MOST_WAITING) {
      ground
          .store()
          .write(tx -> {
            tx.unrecorded(Unrecorded.HOUSEKEEPING); // nobody sees it yet
            if (parts == 1) {
              EditionTables.begin(tx, name, path, ground.now());
            }
            writeWaiting(tx);
            return true;
          });
    }
  }

  private void writeWaiting(Tx tx) {
    for (byte[] piece : waiting) {
      CrlTables.insertPart(tx, name, parts++, piece);
    }
    waiting.clear();
    waitingOctets = 0;
  }

  /** Writes the rest. */
  void finish(Tx tx, CrlFrame frame) {
    CrlTables.insertPart(tx, name, 0, frame.before().bytes());
    writeWaiting(tx);
    CrlTables.insertPart(tx, name, parts, frame.after().bytes());
  }

  String name() {
    return name;
  }

  /** How many octets all of it has, inside this frame. */
  long octets(CrlFrame frame) {
    return frame.before().length() + octets + frame.after().length();
  }

  /** SHA-256 of the signed part. */
  String digest() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
