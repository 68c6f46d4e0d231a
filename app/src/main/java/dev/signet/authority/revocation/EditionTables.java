// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.revocation;

import dev.signet.authority.PublishedCrl;
import dev.signet.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of {@code crl_editions}: editions that are being made, and those whose place another took.
 * The latter stay for a while, so that who reads a long list reads it to its end.
 */
final class EditionTables {
  private static final Duration KEPT = Duration.ofHours(1);
  private static final int MOST_KEPT = 64;

  /** Octets of earlier editions of a path that are kept in any case. */
  private static final long MOST_OCTETS = 16L * 1024 * 1024;

  private EditionTables() {}

  /**
   * An edition that is not the newest.
   *
   * @param octets 0 while it is being made
   * @param since when it was begun, or another took its place
   */
  record Aside(String edition, long octets, Instant since) {}

  /** An edition is being made, of which parts are written before it is whole. */
  static void begin(Tx tx, String edition, String path, Instant now) {
    insert(tx, path, new Aside(edition, 0, now));
  }

  private static void insert(Tx tx, String path, Aside aside) {
    tx.update(
        "INSERT INTO crl_editions (edition, path, octets, since) VALUES (?, ?, ?, ?)",
        aside.edition(),
        path,
        aside.octets(),
        aside.since().toEpochMilli());
  }

  /** A newer edition takes the place of the newest so far. */
  static void supersede(Tx tx, PublishedCrl newer) {
    tx.update("DELETE FROM crl_editions WHERE edition = ?", newer.edition());
    CrlTables.find(tx, newer.path())
        .map(old -> new Aside(old.edition(), old.octets(), newer.madeAt()))
        .ifPresent(old -> insert(tx, newer.path(), old));
    List<Aside> earlier =
        tx.list(
            "SELECT edition, octets, since FROM crl_editions WHERE path = ?"
                + " ORDER BY since DESC, edition",
            row ->
                new Aside(
                    row.getString("edition"),
                    row.getLong("octets"),
                    Instant.ofEpochMilli(row.getLong("since"))),
            newer.path());
    surplus(earlier, newer.octets(), newer.madeAt()).forEach(each -> delete(tx, each.edition()));
  }

  /**
   * What need not be kept of these, the last first: so that they take no more room than twice the
   * newest one, or than a few short ones.
   */
  static List<Aside> surplus(List<Aside> earlier, long newest, Instant now) {
    long room = Math.max(MOST_OCTETS, 2 * newest);
    List<Aside> surplus = new ArrayList<>();
    for (int i = 0; i < earlier.size(); i++) {
      Aside each = earlier.get(i);
      room -= each.octets();
      if (i >= MOST_KEPT || room < 0 || each.since().isBefore(now.minus(KEPT))) {
        surplus.add(each);
      }
    }
    return surplus;
  }

  private static void delete(Tx tx, String edition) {
    BlockTables.delete(tx, edition);
    tx.update("DELETE FROM crl_editions WHERE edition = ?", edition);
  }

  /** Whether there are old ones, also such as a crash kept from being finished. */
  static boolean hasOld(Tx tx, Instant now) {
    return tx.first("SELECT 1 FROM crl_editions WHERE since < ? LIMIT 1", _ -> true, end(now))
        .isPresent();
  }

  /** Removes them. */
  static void deleteOld(Tx tx, Instant now) {
    deleteAll(tx, "since < ?", end(now));
  }

  private static long end(Instant now) {
    return now.minus(KEPT).toEpochMilli();
  }

  /** Removes all of a path. */
  static void deleteOf(Tx tx, String path) {
    deleteAll(tx, "path = ?", path);
  }

  private static void deleteAll(Tx tx, String which, Object value) {
    tx.list("SELECT edition FROM crl_editions WHERE " + which, row -> row.getString(1), value)
        .forEach(edition -> delete(tx, edition));
  }
}
