// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.view;

import dev.signet.authority.AuthorityArn;
import dev.signet.authority.AuthorityOverview.Counts;
import dev.signet.authority.AuthorityOverview.CrlState;
import dev.signet.authority.IssuedOverview;
import dev.signet.authority.lifecycle.Authority;
import dev.signet.kernel.Home;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.status.CertStatus;
import dev.signet.pki.status.RevocationReason;
import dev.signet.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people look at. Queries read what is shown; counts read an index, and say how far. */
public final class ViewTables {
  private static final String ISSUED =
      "SELECT a.arn, c.id, c.der, c.template, c.issued_at, r.revoked_at, r.reason"
          + " FROM certificates c JOIN authorities a ON a.id = c.authority"
          + " LEFT JOIN revocations r ON r.authority = c.authority AND r.serial = c.serial";

  private static final String OF_HOME =
      " a.account = ? AND a.region = ?"
          + " AND (a.restorable_until IS NULL OR a.restorable_until > ?)";

  private ViewTables() {}

  /**
   * How much the newest authorities of a home issued and revoked, by their ARNs.
   *
   * @param authorities how many at most
   * @param most counted so far and no further
   */
  public static Map<String, Counts> counts(
      Tx tx, Home home, Instant now, int authorities, long most) {
    Map<String, Counts> counts = new HashMap<>();
    tx.list(
        "SELECT a.arn,"
            + " (SELECT COUNT(*) FROM"
            + " (SELECT 1 FROM certificates c WHERE c.authority = a.id LIMIT ?) counted),"
            + " (SELECT COUNT(*) FROM"
            + " (SELECT 1 FROM revocations r WHERE r.authority = a.id LIMIT ?) counted)"
            + " FROM authorities a WHERE"
            + OF_HOME
            + " ORDER BY a.created_at DESC, a.arn LIMIT ?",
        row -> counts.put(row.getString(1), new Counts(row.getLong(2), row.getLong(3))),
        most,
        most,
        home.account().value(),
        home.region().name(),
        now.toEpochMilli(),
        authorities);
    return counts;
  }

  /**
   * How much an authority issued and revoked.
   *
   * @param most counted so far and no further
   */
  public static Counts counts(Tx tx, Authority authority, long most) {
    return tx.first(
            "SELECT (SELECT COUNT(*) FROM"
                + " (SELECT 1 FROM certificates WHERE authority = ? LIMIT ?) AS issued),"
                + " (SELECT COUNT(*) FROM"
                + " (SELECT 1 FROM revocations WHERE authority = ? LIMIT ?) AS revoked)",
            row -> new Counts(row.getLong(1), row.getLong(2)),
            authority.id(),
            most,
            authority.id(),
            most)
        .orElseThrow();
  }

  /** How its CRLs stand; empty while there is none. */
  public static Optional<CrlState> crls(Tx tx, Authority authority) {
    return tx.first(
            "SELECT COUNT(*), MIN(made_at), MIN(next_update), MAX(number) FROM crls"
                + " WHERE authority = ?",
            row ->
                new CrlState(
                    row.getInt(1),
                    Instant.ofEpochMilli(row.getLong(2)),
                    Instant.ofEpochSecond(row.getLong(3)),
                    row.getLong(4)),
            authority.id())
        .filter(state -> state.lists() > 0);
  }

  /** What an authority issued before a place, newest first. */
  public static List<IssuedOverview> issued(Tx tx, Authority authority, long before, int limit) {
    return tx.list(
        ISSUED + " WHERE c.authority = ? AND c.id < ? ORDER BY c.id DESC LIMIT ?",
        ViewTables::read,
        authority.id(),
        before,
        limit);
  }

  /** What an authority revoked last, newest first. */
  public static List<IssuedOverview> revoked(Tx tx, Authority authority, int limit) {
    return tx.list(
        ISSUED
            + " WHERE c.authority = ? AND c.serial IN"
            + " (SELECT serial FROM revocations WHERE authority = ? ORDER BY seq DESC LIMIT ?)"
            + " ORDER BY r.seq DESC",
        ViewTables::read,
        authority.id(),
        authority.id(),
        limit);
  }

  /** The certificates of a serial that authorities of a home issued. */
  public static List<IssuedOverview> ofSerial(
      Tx tx, Home home, Serial serial, Instant now, int limit) {
    return tx.list(
        ISSUED + " WHERE" + OF_HOME + " AND c.serial = ? LIMIT ?",
        ViewTables::read,
        home.account().value(),
        home.region().name(),
        now.toEpochMilli(),
        serial.hex(),
        limit);
  }

  /** The lowest of that many places before one; empty if there is none before it. */
  public static Optional<Long> start(Tx tx, long before, int places) {
    return tx.first(
            "SELECT MIN(id) FROM"
                + " (SELECT id FROM certificates WHERE id < ? ORDER BY id DESC LIMIT ?) looked",
            row -> row.getLong(1),
            before,
            places)
        .filter(start -> start > 0);
  }

  /** What authorities of a home issued from a place to before another one, newest first. */
  public static List<IssuedOverview> between(
      Tx tx, Home home, Instant now, long start, long before) {
    return tx.list(
        ISSUED + " WHERE c.id >= ? AND c.id < ? AND" + OF_HOME + " ORDER BY c.id DESC",
        ViewTables::read,
        start,
        before,
        home.account().value(),
        home.region().name(),
        now.toEpochMilli());
  }

  private static IssuedOverview read(ResultSet row) throws SQLException {
    @Nullable String reason = row.getString("reason");
    return new IssuedOverview(
        AuthorityArn.of(row.getString("arn")),
        Certificate.fromDer(row.getBytes("der")),
        row.getString("template"),
        Instant.ofEpochMilli(row.getLong("issued_at")),
        reason == null
            ? Optional.empty()
            : Optional.of(
                new CertStatus.Revoked(
                    Instant.ofEpochSecond(row.getLong("revoked_at")),
                    RevocationReason.valueOf(reason))),
        row.getLong("id"));
  }
}
