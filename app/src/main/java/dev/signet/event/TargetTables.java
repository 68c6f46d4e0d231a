// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.kernel.Home;
import dev.signet.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of {@code event_targets}. */
final class TargetTables {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OF_RULE = " WHERE account = ? AND region = ? AND rule = ?";
  private static final String SELECT =
      "SELECT id, arn, role, input, input_path, template, paths, retries, age_seconds"
          + " FROM event_targets"
          + OF_RULE;

  private TargetTables() {}

  static void put(Tx tx, Home home, String rule, RuleTarget target) {
    TargetInput input = target.input();
    delete(tx, home, rule, target.id());
    tx.update(
        "INSERT INTO event_targets (account, region, rule, id, arn, role, input, input_path,"
            + " template, paths, retries, age_seconds) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        home.account().value(),
        home.region().name(),
        rule,
        target.id(),
        target.arn(),
        target.role().orElse(null),
        input instanceof TargetInput.Constant constant ? constant.json() : null,
        input instanceof TargetInput.Part part ? part.path().text() : null,
        input instanceof TargetInput.Template template ? template.text() : null,
        input instanceof TargetInput.Template template ? text(template.pathTexts()) : null,
        target.retries().most(),
        target.retries().age().toSeconds());
  }

  /** All of a rule, by their ids. */
  static List<RuleTarget> all(Tx tx, Home home, String rule) {
    return tx.list(
        SELECT + " ORDER BY id",
        TargetTables::read,
        home.account().value(),
        home.region().name(),
        rule);
  }

  static Optional<RuleTarget> find(Tx tx, Home home, String rule, String id) {
    return tx.first(
        SELECT + " AND id = ?",
        TargetTables::read,
        home.account().value(),
        home.region().name(),
        rule,
        id);
  }

  /** Names of the rules that have a target of that ARN. */
  static List<String> rules(Tx tx, Home home, String arn) {
    return tx.list(
        "SELECT DISTINCT rule FROM event_targets WHERE account = ? AND region = ? AND arn = ?"
            + " ORDER BY rule",
        row -> row.getString(1),
        home.account().value(),
        home.region().name(),
        arn);
  }

  static boolean delete(Tx tx, Home home, String rule, String id) {
    return tx.update(
            "DELETE FROM event_targets" + OF_RULE + " AND id = ?",
            home.account().value(),
            home.region().name(),
            rule,
            id)
        > 0;
  }

  private static RuleTarget read(ResultSet row) throws SQLException {
    return new RuleTarget(
        row.getString(1),
        row.getString(2),
        Optional.ofNullable(row.getString(3)),
        input(row),
        new RuleTarget.Retries(row.getInt(8), Duration.ofSeconds(row.getLong(9))));
  }

  private static TargetInput input(ResultSet row) throws SQLException {
    @Nullable String constant = row.getString(4);
    @Nullable String path = row.getString(5);
    @Nullable String template = row.getString(6);
    if (constant != null) {
      return new TargetInput.Constant(constant);
    }
    if (path != null) {
      return TargetInput.part(path);
    }
    return template == null
        ? new TargetInput.Whole()
        : TargetInput.template(paths(row.getString(7)), template);
  }

  private static String text(Map<String, String> paths) {
    ObjectNode object = JSON.createObjectNode();
    paths.forEach(object::put);
    return object.toString();
  }

  private static Map<String, String> paths(String text) {
    try {
      return JSON.readValue(text, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the paths of a target are no JSON", e);
    }
  }
}
