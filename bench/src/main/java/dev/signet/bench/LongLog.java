// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Makes the log of changes of a stopped server as long as after years. */
final class LongLog {
  /** One in ten is a change that is followed; the others are certificates that were signed. */
  private static final String ROWS =
      """
      INSERT INTO changes (at, account, region, kind, subject, actor)
      WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?),
           known AS (SELECT * FROM changes ORDER BY seq LIMIT 1)
      SELECT known.at, known.account, known.region,
             CASE WHEN n % 10 = 0 THEN known.kind ELSE 'certificate.signed' END,
             known.subject || '/certificate/' || n, known.actor
      FROM number CROSS JOIN known
      """;

  private LongLog() {}

  /** Appends that many rows by SQL: calls would take an hour. */
  static void append(Path data, int rows) {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("signet.db"));
        PreparedStatement insert = connection.prepareStatement(ROWS)) {
      insert.setInt(1, rows);
      int made = insert.executeUpdate();
      if (made != rows) {
        throw new BenchFailed(made + " changes were written, expected " + rows);
      }
    } catch (SQLException e) {
      throw new BenchFailed("cannot write the log: " + e.getMessage());
    }
  }
}
