// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.object;

import dev.signet.bucket.CannedAcl;
import dev.signet.bucket.content.ObjectChecksum;
import dev.signet.bucket.owned.Bucket;
import dev.signet.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rows of {@code bucket_objects}. */
final class ObjectTables {
  private static final String SELECT =
      "SELECT id, name, version, newest, marker, size, etag, checksum, headers, acl, modified_at"
          + " FROM bucket_objects ";

  private ObjectTables() {}

  /** The newest version of a key, which may be a marker. */
  static Optional<StoredObject> newest(Tx tx, Bucket bucket, ObjectKey key) {
    return tx.first(
        SELECT + "WHERE bucket = ? AND name = ? ORDER BY id DESC LIMIT 1",
        ObjectTables::object,
        bucket.name().value(),
        key.octets());
  }

  static Optional<StoredObject> version(Tx tx, Bucket bucket, ObjectKey key, String version) {
    return tx.first(
        SELECT + "WHERE bucket = ? AND name = ? AND version = ?",
        ObjectTables::object,
        bucket.name().value(),
        key.octets(),
        version);
  }

  /** Present objects, sorted by the octets of their names. */
  static List<StoredObject> present(Tx tx, Bucket bucket, ListingCursor from, int limit) {
    return tx.list(
        SELECT
            + "WHERE bucket = ? AND newest = 1 AND marker = 0 AND name >= ? ORDER BY name LIMIT ?",
        ObjectTables::object,
        bucket.name().value(),
        from.name(),
        limit);
  }

  /** All versions and markers, the newest of each name first. */
  static List<StoredObject> versions(Tx tx, Bucket bucket, ListingCursor from, int limit) {
    return tx.list(
        SELECT
            + "WHERE bucket = ? AND name >= ? AND (name > ? OR id < ?)"
            + " ORDER BY name, id DESC LIMIT ?",
        ObjectTables::object,
        bucket.name().value(),
        from.name(),
        from.name(),
        from.before(),
        limit);
  }

  /** Writes an object as the newest of its key; answers the id of its row. */
  static long insert(Tx tx, Bucket bucket, StoredObject object) {
    StoredObject.About about = object.about();
    tx.update(
        "UPDATE bucket_objects SET newest = 0 WHERE bucket = ? AND name = ? AND newest = 1",
        bucket.name().value(),
        object.key().octets());
    return tx.first(
            "INSERT INTO bucket_objects (bucket, name, version, newest, marker, size, etag,"
                + " checksum, headers, acl, modified_at) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?)"
                + " RETURNING id",
            row -> row.getLong(1),
            bucket.name().value(),
            object.key().octets(),
            object.version().id(),
            object.version().marker() ? 1 : 0,
            object.size(),
            about.etag(),
            about.checksum().map(ObjectChecksum::text).orElse(null),
            about.headers().text(),
            about.acl().name(),
            object.modifiedAt().toEpochMilli())
        .orElseThrow();
  }

  /** Deletes a row; what then is the newest of its key is marked so. */
  static void delete(Tx tx, Bucket bucket, StoredObject object) {
    tx.update("DELETE FROM bucket_objects WHERE id = ?", object.id());
    tx.update(
        "UPDATE bucket_objects SET newest = 1 WHERE id ="
            + " (SELECT MAX(id) FROM bucket_objects WHERE bucket = ? AND name = ?)",
        bucket.name().value(),
        object.key().octets());
  }

  static void setAcl(Tx tx, StoredObject object, CannedAcl acl) {
    tx.update("UPDATE bucket_objects SET acl = ? WHERE id = ?", acl.name(), object.id());
  }

  private static StoredObject object(ResultSet row) throws SQLException {
    return new StoredObject(
        row.getLong(1),
        ObjectKey.of(row.getBytes(2)),
        new StoredObject.Version(row.getString(3), row.getInt(4) == 1, row.getInt(5) == 1),
        row.getLong(6),
        new StoredObject.About(
            row.getString(7),
            Optional.ofNullable(row.getString(8)).map(ObjectChecksum::parse),
            ObjectHeaders.parse(row.getString(9)),
            CannedAcl.valueOf(row.getString(10))),
        Instant.ofEpochMilli(row.getLong(11)));
  }
}
