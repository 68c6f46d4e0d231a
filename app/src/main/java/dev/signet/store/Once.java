// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import dev.signet.kernel.Refusal;
import dev.signet.kernel.SharedReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call that a client may repeat with its token and that then gets the answer of the first: asked
 * before the work is done, and once more in the transaction that records it.
 *
 * @param scope whose tokens these are and for what; tokens of other scopes are other tokens
 * @param fingerprint what two calls must share to be the same request
 * @param window how long the answer is remembered
 * @param otherRequest what happens to the same token with another request
 */
public record Once(
    String scope, String token, String fingerprint, Duration window, OtherRequest otherRequest) {
  private static final Logger log = LoggerFactory.getLogger(Once.class);

  /** Expired rows removed with every new one, so that the table cannot grow without bound. */
  private static final int SWEEP = 2;

  /** What the same token with another request gets. */
  public enum OtherRequest {
    /** The first one's answer: the token decides alone. */
    SAME_ANSWER,
    /** An answer of its own, remembered beside the first. */
    OWN_ANSWER,
    /** A refusal of reason TOKEN_REUSED. */
    REFUSED
  }

  private record Remembered(String fingerprint, String answer) {}

  /**
   * The answer of the first call; empty when this is the first, or the window is over.
   *
   * @throws Refusal of reason TOKEN_REUSED where the token came with another request
   */
  public Optional<String> answer(Tx tx, Instant now) {
    Optional<Remembered> found =
        tx.first(
            "SELECT fingerprint, answer FROM idempotency"
                + " WHERE scope = ? AND token = ? AND expires_at > ?",
            row -> new Remembered(row.getString(1), row.getString(2)),
            scope,
            key(),
            now.toEpochMilli());
    found.filter(earlier -> !earlier.fingerprint.equals(fingerprint)).ifPresent(this::mismatch);
    return found.map(Remembered::answer);
  }

  /** Remembers the answer that this call got. */
  public void remember(Tx tx, String answer, Instant now) {
    tx.update(
        "DELETE FROM idempotency WHERE (scope, token) IN"
            + " (SELECT scope, token FROM idempotency WHERE expires_at <= ? LIMIT ?)",
        now.toEpochMilli(),
        SWEEP);
    tx.update(
        "INSERT INTO idempotency (scope, token, fingerprint, answer, expires_at)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (scope, token) DO UPDATE SET"
            + " fingerprint = excluded.fingerprint, answer = excluded.answer,"
            + " expires_at = excluded.expires_at",
        scope,
        key(),
        fingerprint,
        answer,
        now.plus(window).toEpochMilli());
  }

  private String key() {
    return otherRequest == OtherRequest.OWN_ANSWER ? token + ":" + fingerprint : token;
  }

  private void mismatch(Remembered earlier) {
    if (otherRequest == OtherRequest.REFUSED) {
      throw new Refusal(
          SharedReason.TOKEN_REUSED,
          "token '" + token + "' came with another request: expected a new token");
    }
    log.warn("another request with the token of {} got that one's answer", earlier.answer);
  }
}
