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
    return tx.handle()
        .createQuery(SELECT + "WHERE node = :node ORDER BY proxy")
        .bind("node", node)
        .map((row, context) -> row(row))
        .list();
  }

  static Optional<Row> find(Tx tx, String node, String proxy) {
    return tx.handle()
        .createQuery(SELECT + "WHERE node = :node AND proxy = :proxy")
        .bind("node", node)
        .bind("proxy", proxy)
        .map((row, context) -> row(row))
        .findOne();
  }

  /** Puts a proxy that is there, in place of what was known of it. */
  static void put(Tx tx, Row row) {
    tx.handle()
        .createUpdate(
            "INSERT OR REPLACE INTO endpoints (node, proxy, address, binds, until)"
                + " VALUES (:node, :proxy, :address, :binds, NULL)")
        .bind("node", row.node())
        .bind("proxy", row.proxy())
        .bind("address", row.place().address())
        .bind("binds", text(row.place().binds()))
        .execute();
  }

  /** A proxy has left; its row stays until then. */
  static void leaves(Tx tx, String node, String proxy, Instant until) {
    tx.handle()
        .createUpdate("UPDATE endpoints SET until = :until WHERE node = :node AND proxy = :proxy")
        .bind("until", until.toEpochMilli())
        .bind("node", node)
        .bind("proxy", proxy)
        .execute();
  }

  /** Nobody is there any more; no row goes before that. */
  static void allLeave(Tx tx, Instant until) {
    tx.handle()
        .createUpdate("UPDATE endpoints SET until = :until")
        .bind("until", until.toEpochMilli())
        .execute();
  }

  /** Removes the rows whose time is over and answers them. */
  static List<Row> removeExpired(Tx tx, Instant now) {
    List<Row> gone =
        tx.handle()
            .createQuery(SELECT + "WHERE until <= :now ORDER BY node, proxy")
            .bind("now", now.toEpochMilli())
            .map((row, context) -> row(row))
            .list();
    tx.handle()
        .createUpdate("DELETE FROM endpoints WHERE until <= :now")
        .bind("now", now.toEpochMilli())
        .execute();
    return gone;
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getString("node"),
        row.getString("proxy"),
        new Endpoints.Place(row.getString("address"), binds(row.getString("binds"))));
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
