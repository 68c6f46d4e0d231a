// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.backup;

import dev.signet.store.Tx;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What must hold of the buckets of a data folder: every octet of every object is there. */
final class FolderBucketTables {
  /** Each finds rows that may not be there; its columns say which. */
  static final List<FolderRule> RULES =
      List.of(
          new FolderRule(
              "a bucket's beginning is not in the log",
              "SELECT name FROM buckets WHERE name NOT IN"
                  + " (SELECT substr(subject, instr(subject, ':::') + 3) FROM changes"
                  + " WHERE kind = 'bucket.created')"),
          new FolderRule(
              "an object has not one newest version",
              "SELECT bucket, CAST(name AS TEXT) FROM bucket_objects GROUP BY bucket, name"
                  + " HAVING SUM(newest) <> 1 OR MAX(CASE WHEN newest = 1 THEN id END) <> MAX(id)"),
          new FolderRule(
              "an object lacks octets",
              "SELECT o.bucket, CAST(o.name AS TEXT), o.version FROM bucket_objects o"
                  + " WHERE o.size <> COALESCE((SELECT SUM(LENGTH(k.octets)) FROM bucket_contents c"
                  + " JOIN bucket_chunks k ON k.content = c.id WHERE c.object = o.id), 0)"),
          new FolderRule(
              "a part of an upload lacks octets",
              "SELECT p.upload, p.number FROM bucket_parts p WHERE p.size <> COALESCE("
                  + "(SELECT SUM(LENGTH(k.octets)) FROM bucket_chunks k"
                  + " WHERE k.content = p.content), 0)"),
          new FolderRule(
              "octets are nobody's, and no timer removes them",
              "SELECT DISTINCT content FROM bucket_chunks WHERE content NOT IN"
                  + " (SELECT id FROM bucket_contents WHERE object IS NOT NULL)"
                  + " AND content NOT IN (SELECT content FROM bucket_parts)"
                  + " AND CAST(content AS TEXT) NOT IN"
                  + " (SELECT subject FROM timers WHERE kind = 'content.removal')"));

  private FolderBucketTables() {}

  /** Objects that were put in one piece have the MD5 that their ETag says. */
  static List<String> altered(Tx tx) {
    Map<Long, MessageDigest> digests = new HashMap<>();
    List<String> wrong = new ArrayList<>();
    tx.list(
        "SELECT o.bucket || '/' || CAST(o.name AS TEXT), o.etag, o.id, k.octets,"
            + " k.place = (SELECT MAX(place) FROM bucket_chunks WHERE content = c.id)"
            // In this order of tables nothing is sorted, which would hold all octets in memory.
            + " FROM bucket_chunks k CROSS JOIN bucket_contents c ON c.id = k.content"
            + " CROSS JOIN bucket_objects o ON o.id = c.object WHERE o.etag NOT LIKE '%-%'"
            + " ORDER BY k.content, k.place",
        row -> {
          digests.computeIfAbsent(row.getLong(3), _ -> md5()).update(row.getBytes(4));
          if (row.getBoolean(5)) {
            String found = HexFormat.of().formatHex(digests.remove(row.getLong(3)).digest());
            if (!found.equals(row.getString(2))) {
              wrong.add("object " + row.getString(1) + " is not what was stored");
            }
          }
          return true;
        });
    return wrong;
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
