// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.certificate.CertificateIssuance.Obtained;
import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.key.KeyRef;
import dev.signet.ledger.Change;
import dev.signet.ledger.Timers;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Renews certificates: when somebody asks (RenewCertificate) and when it is time. A timer waits for
 * each that somebody depends on, and only for those; see {@link RenewalTimes}. The names of public
 * ones are proven anew, which may take its time: so nobody waits for that.
 */
public final class Renewals {
  /** The change for a new certificate under the same ARN. */
  public static final String RENEWED = "certificate.renewed";

  /** The timer; its subject is the certificate's ARN. */
  static final String RENEWAL = "certificate.renewal";

  /** So many timers are set in one transaction. */
  private static final int AT_ONCE = 500;

  /** They share commits; more would only take the processor from those who call. */
  private static final int TOGETHER = 4;

  private final Ground ground;
  private final Timers timers;
  private final CertificateRecords records;
  private final CertificateIssuance issuance;
  private final NameProofs names;
  private final Lookups lookups;

  Renewals(
      Ground ground,
      CertificateRecords records,
      CertificateIssuance issuance,
      NameProofs names,
      Lookups lookups) {
    this.ground = ground;
    this.timers = ground.timers().apart(TOGETHER);
    this.records = records;
    this.issuance = issuance;
    this.names = names;
    this.lookups = lookups;
    timers.onTask(RENEWAL, this::whenDue);
  }

  /** Theirs, for a loop of their own: a CA that takes its time shall delay no other timer. */
  Timers timers() {
    return timers;
  }

  /** Sets the timer of what somebody depends on since this transaction. */
  void expect(Tx tx, CertificateArn arn) {
    ManagedCertificateTables.find(tx, arn)
        .filter(found -> CertificateLifecycle.isEligible(found, ground.now()))
        .ifPresent(found -> timers.set(tx, RENEWAL, arn.toString(), next(found)));
  }

  private Instant next(ManagedCertificate certificate) {
    Instant due =
        RenewalTimes.due(
            certificate.arn(),
            certificate.origin(),
            certificate.current().orElseThrow().leaf().period());
    return due.isBefore(ground.now()) ? ground.now() : due;
  }

  /** When it is tried next; empty for one that nobody depends on, or that is not ours to renew. */
  public Optional<Instant> expected(ManagedCertificate certificate) {
    if (!CertificateLifecycle.isEligible(certificate, ground.now())) {
      return Optional.empty();
    }
    Instant due = next(certificate);
    return certificate
        .renewal()
        .filter(last -> last.status() == ManagedCertificate.RenewalStatus.PENDING_AUTO_RENEWAL)
        .map(last -> last.at().plus(RenewalTimes.AGAIN))
        .filter(due::isBefore)
        .or(() -> Optional.of(due));
  }

  /** Sets the timers that are missing, as after an upgrade; where none is, nothing is written. */
  void expectAll() {
    List<CertificateArn> waiting;
    do {
      waiting = ground.store().read(this::withoutTimer);
      expectEach(waiting);
    } while (waiting.size() == AT_ONCE);
  }

  private List<CertificateArn> withoutTimer(Tx tx) {
    return ManagedCertificateTables.withoutTimer(tx, RENEWAL, ground.now(), AT_ONCE);
  }

  private void expectEach(List<CertificateArn> waiting) {
    if (waiting.isEmpty()) {
      return;
    }
    ground
        .store()
        .write(tx -> {
          waiting.forEach(arn -> expect(tx, arn));
          tx.unrecorded(Unrecorded.HOUSEKEEPING);
          return true;
        });
  }

  /**
   * Renews a certificate that is in use or was exported: new key, same ARN. The old one stays in
   * force until the new one is stored; if the CA refuses, the renewal stays pending. That of a
   * public one begins, and ends when its names are proven.
   */
  public void renew(Caller caller, CertificateArn arn) {
    ManagedCertificate old = records.find(caller, arn);
    CertificateLifecycle.requireRenewable(old, ground.now());
    if (isPublic(old)) {
      begin(caller, old);
      return;
    }
    Obtained obtained = obtain(old);
    boolean swapped =
        ground
            .store()
            .write(tx -> {
              boolean same = swap(tx, caller, old, obtained);
              expect(tx, arn);
              return same;
            });
    if (!swapped) {
      throw new Refusal(Refusal.Kind.PENDING, "Certificate " + arn + " is being renewed.");
    }
  }

  private static boolean isPublic(ManagedCertificate certificate) {
    return certificate.origin() == CertificateOrigin.AMAZON_ISSUED;
  }

  private void begin(Caller caller, ManagedCertificate old) {
    ground
        .store()
        .write(tx -> {
          Instant now = ground.now();
          ManagedCertificateTables.setRenewal(
              tx, old.arn(), ManagedCertificate.Renewal.requested(now));
          timers.set(tx, RENEWAL, old.arn().toString(), now);
          records.append(tx, caller, now, "certificate.renewal-requested", old.arn());
          return true;
        });
  }

  private Obtained obtain(ManagedCertificate old) {
    if (isPublic(old)) {
      return issuance.issuePublic(old);
    }
    Caller service = Caller.in(old.arn().home(), PrivateIssuer.RENEWAL_PRINCIPAL);
    return issuance.issue(service, old.authority().orElseThrow(), old.names(), old.keySpec());
  }

