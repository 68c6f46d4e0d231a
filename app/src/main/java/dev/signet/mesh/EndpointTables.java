// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.mesh.view.MeshView.Endpoint;
import dev.signet.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Rows of {@code endpoints}. */
final class EndpointTables {
  private static final String SELECT = "SELECT node, proxy, address, binds FROM endpoints ";

  private EndpointTables() {}

  /** One proxy of one node, and where it answers. */
  record Row(String node, String proxy, Endpoints.Place place) {}

  /** The proxies of a node. */
  static List<Row> of(Tx tx, String node) {
    return tx.list(SELECT + "WHERE node = ? ORDER BY proxy", EndpointTables::row, node);
  }

  static List<Row> all(Tx tx) {
    return tx.list(SELECT + "ORDER BY node, proxy", EndpointTables::row);
  }

  static Optional<Row> find(Tx tx, String node, String proxy) {
    return tx.first(SELECT + "WHERE node = ? AND proxy = ?", EndpointTables::row, node, proxy);
  }

  /** Whether a proxy is there, as far as was written. */
  static boolean isPresent(Tx tx, String node, String proxy) {
    return tx.first(
            "SELECT 1 FROM endpoints WHERE node = ? AND proxy = ? AND until IS NULL",
            row -> row.getInt(1),
            node,
            proxy)
        .isPresent();
  }

  /** Puts a proxy that is there, in place of what was known of it. */
  static void put(Tx tx, Row row) {
    tx.update(
        "INSERT INTO endpoints (node, proxy, address, binds, until) VALUES (?, ?, ?, ?, NULL)"
            + " ON CONFLICT (node, proxy) DO UPDATE SET address = excluded.address,"
            + " binds = excluded.binds, until = NULL",
        row.node(),
        row.proxy(),
        row.place().address(),
        text(row.place().binds()));
  }

  /** A proxy has left; its row stays until then. */
  static void leaves(Tx tx, String node, String proxy, Instant until) {
    tx.update(
        "UPDATE endpoints SET until = ? WHERE node = ? AND proxy = ?",
        until.toEpochMilli(),
        node,
        proxy);
  }

  static void delete(Tx tx, String node, String proxy) {
    tx.update("DELETE FROM endpoints WHERE node = ? AND proxy = ?", node, proxy);
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getString(1),
        row.getString(2),
        new Endpoints.Place(row.getString(3), binds(row.getString(4))));
  }

  /** {@code 9080=127.0.0.11 9080,9081=…}. */
  private static String text(Map<Integer, Endpoint> binds) {
    return binds.entrySet().stream()
        .map(bind -> bind.getKey() + "=" + bind.getValue().address() + " " + bind.getValue().port())
        .collect(Collectors.joining(","));
  }

  private static SortedMap<Integer, Endpoint> binds(String text) {
    SortedMap<Integer, Endpoint> binds = new TreeMap<>();
    for (String bind : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      String[] parts = bind.split("[= ]", 3);
      binds.put(Integer.valueOf(parts[0]), new Endpoint(parts[1], Integer.parseInt(parts[2])));
    }
    return binds;
  }
}
