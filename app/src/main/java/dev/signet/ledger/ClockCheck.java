// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.ledger;

import dev.signet.store.Settings;
import dev.signet.store.Store;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the clock may be believed where something is destroyed for good. It is compared with what
 * is known of the time: when this server last ran, and the newest change that was made by a signed
 * call, which is refused unless the caller's clock says the same. A clock that is further ahead may
 * be wrong, or the server was off for long; the next change by anybody's signed call tells.
 */
final class ClockCheck {
  /** So far ahead of what is known the clock is believed. */
  static final Duration MOST = Duration.ofDays(1);

  private static final Duration MARK = Duration.ofHours(1);
  private static final String SEEN = "clock.seen";
  private static final Logger log = LoggerFactory.getLogger(ClockCheck.class);

  private final Store store;
  private @Nullable Instant marked;
  private boolean doubted;

  ClockCheck(Store store) {
    this.store = store;
  }

  /** Whether it is; while it is, this is remembered from time to time. */
  synchronized boolean isBelieved(Instant now) {
    Instant last = marked;
    if (last != null && !now.isBefore(last) && now.isBefore(last.plus(MARK))) {
      return true;
    }
    Optional<Instant> known = store.read(ClockCheck::known);
    if (known.isPresent() && now.isAfter(known.get().plus(MOST))) {
      doubt(now, known.get());
      return false;
    }
    doubted = false;
    marked = now;
    store.write(tx -> {
      tx.unrecorded(Unrecorded.HOUSEKEEPING);
      Settings.put(tx, SEEN, Long.toString(now.toEpochMilli()));
      return true;
    });
    return true;
  }

  private void doubt(Instant now, Instant known) {
    marked = null;
    if (!doubted) {
      log.warn(
          "the clock says {}, {} days after the last that is known: nothing is removed for good"
              + " until a signed call changes something, for example tags a CA; is the clock right?",
          now,
          Duration.between(known, now).toDays());
    }
    doubted = true;
  }

  private static Optional<Instant> known(Tx tx) {
    Optional<Instant> seen = Settings.get(tx, SEEN).map(Long::parseLong).map(Instant::ofEpochMilli);
    Optional<Instant> called =
        tx.first(
            "SELECT at FROM changes WHERE actor LIKE 'arn:%:iam::%' ORDER BY seq DESC LIMIT 1",
            row -> Instant.ofEpochMilli(row.getLong(1)));
    return seen.filter(one -> called.filter(one::isBefore).isEmpty()).or(() -> called);
  }
}
