// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event;

import dev.signet.event.pattern.EventPattern;
import dev.signet.kernel.Home;
import dev.signet.kernel.TagText;
import dev.signet.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Rows of {@code event_rules}. */
final class RuleTables {
  private static final String SELECT =
      "SELECT name, pattern, enabled, description, role, tags FROM event_rules"
          + " WHERE account = ? AND region = ?";

  private RuleTables() {}

  static void put(Tx tx, Rule rule) {
    tx.update(
        "INSERT INTO event_rules (account, region, name, pattern, enabled, description, role, tags)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (account, region, name) DO UPDATE SET pattern = excluded.pattern,"
            + " enabled = excluded.enabled, description = excluded.description,"
            + " role = excluded.role, tags = excluded.tags",
        rule.home().account().value(),
        rule.home().region().name(),
        rule.name(),
        rule.pattern().text(),
        rule.enabled() ? 1 : 0,
        rule.description().orElse(null),
        rule.role().orElse(null),
        TagText.of(rule.tags()));
  }

  static Optional<Rule> find(Tx tx, Home home, String name) {
    return tx.first(
        SELECT + " AND name = ?",
        row -> read(row, home),
        home.account().value(),
        home.region().name(),
        name);
  }

  /** All of a home, by their names. */
  static List<Rule> all(Tx tx, Home home) {
    return tx.list(
        SELECT + " ORDER BY name",
        row -> read(row, home),
        home.account().value(),
        home.region().name());
  }

  static boolean delete(Tx tx, Home home, String name) {
    return tx.update(
            "DELETE FROM event_rules WHERE account = ? AND region = ? AND name = ?",
            home.account().value(),
            home.region().name(),
            name)
        > 0;
  }

  private static Rule read(ResultSet row, Home home) throws SQLException {
    return new Rule(
        home,
        row.getString(1),
        EventPattern.parse(row.getString(2)),
        row.getInt(3) == 1,
        Optional.ofNullable(row.getString(4)),
        Optional.ofNullable(row.getString(5)),
        TagText.parse(row.getString(6)));
  }
}
