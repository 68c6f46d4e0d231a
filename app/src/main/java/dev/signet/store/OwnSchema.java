// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import dev.signet.kernel.Refusal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What a database runs by itself. This schema has neither triggers nor views: one that is there was
 * made by somebody else, and would change or hide rows behind every statement.
 */
final class OwnSchema {
  private OwnSchema() {}

  /** Refuses a database that has one, naming it. */
  static void require(Connection connection, Path file) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet foreign =
            statement.executeQuery(
                "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view')")) {
      if (foreign.next()) {
        throw Refusal.wrongState(
            file
                + " has the "
                + foreign.getString(1)
                + " "
                + foreign.getString(2)
                + ", which Signet did not make: expected none");
      }
    }
  }
}
