// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Remembers which answer a caller's token got. The scope, the fingerprint, the window and what a
 * mismatch means are the feature's business.
 */
public final class Idempotency {
  /** Expired rows removed with every new one, so that the table cannot grow without bound. */
  private static final int SWEEP = 2;

  private Idempotency() {}

  /** What a token got: the fingerprint of its request and the answer. */
  public record Remembered(String fingerprint, String answer) {}

  /** The unexpired answer of a token. */
  public static Optional<Remembered> find(Tx tx, String scope, String token, Instant now) {
    return tx.handle()
        .createQuery(
            "SELECT fingerprint, answer FROM idempotency"
                + " WHERE scope = :scope AND token = :token AND expires_at > :now")
        .bind("scope", scope)
        .bind("token", token)
        .bind("now", now.toEpochMilli())
        .map((row, context) -> new Remembered(row.getString(1), row.getString(2)))
        .findOne();
  }

  /** Remembers an answer until the instant, replacing an expired one. */
  public static void remember(
      Tx tx, String scope, String token, Remembered remembered, Instant now, Instant until) {
    tx.handle()
        .createUpdate(
            "DELETE FROM idempotency WHERE rowid IN"
                + " (SELECT rowid FROM idempotency WHERE expires_at <= :now LIMIT :sweep)")
        .bind("now", now.toEpochMilli())
        .bind("sweep", SWEEP)
        .execute();
    tx.handle()
        .createUpdate(
            "INSERT OR REPLACE INTO idempotency (scope, token, fingerprint, answer, expires_at)"
                + " VALUES (:scope, :token, :fingerprint, :answer, :until)")
        .bind("scope", scope)
        .bind("token", token)
        .bind("fingerprint", remembered.fingerprint())
        .bind("answer", remembered.answer())
        .bind("until", until.toEpochMilli())
        .execute();
  }
}
