// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.kernel.Home;
import dev.signet.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rows of {@code certificate_accounts}, and which certificates come to their end. */
final class ExpiryTables {
  private ExpiryTables() {}

  /** How many days before the end a home wants to be told; empty where nobody said. */
  static Optional<Integer> days(Tx tx, Home home) {
    return tx.first(
        "SELECT days_before_expiry FROM certificate_accounts WHERE account = ? AND region = ?",
        row -> row.getInt(1),
        home.account().value(),
        home.region().name());
  }

  static void setDays(Tx tx, Home home, int days) {
    tx.update(
        "INSERT INTO certificate_accounts (account, region, days_before_expiry) VALUES (?, ?, ?)"
            + " ON CONFLICT (account, region) DO UPDATE SET"
            + " days_before_expiry = excluded.days_before_expiry",
        home.account().value(),
        home.region().name(),
        days);
  }

  /**
   * Those in force that end within so many days, and those of ours that have ended, of which that
   * was not told yet.
   *
   * @param usual days where nobody said how many; more where somebody said more
   * @param today when the day began: each is told of once a day
   * @param hour of the day: each has its own from which on it is told of
   */
  static List<ManagedCertificate> untold(
      Tx tx, int usual, Instant now, Instant today, int hour, int limit) {
    return tx.list(
        "SELECT "
            + ManagedCertificateTables.COLUMNS
            + ManagedCertificateTables.FROM
            + " WHERE m.failure IS NULL AND m.revoked_at IS NULL AND ((m.not_after > ?"
            + " AND m.not_after <= ? + ? * COALESCE((SELECT CASE WHEN c.days_before_expiry > ?"
            + " THEN c.days_before_expiry ELSE ? END FROM certificate_accounts c"
            + " WHERE c.account = m.account AND c.region = m.region), ?)"
            + " AND COALESCE(m.told_at, 0) < ? AND m.id % 24 <= ?)"
            + " OR (m.origin <> 'IMPORTED' AND m.not_after <= ?"
            + " AND COALESCE(m.told_at, 0) < m.not_after)) ORDER BY m.not_after LIMIT ?",
        ManagedCertificateTables::read,
        now.toEpochMilli(),
        now.toEpochMilli(),
        Duration.ofDays(1).toMillis(),
        usual,
        usual,
        usual,
        today.toEpochMilli(),
        hour,
        now.toEpochMilli(),
        limit);
  }

  /** Remembers when it was told that it ends, or has ended. */
  static void setTold(Tx tx, CertificateArn arn, Instant at) {
    tx.update(
        "UPDATE managed_certificates SET told_at = ? WHERE arn = ?",
        at.toEpochMilli(),
        arn.toString());
  }
}
