// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.flywaydb.core.Flyway;

/** Makes a data folder what an older program would have left: the same rows in its schema. */
public final class OlderFolder {
  private OlderFolder() {}

  /** Gives the database of a closed folder the schema of a number; newer columns are lost. */
  public static void make(Path folder, int schema) {
    Path now = folder.resolve("signet.db");
    Path old = folder.resolve("older.db");
    String url = "jdbc:sqlite:" + old;
    Flyway.configure()
        .dataSource(url, null, null)
        .locations("classpath:db/migration")
        .target(String.valueOf(schema))
        .load()
        .migrate();
    try {
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement()) {
        statement.execute("ATTACH '" + now + "' AS now");
        for (String table :
            names(
                statement,
                "SELECT name FROM main.sqlite_schema"
                    + " WHERE type = 'table' AND name NOT LIKE 'flyway%' AND name NOT LIKE 'sqlite%'")) {
          copy(statement, table);
        }
        statement.execute("PRAGMA user_version = " + schema);
      }
      Files.move(old, now, StandardCopyOption.REPLACE_EXISTING);
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("cannot make the older folder", e);
    }
  }

  private static void copy(Statement statement, String table) throws SQLException {
    TreeSet<String> columns = new TreeSet<>(columns(statement, "main", table));
    columns.retainAll(columns(statement, "now", table));
    String both = String.join(", ", columns);
    statement.execute("DELETE FROM main." + table);
    statement.execute(
        "INSERT INTO main." + table + " (" + both + ") SELECT " + both + " FROM now." + table);
  }

  private static List<String> columns(Statement statement, String database, String table)
      throws SQLException {
    return names(
        statement, "SELECT name FROM pragma_table_info('" + table + "', '" + database + "')");
  }

  private static List<String> names(Statement statement, String query) throws SQLException {
    List<String> names = new ArrayList<>();
    try (var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }
}
