// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.upload;

import dev.signet.bucket.CannedAcl;
import dev.signet.bucket.content.Contents;
import dev.signet.bucket.content.ObjectChecksum;
import dev.signet.bucket.object.ObjectHeaders;
import dev.signet.bucket.object.ObjectKey;
import dev.signet.bucket.owned.Bucket;
import dev.signet.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rows of {@code bucket_uploads} and {@code bucket_parts}. */
final class UploadTables {
  private static final String SELECT =
      "SELECT id, bucket, name, headers, acl, started_at FROM bucket_uploads ";

  private static final String SELECT_PART =
      "SELECT number, content, size, etag, checksum, modified_at FROM bucket_parts ";

  private UploadTables() {}

  static void insert(Tx tx, Upload upload) {
    tx.update(
        "INSERT INTO bucket_uploads (id, bucket, name, headers, acl, started_at)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        upload.id(),
        upload.bucket(),
        upload.key().octets(),
        upload.headers().text(),
        upload.acl().name(),
        upload.startedAt().toEpochMilli());
  }

  static Optional<Upload> find(Tx tx, Bucket bucket, ObjectKey key, String id) {
    return tx.first(
        SELECT + "WHERE id = ? AND bucket = ? AND name = ?",
        UploadTables::upload,
        id,
        bucket.name().value(),
        key.octets());
  }

  /** Of a bucket, by the octets of their names. */
  static List<Upload> list(Tx tx, Bucket bucket, int limit) {
    return tx.list(
        SELECT + "WHERE bucket = ? ORDER BY name, id LIMIT ?",
        UploadTables::upload,
        bucket.name().value(),
        limit);
  }

  /** With its parts; their contents are left to the caller. */
  static void delete(Tx tx, Upload upload) {
    tx.update("DELETE FROM bucket_parts WHERE upload = ?", upload.id());
    tx.update("DELETE FROM bucket_uploads WHERE id = ?", upload.id());
  }

  static void insertPart(Tx tx, Upload upload, UploadedPart part) {
    tx.update(
        "INSERT INTO bucket_parts (upload, number, content, size, etag, checksum, modified_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        upload.id(),
        part.number(),
        part.piece().content(),
        part.piece().size(),
        part.etag(),
        part.checksum().map(ObjectChecksum::text).orElse(null),
        part.modifiedAt().toEpochMilli());
  }

  static void deletePart(Tx tx, Upload upload, int number) {
    tx.update("DELETE FROM bucket_parts WHERE upload = ? AND number = ?", upload.id(), number);
  }

  /** In the order of their numbers. */
  static List<UploadedPart> parts(Tx tx, Upload upload) {
    return tx.list(
        SELECT_PART + "WHERE upload = ? ORDER BY number", UploadTables::part, upload.id());
  }

  static Optional<UploadedPart> part(Tx tx, Upload upload, int number) {
    return tx.first(
        SELECT_PART + "WHERE upload = ? AND number = ?", UploadTables::part, upload.id(), number);
  }

  private static UploadedPart part(ResultSet row) throws SQLException {
    return new UploadedPart(
        row.getInt(1),
        new Contents.Piece(row.getLong(2), row.getLong(3)),
        row.getString(4),
        Optional.ofNullable(row.getString(5)).map(ObjectChecksum::parse),
        Instant.ofEpochMilli(row.getLong(6)));
  }

  private static Upload upload(ResultSet row) throws SQLException {
    return new Upload(
        row.getString(1),
        row.getString(2),
        ObjectKey.of(row.getBytes(3)),
        ObjectHeaders.parse(row.getString(4)),
        CannedAcl.valueOf(row.getString(5)),
        Instant.ofEpochMilli(row.getLong(6)));
  }
}
