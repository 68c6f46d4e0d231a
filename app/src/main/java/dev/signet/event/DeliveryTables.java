// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event;

import dev.signet.event.Delivery.Lane;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Home;
import dev.signet.kernel.Region;
import dev.signet.store.Tx;
import java.time.Instant;
import java.util.List;

/** Rows of {@code event_deliveries}. */
final class DeliveryTables {
  private static final String OF_LANE =
      " WHERE account = ? AND region = ? AND rule = ? AND target = ?";

  private DeliveryTables() {}

  /** Adds one, unless it is there. */
  static void insert(Tx tx, Delivery delivery) {
    Lane lane = delivery.lane();
    tx.update(
        "INSERT INTO event_deliveries (account, region, rule, target, event, content, queued_at,"
            + " due, attempts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING",
        lane.home().account().value(),
        lane.home().region().name(),
        lane.rule(),
        lane.target(),
        delivery.event(),
        delivery.content(),
        delivery.queuedAt().toEpochMilli(),
        delivery.queuedAt().toEpochMilli());
  }

  /** Where something is due. */
  static List<Lane> lanes(Tx tx, Instant now) {
    return tx.list(
        "SELECT DISTINCT account, region, rule, target FROM event_deliveries WHERE due <= ?",
        row ->
            new Lane(
                new Home(new AccountId(row.getString(1)), new Region(row.getString(2))),
                row.getString(3),
                row.getString(4)),
        now.toEpochMilli());
  }

  /** What is due there, the oldest first. */
  static List<Delivery> due(Tx tx, Lane lane, Instant now, int limit) {
    return tx.list(
        "SELECT event, content, queued_at, attempts FROM event_deliveries"
            + OF_LANE
            + " AND due <= ? ORDER BY due, queued_at LIMIT ?",
        row ->
            new Delivery(
                lane,
                row.getString(1),
                row.getString(2),
                Instant.ofEpochMilli(row.getLong(3)),
                row.getInt(4)),
        lane.home().account().value(),
        lane.home().region().name(),
        lane.rule(),
        lane.target(),
        now.toEpochMilli(),
        limit);
  }

  static void postpone(Tx tx, Delivery delivery, Instant due, String trouble) {
    change(tx, "due = ?, attempts = ?, trouble = ?", delivery, due, trouble);
  }

  static void end(Tx tx, Delivery delivery, Instant at, String trouble) {
    change(tx, "due = NULL, ended_at = ?, attempts = ?, trouble = ?", delivery, at, trouble);
  }

  private static void change(Tx tx, String set, Delivery delivery, Instant at, String trouble) {
    Lane lane = delivery.lane();
    tx.update(
        "UPDATE event_deliveries SET " + set + OF_LANE + " AND event = ?",
        at.toEpochMilli(),
        delivery.attempts() + 1,
        trouble,
        lane.home().account().value(),
        lane.home().region().name(),
        lane.rule(),
        lane.target(),
        delivery.event());
  }

  static void delete(Tx tx, Delivery delivery) {
    Lane lane = delivery.lane();
    tx.update(
        "DELETE FROM event_deliveries" + OF_LANE + " AND event = ?",
        lane.home().account().value(),
        lane.home().region().name(),
        lane.rule(),
        lane.target(),
        delivery.event());
  }

  /** Removes what waits for a target that is no more; what was given up stays to be read. */
  static void deleteWaiting(Tx tx, Lane lane) {
    tx.update(
        "DELETE FROM event_deliveries" + OF_LANE + " AND due IS NOT NULL",
        lane.home().account().value(),
        lane.home().region().name(),
        lane.rule(),
        lane.target());
  }

  /** Removes what was given up in a home before then. */
  static void deleteEnded(Tx tx, Home home, Instant before) {
    tx.update(
        "DELETE FROM event_deliveries WHERE account = ? AND region = ? AND ended_at < ?",
        home.account().value(),
        home.region().name(),
        before.toEpochMilli());
  }

  /** What was given up in a home since then, the newest first, after so many of them. */
  static List<Undelivered> ended(Tx tx, Home home, Instant since, int after, int limit) {
    return tx.list(
        "SELECT rule, target, event, content, queued_at, ended_at, attempts, trouble"
            + " FROM event_deliveries WHERE account = ? AND region = ? AND ended_at >= ?"
            + " ORDER BY ended_at DESC, event, rule, target LIMIT ? OFFSET ?",
        row ->
            new Undelivered(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Instant.ofEpochMilli(row.getLong(5)),
                Instant.ofEpochMilli(row.getLong(6)),
                row.getInt(7),
                row.getString(8)),
        home.account().value(),
        home.region().name(),
        since.toEpochMilli(),
        limit,
        after);
  }
}
