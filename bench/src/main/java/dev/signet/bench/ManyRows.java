// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the only CA of a stopped server one that issued very much. */
record ManyRows(int count) {
  /** Serials of ours begin with the bits 01. */
  private static final int FIRST = 0x4000_0000;

  /** The serial of a row, from 1 to count, hexadecimal; they are spread over all there can be. */
  String serial(int row) {
    return "%08x%024x".formatted(FIRST + (long) row * step(), row);
  }

  private int step() {
    return (FIRST - 1) / count;
  }

  /**
   * Writes what is missing by SQL, copies of a certificate that was issued: calls would take hours.
   */
  void fill(Path data) {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("signet.db"));
        Statement statement = connection.createStatement()) {
      if (number(statement, "SELECT COUNT(*) FROM (SELECT 1 FROM certificates LIMIT 1000)")
          == 1000) {
        return; // it is an earlier run's
      }
      // Nobody else is there, and what breaks off is thrown away.
      statement.execute("PRAGMA journal_mode = OFF");
      statement.execute("PRAGMA synchronous = OFF");
      statement.execute("PRAGMA cache_size = -500000"); // KiB, by the minus
      connection.setAutoCommit(false);
      insert(connection, newest(statement));
      connection.commit();
    } catch (SQLException e) {
      throw new BenchFailed("cannot write the certificates: " + e.getMessage());
    }
    settle(data.resolve("signet.db"));
  }

  /** What is on its way to the disk would be waited for by whoever writes next. */
  private static void settle(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    } catch (IOException e) {
      throw new BenchFailed("cannot write the certificates to the disk: " + e.getMessage());
    }
  }

  /** The newest certificate by its columns, but what names the row. */
  private static Map<String, Object> newest(Statement statement) throws SQLException {
    Map<String, Object> values = new LinkedHashMap<>();
    try (ResultSet row =
        statement.executeQuery("SELECT * FROM certificates ORDER BY id DESC LIMIT 1")) {
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        values.put(row.getMetaData().getColumnName(i), row.getObject(i));
      }
    }
    values.remove("id");
    values.remove("serial");
    return values;
  }

  /** The serial is the same as {@link #serial}. */
  private void insert(Connection connection, Map<String, Object> known) throws SQLException {
    String marks = String.join(", ", Collections.nCopies(known.size(), "?"));
    String sql =
        ("INSERT INTO certificates (serial, %s) WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL"
                + " SELECT n + 1 FROM number WHERE n < %d)"
                + " SELECT printf('%%08x%%024x', %d + n * %d, n), %s FROM number")
            .formatted(String.join(", ", known.keySet()), count, FIRST, step(), marks);
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      int column = 1;
      for (Object value : known.values()) {
        insert.setObject(column++, value);
      }
      insert.executeUpdate();
    }
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
