// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.certificate.CertificateIssuance.Obtained;
import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.ledger.Change;
import dev.signet.ledger.Timers;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Has public certificates issued once their names are proven, or ends those of which nobody proves
 * them in time. A timer waits for each; see {@link ValidationTimes}.
 */
final class Validations {
  /** The timer; its subject is the certificate's ARN. */
  static final String VALIDATION = "certificate.validation";

  private final Ground ground;
  private final CertificateRecords records;
  private final CertificateIssuance issuance;
  private final NameProofs names;
  private final Lookups lookups;

  Validations(
      Ground ground,
      CertificateRecords records,
      CertificateIssuance issuance,
      NameProofs names,
      Lookups lookups) {
    this.ground = ground;
    this.records = records;
    this.issuance = issuance;
    this.names = names;
    this.lookups = lookups;
    ground.timers().onTask(VALIDATION, this::whenDue);
  }

  /** Begins to look. */
  void expect(Tx tx, CertificateArn arn) {
    ground.timers().set(tx, VALIDATION, arn.toString(), ground.now());
  }

  private Timers.Handler whenDue(String subject, Instant now) {
    lookups.start(subject, () -> look(CertificateArn.of(subject)));
    return this::again;
  }

  private Optional<Instant> again(Tx tx, String subject, Instant now) {
    Optional<ManagedCertificate> pending = pending(tx, CertificateArn.of(subject));
    if (pending.filter(found -> ValidationTimes.isOver(found.createdAt(), now)).isPresent()) {
      end(tx, pending.get(), IssuanceFailure.VALIDATION_TIMED_OUT, now);
      return Optional.empty();
    }
    tx.unrecorded(Unrecorded.HOUSEKEEPING);
    return pending.map(found -> ValidationTimes.next(found.createdAt(), now));
  }

  private static Optional<ManagedCertificate> pending(Tx tx, CertificateArn arn) {
    return ManagedCertificateTables.find(tx, arn).filter(ManagedCertificate::isPending);
  }

  private void look(CertificateArn arn) {
    ground
        .store()
        .read(tx -> pending(tx, arn))
        .filter(found -> !ValidationTimes.isOver(found.createdAt(), ground.now()))
        .filter(found -> found.terms().orElseThrow().method() == ValidationMethod.DNS)
        .ifPresent(this::look);
  }

  private void look(ManagedCertificate pending) {
    switch (names.look(pending.terms().orElseThrow().proofs())) {
      case NameProofs.Found.Missing(var proofs) -> keep(pending, proofs);
      case NameProofs.Found.Forbidden(var proofs) ->
          settle(pending, proofs, Obtained.failed(IssuanceFailure.CAA_ERROR));
      case NameProofs.Found.Proven(var proofs) ->
          settle(pending, proofs, issuance.issuePublic(pending));
    }
  }

  private void keep(ManagedCertificate pending, List<DomainProof> proofs) {
    if (proofs.equals(pending.terms().orElseThrow().proofs())) {
      return;
    }
    ground
        .store()
        .write(tx -> {
          PublicTermsTables.setProofs(tx, pending.arn(), proofs);
          append(tx, pending, "certificate.name-proven", ground.now());
          return true;
        });
  }

  /** Nothing happens where it was deleted, or timed out, meanwhile: then nobody has the key. */
  private void settle(ManagedCertificate pending, List<DomainProof> proofs, Obtained obtained) {
    CertificateArn arn = pending.arn();
    ground
        .store()
        .write(tx -> {
          Instant now = ground.now();
          if (pending(tx, arn).isEmpty()) {
            tx.unrecorded(Unrecorded.HOUSEKEEPING);
            return false;
          }
          PublicTermsTables.setProofs(tx, arn, proofs);
          switch (obtained.outcome()) {
            case ManagedCertificate.Outcome.Issued issued -> {
              obtained.keepKey(tx, ground.vault());
              ManagedCertificateTables.addVersion(tx, arn, issued);
              append(tx, pending, ManagedCertificates.ISSUED, now);
            }
            case ManagedCertificate.Outcome.Failed(var reason) -> end(tx, pending, reason, now);
            case ManagedCertificate.Outcome.Pending _ -> throw new IllegalStateException();
          }
          return true;
        });
  }

  private void end(Tx tx, ManagedCertificate pending, IssuanceFailure reason, Instant now) {
    PublicTermsTables.setFailure(tx, pending.arn(), reason);
    append(tx, pending, "certificate.failed", now);
  }

  private void append(Tx tx, ManagedCertificate pending, String kind, Instant now) {
    Caller server = Caller.in(pending.arn().home(), Change.SERVER);
    records.append(tx, server, now, kind, pending.arn());
  }
}
