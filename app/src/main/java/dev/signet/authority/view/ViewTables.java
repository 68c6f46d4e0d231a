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

/**
 * What people look at. Queries read what is shown, but for two: counts read an index, and the
 * newest revocations all of their authority.
 */
public final class ViewTables {
  private static final String ISSUED =
      "SELECT a.arn, c.id, c.der, c.template, c.issued_at, r.revoked_at, r.reason"
          + " FROM certificates c JOIN authorities a ON a.id = c.authority"
          + " LEFT JOIN revocations r ON r.authority = c.authority AND r.serial = c.serial";

  private static final String OF_HOME =
      " a.account = ? AND a.region = ?"
          + " AND (a.restorable_until IS NULL OR a.restorable_until > ?)";

  private ViewTables() {}

  /** How much the authorities of a home issued and revoked, by their ARNs. */
  public static Map<String, Counts> counts(Tx tx, Home home) {
    Map<String, Counts> counts = new HashMap<>();
    tx.list(
        "SELECT a.arn, (SELECT COUNT(*) FROM certificates c WHERE c.authority = a.id),"
            + " (SELECT COUNT(*) FROM revocations r WHERE r.authority = a.id)"
            + " FROM authorities a WHERE a.account = ? AND a.region = ?",
        row -> counts.put(row.getString(1), new Counts(row.getLong(2), row.getLong(3))),
        home.account().value(),
        home.region().name());
    return counts;
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

  /** Those of a home among the newest that this server issued, newest first. */
  public static List<IssuedOverview> newest(Tx tx, Home home, Instant now, int most) {
    return tx.list(
        ISSUED
            + " WHERE c.id IN (SELECT id FROM certificates ORDER BY id DESC LIMIT ?) AND"
            + OF_HOME
            + " ORDER BY c.id DESC",
        ViewTables::read,
        most,
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
