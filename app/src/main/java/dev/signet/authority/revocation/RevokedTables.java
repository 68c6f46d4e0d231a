// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.revocation;

import dev.signet.authority.lifecycle.Authority;
import dev.signet.authority.lifecycle.RevocationAddresses;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.status.CertStatus;
import dev.signet.pki.status.RevocationReason;
import dev.signet.pki.status.RevokedEntry;
import dev.signet.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Rows of {@code revocations}: one for each certificate that was revoked, never changed. */
public final class RevokedTables {
  /** Above all that there are and all that a CRL covers: rows go with their authority. */
  private static final String NEXT =
      "(SELECT COALESCE(MAX(n), 0) + 1 FROM (SELECT MAX(seq) AS n FROM revocations"
          + " UNION ALL SELECT MAX(covers) FROM crls) AS given)";

  private RevokedTables() {}

  /**
   * Which entries a CRL has: a certificate that has expired stays until it was in one CRL after its
   * end (RFC 5280 section 3.3).
   *
   * @param shard of a partition; empty for all of them
   * @param newest the last row that there is now
   * @param expiredBefore certificates that ended before this second are told no more
   */
  record Scope(long authority, OptionalInt shard, long newest, long expiredBefore) {
    /** What all statements about its entries say; each scope is an index in order of serials. */
    private String where() {
      return " WHERE authority = ?"
          + (shard.isPresent() ? " AND shard = ?" : "")
          + " AND seq <= ? AND not_after >= ?";
    }

    private Object[] with(Object... more) {
      List<Object> values = new ArrayList<>();
      values.add(authority);
      shard.ifPresent(values::add);
      values.add(newest);
      values.add(expiredBefore);
      values.addAll(List.of(more));
      return values.toArray();
    }
  }

  /** Records a revocation and answers its row; empty if the certificate was revoked before. */
  static OptionalLong insert(
      Tx tx, Authority authority, Certificate certificate, RevokedEntry entry) {
    return tx.first(
            "INSERT INTO revocations (seq, authority, serial, reason, revoked_at, not_after, shard,"
                + " entry) VALUES ("
                + NEXT
                + ", ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (authority, serial) DO NOTHING RETURNING seq",
            row -> OptionalLong.of(row.getLong(1)),
            authority.id(),
            entry.serial().hex(),
            entry.reason().name(),
            entry.at().getEpochSecond(),
            certificate.period().notAfter().getEpochSecond(),
            RevocationAddresses.shard(entry.serial()),
            entry.der())
        .orElse(OptionalLong.empty());
  }

  /** When and why a certificate was revoked, if it was. */
  public static Optional<CertStatus.Revoked> find(Tx tx, long authority, Serial serial) {
    return tx.first(
        "SELECT revoked_at, reason FROM revocations WHERE authority = ? AND serial = ?",
        row ->
            new CertStatus.Revoked(
                Instant.ofEpochSecond(row.getLong(1)), RevocationReason.valueOf(row.getString(2))),
        authority,
        serial.hex());
  }

  /** The newest of all, 0 when there is none: what a CRL that is made now covers. */
  static long newest(Tx tx) {
    return tx.first("SELECT COALESCE(MAX(seq), 0) FROM revocations", row -> row.getLong(1))
        .orElseThrow();
  }

  /** A line of a CRL. */
  static final class Listed {
    private final byte[] entry;
    private final long ends;

    private Listed(byte[] entry, long ends) {
      this.entry = entry;
      this.ends = ends;
    }

    /** Its DER. */
    byte[] entry() {
      return entry;
    }

    /** When the certificate does, in seconds. */
    long ends() {
      return ends;
    }
  }

  /** The entries after a serial, up to and with another, at most so many. */
  static List<Listed> between(Tx tx, Scope scope, String after, String upTo, int limit) {
    return tx.list(
        "SELECT entry, not_after FROM revocations"
            + scope.where()
            + " AND serial > ? AND serial <= ? ORDER BY serial LIMIT ?",
        row -> new Listed(row.getBytes(1), row.getLong(2)),
        scope.with(after, upTo, limit));
  }

  /** The serials that were revoked after a row, at most so many. */
  static List<String> since(Tx tx, Scope scope, long row, int limit) {
    return tx.list(
        "SELECT serial FROM revocations" + scope.where() + " AND seq > ? LIMIT ?",
        found -> found.getString(1),
        scope.with(row, limit));
  }

  /** Removes some of what an authority revoked and answers how many. */
  public static int delete(Tx tx, Authority authority, int most) {
    return tx.update(
        "DELETE FROM revocations WHERE seq IN"
            + " (SELECT seq FROM revocations WHERE authority = ? LIMIT ?)",
        authority.id(),
        most);
  }
}