  private Timers.Handler whenDue(String subject, Instant now) {
    CertificateArn arn = CertificateArn.of(subject);
    Optional<ManagedCertificate> due =
        ground
            .store()
            .read(tx -> ManagedCertificateTables.find(tx, arn))
            .filter(found -> CertificateLifecycle.isEligible(found, now))
            .filter(found -> isWanted(found, now)); // not renewed on request meanwhile
    due.filter(Renewals::isPublic)
        .ifPresent(old -> lookups.start(subject, () -> proveAndRenew(old)));
    return due.filter(old -> !isPublic(old)).map(this::renewal).orElse(this::again);
  }

  private boolean isWanted(ManagedCertificate certificate, Instant now) {
    return !next(certificate).isAfter(now) || isRequested(certificate);
  }

  private static boolean isRequested(ManagedCertificate certificate) {
    return isPublic(certificate)
        && certificate
            .renewal()
            .filter(last -> last.status() != ManagedCertificate.RenewalStatus.SUCCESS)
            .isPresent();
  }

  private void proveAndRenew(ManagedCertificate old) {
    NameProofs.Found found = names.look(old.terms().orElseThrow().proofs());
    Optional<Obtained> obtained =
        switch (found) {
          case NameProofs.Found.Missing _ -> Optional.empty();
          case NameProofs.Found.Forbidden _ ->
              Optional.of(Obtained.failed(IssuanceFailure.CAA_ERROR));
          case NameProofs.Found.Proven _ -> Optional.of(obtain(old));
        };
    Caller server = Caller.in(old.arn().home(), Change.SERVER);
    ground
        .store()
        .write(tx -> {
          boolean swapped =
              obtained.isPresent() ? swap(tx, server, old, obtained.get()) : wait(tx, server, old);
          if (swapped) {
            PublicTermsTables.setProofs(tx, old.arn(), found.proofs());
          }
          return swapped;
        });
  }

  /** Until the names are proven. */
  private boolean wait(Tx tx, Caller server, ManagedCertificate old) {
    Instant now = ground.now();
    if (!isStill(tx, old)) {
      tx.unrecorded(Unrecorded.HOUSEKEEPING);
      return false;
    }
    ManagedCertificateTables.setRenewal(tx, old.arn(), ManagedCertificate.Renewal.unproven(now));
    if (old.renewal()
        .filter(last -> last.status() == ManagedCertificate.RenewalStatus.PENDING_VALIDATION)
        .isEmpty()) {
      records.append(tx, server, now, "certificate.proof-missing", old.arn());
    } else {
      tx.unrecorded(Unrecorded.HOUSEKEEPING); // the log has it already
    }
    return true;
  }

  private Timers.Handler renewal(ManagedCertificate old) {
    Obtained obtained = obtain(old);
    Caller server = Caller.in(old.arn().home(), Change.SERVER);
    return (tx, subject, now) -> {
      boolean swapped = swap(tx, server, old, obtained);
      Optional<Instant> next = again(tx, subject, now);
      return swapped && obtained.key().isEmpty()
          ? next.map(_ -> now.plus(RenewalTimes.AGAIN))
          : next;
    };
  }

  /** When to come again; never where nobody depends on it: who comes to do sets the timer. */
  private Optional<Instant> again(Tx tx, String subject, Instant now) {
    tx.unrecorded(Unrecorded.HOUSEKEEPING);
    return ManagedCertificateTables.find(tx, CertificateArn.of(subject))
        .filter(found -> CertificateLifecycle.isEligible(found, now))
        .map(found ->
            isWanted(found, now) && isPublic(found) ? now.plus(RenewalTimes.AGAIN) : next(found));
  }

  /** Whether it was still the same: not renewed or deleted meanwhile. */
  private boolean swap(Tx tx, Caller caller, ManagedCertificate old, Obtained obtained) {
    Instant now = ground.now();
    CertificateArn arn = old.arn();
    if (!isStill(tx, old)) {
      tx.unrecorded(Unrecorded.HOUSEKEEPING);
      return false;
    }
    switch (obtained.outcome()) {
      case ManagedCertificate.Outcome.Issued issued -> {
        obtained.keepKey(tx, ground.vault());
        ManagedCertificateTables.addVersion(tx, arn, issued);
        ManagedCertificateTables.setRenewal(tx, arn, ManagedCertificate.Renewal.succeeded(now));
        Change renewed = records.append(tx, caller, now, RENEWED, arn);
        records.dropKeys(tx, arn, CertificateRecords.KEPT, renewed);
      }
      case ManagedCertificate.Outcome.Failed failed -> {
        ManagedCertificateTables.setRenewal(
            tx, arn, ManagedCertificate.Renewal.pending(failed.reason(), now));
        if (old.renewal()
            .flatMap(ManagedCertificate.Renewal::reason)
            .filter(failed.reason()::equals)
            .isEmpty()) {
          records.append(tx, caller, now, "certificate.failed", arn);
        } else {
          tx.unrecorded(Unrecorded.HOUSEKEEPING); // the log has this refusal already
        }
      }
      case ManagedCertificate.Outcome.Pending _ -> throw new IllegalStateException();
    }
    return true;
  }

  private static boolean isStill(Tx tx, ManagedCertificate old) {
    return ManagedCertificateTables.find(tx, old.arn()).flatMap(Renewals::key).equals(key(old));
  }

  private static Optional<KeyRef> key(ManagedCertificate certificate) {
    return certificate.current().map(ManagedCertificate.Outcome.Issued::key);
  }
}
