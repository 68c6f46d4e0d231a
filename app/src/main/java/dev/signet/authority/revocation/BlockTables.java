// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.revocation;

import dev.signet.store.Tx;
import java.util.List;
import java.util.Optional;

/**
 * Rows of {@code crl_blocks}, octets of CRLs, and of {@code crl_parts}, which editions have them.
 * Nobody sees those of an edition before {@link CrlTables#replace}.
 */
final class BlockTables {
  private BlockTables() {}

  /** Entries that editions may share. */
  static void insert(Tx tx, CrlBlock block, byte[] octets) {
    tx.update(
        "INSERT INTO crl_blocks (block, after, ends, octets) VALUES (?, ?, ?, ?)",
        block.name(),
        block.after(),
        block.ends(),
        octets);
  }

  /** A block is part of an edition. */
  static void insertPart(Tx tx, String edition, int part, String block) {
    tx.update(
        "INSERT INTO crl_parts (edition, part, block) VALUES (?, ?, ?)", edition, part, block);
  }

  /** A part that no other edition has. */
  static void insertOwn(Tx tx, String edition, int part, byte[] octets) {
    String block = edition + "/" + part;
    tx.update("INSERT INTO crl_blocks (block, octets) VALUES (?, ?)", block, octets);
    insertPart(tx, edition, part, block);
  }

  /** The entries of an edition, in order. */
  static List<CrlBlock> of(Tx tx, String edition) {
    return tx.list(
        "SELECT b.block, b.after, b.ends, LENGTH(b.octets) AS octets FROM crl_parts p"
            + " JOIN crl_blocks b ON b.block = p.block"
            + " WHERE p.edition = ? AND b.ends IS NOT NULL ORDER BY p.part",
        row ->
            new CrlBlock(
                row.getString("block"),
                row.getString("after"),
                row.getLong("ends"),
                row.getLong("octets")),
        edition);
  }

  /** The octets of entries that an edition has. */
  static byte[] octets(Tx tx, CrlBlock block) {
    return tx.first(
            "SELECT octets FROM crl_blocks WHERE block = ?", row -> row.getBytes(1), block.name())
        .orElseThrow(() -> new IllegalStateException("block " + block.name() + " is gone"));
  }

  /** The octets of a part; empty after the last, and when it is no longer kept. */
  static Optional<byte[]> part(Tx tx, String edition, int part) {
    return tx.first(
        "SELECT b.octets FROM crl_parts p JOIN crl_blocks b ON b.block = p.block"
            + " WHERE p.edition = ? AND p.part = ?",
        row -> row.getBytes(1),
        edition,
        part);
  }

  /** Removes an edition, and the blocks that no other has. */
  static void delete(Tx tx, String edition) {
    List<String> blocks =
        tx.list(
            "SELECT block FROM crl_parts p WHERE edition = ? AND NOT EXISTS"
                + " (SELECT 1 FROM crl_parts o WHERE o.block = p.block AND o.edition <> p.edition)",
            row -> row.getString(1),
            edition);
    tx.update("DELETE FROM crl_parts WHERE edition = ?", edition);
    blocks.forEach(block -> tx.update("DELETE FROM crl_blocks WHERE block = ?", block));
  }
}
