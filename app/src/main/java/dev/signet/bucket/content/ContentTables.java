// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.content;

import dev.signet.store.Tx;
import java.util.List;
import java.util.Optional;

/** Rows of {@code bucket_contents} and {@code bucket_chunks}. */
final class ContentTables {
  private ContentTables() {}

  static void insert(Tx tx, long id) {
    tx.update("INSERT INTO bucket_contents (id, place, size) VALUES (?, 0, 0)", id);
  }

  static void setSize(Tx tx, long id, long size) {
    tx.update("UPDATE bucket_contents SET size = ? WHERE id = ?", size, id);
  }

  /** Whether it is still there to be given. */
  static boolean give(Tx tx, long id, long object, int place) {
    return tx.update(
            "UPDATE bucket_contents SET object = ?, place = ? WHERE id = ? AND object IS NULL",
            object,
            place,
            id)
        == 1;
  }

  static boolean exists(Tx tx, long id) {
    return tx.first("SELECT 1 FROM bucket_contents WHERE id = ?", row -> true, id).isPresent();
  }

  static List<Long> of(Tx tx, long object) {
    return tx.list(
        "SELECT id FROM bucket_contents WHERE object = ? ORDER BY place",
        row -> row.getLong(1),
        object);
  }

  static List<Contents.Piece> pieces(Tx tx, long object) {
    return tx.list(
        "SELECT id, size FROM bucket_contents WHERE object = ? ORDER BY place",
        row -> new Contents.Piece(row.getLong(1), row.getLong(2)),
        object);
  }

  static void delete(Tx tx, long id) {
    tx.update("DELETE FROM bucket_contents WHERE id = ?", id);
  }

  static void insertChunk(Tx tx, long content, int place, byte[] octets) {
    tx.update(
        "INSERT INTO bucket_chunks (content, place, octets) VALUES (?, ?, ?)",
        content,
        place,
        octets);
  }

  static Optional<byte[]> chunk(Tx tx, long content, int place) {
    return tx.first(
        "SELECT octets FROM bucket_chunks WHERE content = ? AND place = ?",
        row -> row.getBytes(1),
        content,
        place);
  }

  /** Deletes some of the last chunks; answers whether there are more. */
  static boolean deleteChunks(Tx tx, long content, int count) {
    int deleted =
        tx.update(
            "DELETE FROM bucket_chunks WHERE content = ? AND place >"
                + " (SELECT MAX(place) FROM bucket_chunks WHERE content = ?) - ?",
            content,
            content,
            count);
    return deleted == count;
  }
}
