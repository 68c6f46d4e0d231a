// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Home;
import dev.signet.kernel.Refusal;
import dev.signet.ledger.Change;
import dev.signet.store.Once;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells once a day which certificates come to their end, and how long before somebody wants to be
 * told (Get- and PutAccountConfiguration).
 */
public final class Expiry {
  /** The change for a certificate that ends soon, each day. */
  public static final String EXPIRING = "certificate.expiring";

  /** The change for one of ours that has ended, once. */
  public static final String EXPIRED = "certificate.expired";

  /**
   * The change for one that ends soon and is not renewed: its CA refuses, or proofs are missing.
   */
  public static final String RENEWAL_BLOCKED = "certificate.renewal-blocked";

  /** Where nobody said otherwise. */
  static final int USUAL_DAYS = 45;

  private static final int MOST_DAYS = 3650;
  private static final Set<Long> PRIVATE_BLOCKED_DAYS = Set.of(45L, 30L, 15L, 3L, 1L);
  private static final Set<Long> PUBLIC_BLOCKED_DAYS = Set.of(30L, 15L, 3L, 1L);
  private static final String SWEEP = "certificate.sweep";
  private static final String ALL = "all";
  private static final Duration BETWEEN = Duration.ofHours(1);
  private static final Duration TOKEN_WINDOW = Duration.ofHours(1);
  private static final int AT_ONCE = 100;

  private final Ground ground;

  Expiry(Ground ground) {
    this.ground = ground;
    ground.timers().on(SWEEP, this::sweep);
  }

  /** Sets the timer of the sweep where there is none; a start on a full disk writes nothing. */
  void start() {
    if (ground.store().read(tx -> ground.timers().isSet(tx, SWEEP, ALL))) {
      return;
    }
    ground
        .store()
        .write(tx -> {
          ground.timers().hasten(tx, SWEEP, ALL, ground.now());
          tx.unrecorded(Unrecorded.HOUSEKEEPING);
          return true;
        });
  }

  /** How many days before the end a home is told. */
  public int days(Home home) {
    return ground.store().read(tx -> ExpiryTables.days(tx, home)).orElse(USUAL_DAYS);
  }

  /** Says how many days before; a token that comes again changes nothing. */
  public void setDays(Caller caller, int days, String token) {
    if (days > MOST_DAYS) {
      throw Refusal.invalid("DaysBeforeExpiry " + days + ": expected at most " + MOST_DAYS);
    }
    Home home = caller.home();
    Once once =
        new Once(
            "acm PutAccountConfiguration " + home.account() + " " + home.region(),
            token,
            "",
            TOKEN_WINDOW,
            Once.OtherRequest.SAME_ANSWER);
    ground
        .store()
        .write(tx -> {
          Instant now = ground.now();
          if (once.answer(tx, now).isEmpty()) {
            ExpiryTables.setDays(tx, home, days);
            once.remember(tx, "set", now);
            String subject = home.arn("acm", "configuration").toString();
            ground.ledger().append(tx, Change.by(caller, now, "certificate.configured", subject));
          }
          return true;
        });
  }

  private Optional<Instant> sweep(Tx tx, String subject, Instant now) {
    int hour = now.atZone(ZoneOffset.UTC).getHour();
    Instant today = now.truncatedTo(ChronoUnit.DAYS);
    List<ManagedCertificate> untold =
        ExpiryTables.untold(tx, USUAL_DAYS, now, today, hour, AT_ONCE);
    untold.forEach(each -> tell(tx, each, now));
    tx.unrecorded(Unrecorded.HOUSEKEEPING);
    return Optional.of(
        untold.size() == AT_ONCE ? now : now.truncatedTo(ChronoUnit.HOURS).plus(BETWEEN));
  }

  private void tell(Tx tx, ManagedCertificate certificate, Instant now) {
    ExpiryTables.setTold(tx, certificate.arn(), now);
    Instant end = certificate.current().orElseThrow().leaf().period().notAfter();
    if (!end.isAfter(now)) {
      append(tx, EXPIRED, certificate, now);
      return;
    }
    long left = daysBetween(now, end);
    int wanted = ExpiryTables.days(tx, certificate.arn().home()).orElse(USUAL_DAYS);
    if (left <= wanted) {
      append(tx, EXPIRING, certificate, now);
    }
    if (isBlocked(certificate) && blockedDays(certificate).contains(left)) {
      append(tx, RENEWAL_BLOCKED, certificate, now);
    }
  }

  /** A day that has begun counts. */
  static long daysBetween(Instant now, Instant end) {
    return Duration.between(now, end).plusDays(1).minusMillis(1).toDays();
  }

  private static Set<Long> blockedDays(ManagedCertificate certificate) {
    return certificate.origin() == CertificateOrigin.AMAZON_ISSUED
        ? PUBLIC_BLOCKED_DAYS
        : PRIVATE_BLOCKED_DAYS;
  }

  private static boolean isBlocked(ManagedCertificate certificate) {
    return certificate
        .renewal()
        .filter(last -> last.status() != ManagedCertificate.RenewalStatus.SUCCESS)
        .isPresent();
  }

  private void append(Tx tx, String kind, ManagedCertificate certificate, Instant now) {
    ground
        .ledger()
        .append(
            tx, Change.byServer(certificate.arn().home(), now, kind, certificate.arn().toString()));
  }
}
