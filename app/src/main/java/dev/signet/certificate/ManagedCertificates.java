// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.kernel.AccountId;
import dev.signet.kernel.Arn;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Entropy;
import dev.signet.kernel.Page;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Tags;
import dev.signet.key.KeyRef;
import dev.signet.key.KeyVault;
import dev.signet.ledger.Change;
import dev.signet.ledger.Ledger;
import dev.signet.store.Idempotency;
import dev.signet.store.Store;
import dev.signet.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The certificates of all accounts: request, renewal, deletion, tags. */
public final class ManagedCertificates {
  private static final Duration TOKEN_WINDOW = Duration.ofHours(1);
  private static final Pattern RESOURCE = Pattern.compile("certificate/[0-9a-f-]{36}");

  private final Room room;
  private final CertificateIssuance issuance;

  /** The ground that certificates stand on. */
  public record Room(
      Store store, Ledger ledger, KeyVault vault, Entropy entropy, InstantSource clock) {}

  /**
   * What a proxy needs to speak TLS.
   *
   * @param status at this instant
   */
  public record Deliverable(
      CertificateLifecycle.Status status,
      CertificateNames names,
      Optional<ManagedCertificate.Outcome.Issued> issued) {
    /** The certificate that can be delivered now; empty when there is none or it has expired. */
    public Optional<ManagedCertificate.Outcome.Issued> inForce() {
      return issued.filter(_ -> status == CertificateLifecycle.Status.ISSUED);
    }
  }

  /** Which certificates a listing shows and in which order. */
  public record Listing(
      boolean newestFirst,
      Optional<String> after,
      int limit,
      Predicate<ManagedCertificate> wanted) {}

  public ManagedCertificates(Room room, SpareKeys spares, PrivateIssuer issuer) {
    this.room = room;
    this.issuance =
        new CertificateIssuance(room.store(), room.vault(), spares, issuer, room.clock());
  }

  /**
   * Requests a private certificate and answers its ARN. The CA is asked before anything is
   * recorded, so a crash leaves nothing pending; what the CA refuses is recorded as FAILED.
   */
  public String request(Caller caller, CertificateCommand command) {
    Optional<String> earlier = room.store().read(tx -> remembered(tx, caller, command));
    if (earlier.isPresent()) {
      return earlier.get();
    }
    Instant created = room.clock().instant();
    ManagedCertificate.Outcome outcome =
        issuance.issue(caller, command.authorityArn(), command.names(), command.keySpec());
    requireAccess(caller, command, outcome);
    ManagedCertificate certificate =
        new ManagedCertificate(
            Arn.of(caller, "acm", "certificate/" + room.entropy().uuid()).toString(),
            command.names(),
            command.keySpec(),
            command.authorityArn(),
            created,
            command.tags(),
            command.transparency(),
            outcome,
            List.of(),
            false,
            Optional.empty());
    return room.store().write(tx -> record(tx, caller, command, certificate));
  }

  /** Every other refusal of the CA is recorded, but this is one of the caller. */
  private static void requireAccess(
      Caller caller, CertificateCommand command, ManagedCertificate.Outcome outcome) {
    if (outcome.equals(new ManagedCertificate.Outcome.Failed(FailureReason.PCA_ACCESS_DENIED))) {
      throw new Refusal(
          Refusal.Kind.DENIED,
          "User: "
              + caller.principal()
              + " is not authorized to perform: acm-pca:IssueCertificate on resource: "
              + command.authorityArn());
    }
  }

  private String record(
      Tx tx, Caller caller, CertificateCommand command, ManagedCertificate certificate) {
    Optional<String> earlier = remembered(tx, caller, command);
    if (earlier.isPresent()) { // a repeat that ran beside this one was faster
      certificate.current().ifPresent(issued -> room.vault().destroy(tx, issued.key()));
      return earlier.get();
    }
    CertificateTables.insert(tx, caller, certificate);
    Instant now = room.clock().instant();
    command
        .token()
        .ifPresent(token ->
            Idempotency.remember(
                tx,
                scope(caller),
                token,
                new Idempotency.Remembered(command.fingerprint(), certificate.arn()),
                now,
                now.plus(TOKEN_WINDOW)));
    String kind = certificate.current().isPresent() ? "certificate.issued" : "certificate.failed";
    room.ledger().append(tx, Change.by(caller, now, kind, certificate.arn()));
    return certificate.arn();
  }

  /** The certificate with this ARN in the caller's account and Region. */
  public ManagedCertificate find(Caller caller, String arn) {
    requireOwn(caller, arn);
    return room.store().read(tx -> existing(tx, arn));
  }

  /** The certificate in force and its chain; refuses as NOT_FOUND when the request failed. */
  public ManagedCertificate.Outcome.Issued get(Caller caller, String arn) {
    return find(caller, arn).current().orElseThrow(() -> missing(arn));
  }

  /** One page of the caller's certificates; the position is a creation time and an ARN. */
  public Page<ManagedCertificate> page(Caller caller, Listing listing) {
    Optional<CertificateTables.Position> after =
        listing
            .after()
            .map(text -> {
              String[] parts = text.split(" ", 2);
              return new CertificateTables.Position(Long.parseLong(parts[0]), parts[1]);
            });
    List<ManagedCertificate> found =
        room.store()
            .read(tx ->
                CertificateTables.list(
                    tx,
                    caller,
                    listing.newestFirst(),
                    after,
                    listing.wanted(),
                    listing.limit() + 1));
    return Page.cut(
        found,
        listing.limit(),
        certificate -> certificate.createdAt().toEpochMilli() + " " + certificate.arn());
  }

  /** The Regions in which an account has certificates. */
  public List<String> regions(AccountId account) {
    return room.store().read(tx -> CertificateTables.regions(tx, account));
  }

