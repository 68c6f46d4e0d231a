// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.certificate.CertificateIssuance.Obtained;
import dev.signet.ground.Ground;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Home;
import dev.signet.kernel.ListingPosition;
import dev.signet.kernel.Page;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Tags;
import dev.signet.ledger.Change;
import dev.signet.store.Once;
import dev.signet.store.Store;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The certificates of all accounts: request, deletion, tags. */
public final class ManagedCertificates {
  /** The change for one that was requested and issued. */
  public static final String ISSUED = "certificate.issued";

  private static final Duration TOKEN_WINDOW = Duration.ofHours(1);

  /** So many in one transaction. */
  private static final int AT_ONCE = 500;

  private final Ground ground;
  private final CertificateRecords records;
  private final CertificateIssuance issuance;

  /**
   * What a proxy needs to speak TLS.
   *
   * @param status at this instant
   */
  public record Deliverable(
      CertificateLifecycle.Status status,
      CertificateOrigin origin,
      CertificateNames names,
      Optional<ManagedCertificate.Outcome.Issued> issued) {
    /** The certificate that can be delivered now; empty when there is none or it has expired. */
    public Optional<ManagedCertificate.Outcome.Issued> inForce() {
      return issued.filter(_ -> status == CertificateLifecycle.Status.ISSUED);
    }
  }

  /** Which certificates a listing shows and in which order. */
  public record Listing(
      boolean newestFirst, Optional<String> after, int limit, CertificateFilter filter) {}

  ManagedCertificates(Ground ground, CertificateRecords records, CertificateIssuance issuance) {
    this.ground = ground;
    this.records = records;
    this.issuance = issuance;
  }

  /**
   * Requests a private certificate and answers its ARN. The CA is asked before anything is
   * recorded, so a crash leaves nothing pending; what the CA refuses is recorded as FAILED.
   */
  public CertificateArn request(Caller caller, CertificateCommand command) {
    Instant created = ground.now();
    Optional<Once> once =
        command.token().map(token -> once(caller.home(), token, command.fingerprint()));
    Optional<CertificateArn> earlier =
        once.flatMap(call -> ground.store().read(tx -> answer(tx, call, created)));
    if (earlier.isPresent()) {
      return earlier.get();
    }
    Obtained obtained =
        issuance.issue(caller, command.authorityArn(), command.names(), command.keySpec());
    requireAccess(caller, command, obtained.outcome());
    ManagedCertificate certificate =
        new ManagedCertificate(
            CertificateArn.in(caller.home(), ground.entropy().uuid()),
            command.names(),
            command.keySpec(),
            Optional.of(command.authorityArn()),
            Optional.empty(),
            created,
            command.tags(),
            command.transparency(),
            obtained.outcome(),
            List.of(),
            false,
            Optional.empty(),
            Optional.empty());
    return ground
        .store()
        .write(tx -> {
          Instant now = ground.now();
          Optional<CertificateArn> raced = once.flatMap(call -> answer(tx, call, now));
          if (raced.isPresent()) { // a repeat that ran beside this one was faster
            return raced.get();
          }
          obtained.keepKey(tx, ground.vault());
          record(tx, caller, certificate, now);
          once.ifPresent(call -> call.remember(tx, certificate.arn().toString(), now));
          return certificate.arn();
        });
  }

  /** Every other refusal of the CA is recorded, but this is one of the caller. */
  private static void requireAccess(
      Caller caller, CertificateCommand command, ManagedCertificate.Outcome outcome) {
    if (outcome.equals(new ManagedCertificate.Outcome.Failed(IssuanceFailure.PCA_ACCESS_DENIED))) {
      throw Refusal.denied(
          "User: "
              + caller.principal()
              + " is not authorized to perform: acm-pca:IssueCertificate on resource: "
              + command.authorityArn());
    }
  }

  private void record(Tx tx, Caller caller, ManagedCertificate certificate, Instant now) {
    ManagedCertificateTables.insert(tx, certificate);
    String kind = certificate.current().isPresent() ? ISSUED : "certificate.failed";
    records.append(tx, caller, now, kind, certificate.arn());
  }

  /** The certificate with this ARN; refuses what lives elsewhere as what there is not. */
  public ManagedCertificate find(Caller caller, CertificateArn arn) {
    return records.find(caller, arn);
  }

  /**
   * The certificate in force and its chain; refuses as PENDING or NOT_FOUND where there is none.
   */
  public ManagedCertificate.Outcome.Issued get(Caller caller, CertificateArn arn) {
    ManagedCertificate found = find(caller, arn);
    CertificateLifecycle.requireDecided(found);
    return found.current().orElseThrow(() -> CertificateRecords.missing(arn.toString()));
  }

  /** One page of the certificates of a home; the position is a creation time and an ARN. */
  public Page<ListedCertificate> page(Home home, Listing listing) {
    Instant now = ground.now();
    return Page.cut(
        ground.store().read(tx -> CertificateListingTables.list(tx, home, listing, now)),
        listing.limit(),
        last -> ListingPosition.of(last.createdAt(), last.arn()).toString());
  }

  /** Lets listings show what was issued before they had columns: once, after an upgrade. */
  static void fillInListings(Store store) {
    while (store.read(CertificateListingTables::isToFillIn)) {
      store.write(tx -> {
        tx.unrecorded(Unrecorded.HOUSEKEEPING); // says nothing new
        return CertificateListingTables.fillIn(tx, AT_ONCE);
      });
    }
  }

  /** The Regions in which an account has certificates. */
  public List<String> regions(AccountId account) {
    return ground.store().read(tx -> ManagedCertificateTables.regions(tx, account));
  }

  /** Deletes a certificate that nothing refers to and destroys its keys; it is not revoked. */
  public void delete(Caller caller, CertificateArn arn) {
    ground
        .store()
        .write(tx -> {
          CertificateLifecycle.requireUnused(CertificateRecords.existing(tx, caller, arn));
          Change deleted = records.append(tx, caller, ground.now(), "certificate.deleted", arn);
          records.dropKeys(tx, arn, 0, deleted);
          ManagedCertificateTables.delete(tx, arn);
          return true;
        });
  }

  /** Changes the tags. */
  public void retag(Caller caller, CertificateArn arn, UnaryOperator<Tags> change) {
    ground
        .store()
        .write(tx -> {
          Tags tags = change.apply(CertificateRecords.existing(tx, caller, arn).tags());
          ManagedCertificateTables.setTags(tx, arn, tags);
          records.append(tx, caller, ground.now(), "certificate.tagged", arn);
          return true;
        });
  }

  /** What the mesh delivers for an ARN; empty when there is no such certificate. */
  public Optional<Deliverable> deliverable(Tx tx, String arn) {
    return CertificateArn.parse(arn)
        .flatMap(named -> ManagedCertificateTables.find(tx, named))
        .map(certificate ->
            new Deliverable(
                CertificateLifecycle.status(certificate, ground.now()),
                certificate.origin(),
                certificate.names(),
                certificate.current()));
  }

  /** A token with another request is another request; so is one whose certificate was deleted. */
  static Once once(Home home, String token, String fingerprint) {
    return new Once(
        "acm RequestCertificate " + home.account() + " " + home.region(),
        token,
        fingerprint,
        TOKEN_WINDOW,
        Once.OtherRequest.OWN_ANSWER);
  }

  static Optional<CertificateArn> answer(Tx tx, Once call, Instant now) {
    return call.answer(tx, now)
        .filter(arn -> ManagedCertificateTables.exists(tx, arn))
        .map(CertificateArn::of);
  }
}
