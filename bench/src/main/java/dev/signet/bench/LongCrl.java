// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import dev.signet.authority.lifecycle.RevocationAddresses;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.status.RevocationReason;
import dev.signet.pki.status.RevokedEntry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes an authority of a stopped server one that revoked very much. */
final class LongCrl {
  private static final int BATCH = 10_000;

  private LongCrl() {}

  /** So many entries, as the server would have made them. */
  static List<RevokedEntry> entries(int count) {
    Random random = new Random(1);
    Instant at = Instant.ofEpochSecond(Instant.now().getEpochSecond());
    List<RevokedEntry> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      byte[] octets = new byte[Serial.RANDOM_OCTETS];
      random.nextBytes(octets);
      entries.add(new RevokedEntry(Serial.fromRandom(octets), at, RevocationReason.KEY_COMPROMISE));
    }
    return entries;
  }

  /** Writes them by SQL, with no certificates to them: calls would take an hour. */
  static void append(Path data, List<RevokedEntry> entries) {
    try (Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + data.resolve("signet.db"))) {
      connection.setAutoCommit(false);
      insert(connection, authority(connection), entries);
      connection.commit();
    } catch (SQLException e) {
      throw new BenchFailed("cannot write the revocations: " + e.getMessage());
    }
  }

  private static long authority(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT MIN(id) FROM authorities")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void insert(Connection connection, long authority, List<RevokedEntry> entries)
      throws SQLException {
    long end = Instant.now().getEpochSecond() + 30L * 86_400;
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO revocations (authority, serial, reason, revoked_at, not_after, shard,"
                + " entry, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      int waiting = 0;
      for (RevokedEntry entry : entries) {
        insert.setLong(1, authority);
        insert.setString(2, entry.serial().hex());
        insert.setString(3, entry.reason().name());
        insert.setLong(4, entry.at().getEpochSecond());
        insert.setLong(5, end);
        insert.setInt(6, RevocationAddresses.shard(entry.serial()));
        insert.setBytes(7, entry.der());
        insert.setInt(8, waiting + 1);
        insert.addBatch();
        if (++waiting % BATCH == 0) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
  }
}