  /**
   * Renews a certificate that is in use or was exported: new key, same ARN. The old one stays in
   * force until the new one is stored; if the CA refuses, the renewal stays pending.
   */
  public void renew(Caller caller, String arn) {
    ManagedCertificate old = find(caller, arn);
    CertificateLifecycle.requireRenewable(old, room.clock().instant());
    Caller service = new Caller(caller.account(), caller.region(), PrivateIssuer.RENEWAL_PRINCIPAL);
    ManagedCertificate.Outcome outcome =
        issuance.issue(service, old.authority(), old.names(), old.keySpec());
    boolean swapped = room.store().write(tx -> swap(tx, caller, old, outcome));
    if (!swapped) {
      throw new Refusal(
          Refusal.Kind.PENDING,
          "Certificate " + arn + " is being renewed.",
          "RequestInProgressException");
    }
  }

  private boolean swap(
      Tx tx, Caller caller, ManagedCertificate old, ManagedCertificate.Outcome outcome) {
    Instant now = room.clock().instant();
    Optional<ManagedCertificate> present = CertificateTables.find(tx, old.arn());
    boolean unchanged =
        present.isPresent() && key(present.get().outcome()).equals(key(old.outcome()));
    if (!unchanged) { // renewed or deleted meanwhile
      key(outcome).ifPresent(unused -> room.vault().destroy(tx, unused));
      return false;
    }
    switch (outcome) {
      case ManagedCertificate.Outcome.Issued issued -> {
        CertificateTables.addVersion(tx, old.arn(), issued);
        CertificateTables.setRenewal(
            tx,
            old.arn(),
            new ManagedCertificate.Renewal(
                ManagedCertificate.RenewalStatus.SUCCESS, Optional.empty(), now));
        // The predecessor's key stays for proxies' streams that read its name just before.
        dropKeys(tx, old.arn(), 2);
        room.ledger().append(tx, Change.by(caller, now, "certificate.renewed", old.arn()));
      }
      case ManagedCertificate.Outcome.Failed failed -> {
        CertificateTables.setRenewal(
            tx,
            old.arn(),
            new ManagedCertificate.Renewal(
                ManagedCertificate.RenewalStatus.PENDING_AUTO_RENEWAL,
                Optional.of(failed.reason()),
                now));
        room.ledger().append(tx, Change.by(caller, now, "certificate.failed", old.arn()));
      }
    }
    return true;
  }

  /** Deletes a certificate that nothing refers to and destroys its keys; it is not revoked. */
  public void delete(Caller caller, String arn) {
    requireOwn(caller, arn);
    room.store()
        .write(tx -> {
          CertificateLifecycle.requireUnused(existing(tx, arn), caller.account().value());
          dropKeys(tx, arn, 0);
          CertificateTables.delete(tx, arn);
          room.ledger()
              .append(tx, Change.by(caller, room.clock().instant(), "certificate.deleted", arn));
          return true;
        });
  }

  /** Changes the tags; refuses more than a resource may carry. */
  public void retag(Caller caller, String arn, UnaryOperator<Tags> change) {
    requireOwn(caller, arn);
    room.store()
        .write(tx -> {
          Tags tags = change.apply(existing(tx, arn).tags());
          if (tags.values().size() > Tags.LIMIT) {
            throw new Refusal(
                Refusal.Kind.EXCEEDED,
                tags.values().size() + " tags: expected at most " + Tags.LIMIT,
                "TooManyTagsException");
          }
          CertificateTables.setTags(tx, arn, tags);
          return true;
        });
  }

  /** What the mesh delivers for an ARN; empty when there is no such certificate. */
  public Optional<Deliverable> deliverable(Tx tx, String arn) {
    return CertificateTables.find(tx, arn)
        .map(certificate ->
            new Deliverable(
                CertificateLifecycle.status(certificate, room.clock().instant()),
                certificate.names(),
                certificate.current()));
  }

  static Refusal missing(String arn) {
    return new Refusal(
        Refusal.Kind.NOT_FOUND,
        "Could not find certificate " + arn + ".",
        "ResourceNotFoundException");
  }

  private void dropKeys(Tx tx, String arn, int keep) {
    CertificateTables.dropVersions(tx, arn, keep).forEach(key -> room.vault().destroy(tx, key));
  }

  private Optional<String> remembered(Tx tx, Caller caller, CertificateCommand command) {
    return command
        .token()
        .flatMap(token -> Idempotency.find(tx, scope(caller), token, room.clock().instant()))
        .filter(found -> found.fingerprint().equals(command.fingerprint()))
        .map(Idempotency.Remembered::answer)
        .filter(arn -> CertificateTables.find(tx, arn).isPresent());
  }

  private static String scope(Caller caller) {
    return "acm RequestCertificate " + caller.account() + " " + caller.region();
  }

  private static ManagedCertificate existing(Tx tx, String arn) {
    return CertificateTables.find(tx, arn).orElseThrow(() -> missing(arn));
  }

  private static Optional<KeyRef> key(ManagedCertificate.Outcome outcome) {
    return outcome instanceof ManagedCertificate.Outcome.Issued issued
        ? Optional.of(issued.key())
        : Optional.empty();
  }

  private static void requireOwn(Caller caller, String text) {
    boolean own =
        Arn.parse(text)
            .filter(arn -> arn.service().equals("acm") && arn.isIn(caller))
            .filter(arn -> RESOURCE.matcher(arn.resource()).matches())
            .isPresent();
    if (!own) {
      throw new Refusal(
          Refusal.Kind.INVALID,
          "The ARN '" + text + "' is not valid for this operation.",
          "InvalidArnException");
    }
  }
}
