// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.authority.AuthorityLifecycle.Use;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Entropy;
import dev.signet.kernel.Refusal;
import dev.signet.key.KeyVault;
import dev.signet.ledger.Change;
import dev.signet.ledger.Ledger;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.cert.Validity;
import dev.signet.pki.cert.ValidityPeriod;
import dev.signet.pki.csr.CertificateRequest;
import dev.signet.pki.csr.ProvenRequest;
import dev.signet.pki.key.KeyPolicy;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.key.SignatureVerifier;
import dev.signet.pki.path.CaType;
import dev.signet.pki.profile.Issuer;
import dev.signet.pki.profile.Prepared;
import dev.signet.pki.profile.Profile;
import dev.signet.pki.profile.Signed;
import dev.signet.store.Idempotency;
import dev.signet.store.Store;
import dev.signet.store.Tx;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Prepared → signed → recorded → released: a certificate leaves only after its row is durable. */
public final class Issuance {
  private static final Duration TOKEN_WINDOW = Duration.ofMinutes(5);
  private static final Duration SHORT_LIFE = Duration.ofDays(7);
  private static final KeyPolicy KEYS = new KeyPolicy(1024);

  private static final String SERVICE = "acm.amazonaws.com";
  private static final List<String> SERVICE_ACTIONS =
      List.of("IssueCertificate", "GetCertificate", "ListPermissions");

  private final Store store;
  private final Ledger ledger;
  private final KeyVault vault;
  private final SignatureVerifier verifier;
  private final InstantSource clock;
  private final Entropy entropy;

  public Issuance(Room room) {
    this.store = room.store();
    this.ledger = room.ledger();
    this.vault = room.vault();
    this.verifier = room.verifier();
    this.clock = room.clock();
    this.entropy = room.entropy();
  }

  /** Issues a certificate and returns its ARN; the same token and request get the same ARN. */
  String issue(Caller caller, IssueCommand command) {
    Instant now = clock.instant();
    String scope = "acm-pca:issue:" + command.authority();
    Optional<String> token = command.token().map(t -> t + ":" + fingerprint(command));
    record Start(Authority authority, Optional<String> answered) {}
    Start start =
        store.read(tx ->
            new Start(
                Authorities.find(tx, caller, command.authority(), now),
                token.flatMap(t -> answered(tx, scope, t, now))));
    if (start.answered().isPresent()) {
      return start.answered().get();
    }
    Authority authority = start.authority();
    requireIssuing(authority, command, now);
    Signed signed =
        PkiRefusals.translate(
            () -> vault.sign(authority.signing().key(), prepare(authority, command, now)));
    String arn = authority.arn() + "/certificate/" + signed.certificate().serial().hex();
    return store.write(tx -> {
      Optional<String> raced = token.flatMap(t -> answered(tx, scope, t, now));
      if (raced.isPresent()) {
        return raced.get();
      }
      requireIssuing(Authorities.find(tx, caller, command.authority(), now), command, now);
      CertificateTables.insert(
          tx,
          authority,
          signed.certificate(),
          command.profile().isRoot(),
          new CertificateTables.Context(command.profile().name(), caller.principal(), now));
      ledger.append(tx, Change.by(caller, now, "certificate.signed", arn));
      token.ifPresent(t ->
          Idempotency.remember(
              tx, scope, t, new Idempotency.Remembered("", arn), now, now.plus(TOKEN_WINDOW)));
      return arn;
    });
  }

  /** A certificate with the chain that was in force when it was issued. */
  public record IssuedCertificate(Certificate certificate, Chain issuers) {}

  /**
   * Issues an end-entity certificate for another feature, from the template EndEntityCertificate/V1
   * with the signature scheme usual for the CA's key.
   *
   * @param who the requester; the service principal {@code acm.amazonaws.com} needs the grant of
   *     CreatePermission for all three actions
   * @throws Refusal with the kind that says why nothing was signed
   */
  public IssuedCertificate issueEndEntity(
      Caller who, String authorityArn, byte[] csr, Validity validity) {
    Authority authority =
        store.read(tx -> {
          Authority found = Authorities.find(tx, who, authorityArn, clock.instant());
          if (who.principal().equals(SERVICE) && !isPermitted(tx, found, who)) {
            throw new Refusal(
                Refusal.Kind.DENIED, SERVICE + " has no permission on " + authorityArn);
          }
          return found;
        });
    String arn =
        issue(
            who,
            new IssueCommand(
                authorityArn,
                csr,
                SignatureScheme.usualFor(authority.signing().spec()),
                Profile.named("EndEntityCertificate").orElseThrow(),
                validity,
                Optional.empty(),
                new byte[0],
                Optional.empty()));
    Serial serial = Serial.ofHex(arn.substring(arn.lastIndexOf('/') + 1)).orElseThrow();
    CertificateTables.Issued issued = get(who, authorityArn, serial);
    return new IssuedCertificate(
        issued.certificate(), Chain.parse(CertificateTables.ascii(issued.issuers().orElseThrow())));
  }

  private static boolean isPermitted(Tx tx, Authority authority, Caller who) {
    return PermissionTables.list(tx, authority).stream()
        .anyMatch(permission ->
            permission.sourceAccount().equals(who.account().value())
                && permission.actions().containsAll(SERVICE_ACTIONS));
  }

  /** A certificate that this authority issued. */
  CertificateTables.Issued get(Caller caller, String authorityArn, Serial serial) {
    return store.read(tx -> {
      Instant now = clock.instant();
      Authority authority = Authorities.find(tx, caller, authorityArn, now);
      AuthorityLifecycle.require(authority.seen(now), Use.GET_CERTIFICATE, authorityArn);
      return CertificateTables.find(tx, authority, serial)
          .orElseThrow(() ->
              new Refusal(
                  Refusal.Kind.NOT_FOUND, "Could not find certificate " + serial.hex() + "."));
    });
  }

  private static void requireIssuing(Authority authority, IssueCommand command, Instant now) {
    boolean root = command.profile().isRoot();
    AuthorityLifecycle.require(
        authority.seen(now), root ? Use.SELF_SIGN : Use.ISSUE, authority.arn());
    if (root && authority.type() != CaType.ROOT) {
      throw new Refusal(
          Refusal.Kind.INVALID,
          "template " + command.profile().name() + ": expected a CA of type ROOT");
    }
  }

  private Prepared prepare(Authority authority, IssueCommand command, Instant now) {
    ProvenRequest request = CertificateRequest.parse(command.csr()).prove(verifier, KEYS);
    ValidityPeriod period = command.validity().period(now, command.notBefore());
    if (authority.settings().shortLived()) {
      requireShort(command, period, now);
    }
    Issuer issuer;
    if (command.profile().isRoot()) {
      issuer = Issuer.itself(authority.signing().publicKey());
    } else {
      issuer = Issuer.installed(authority.installed().orElseThrow().chain());
    }
    Serial serial = Serial.fromRandom(entropy.bytes(Serial.RANDOM_OCTETS));
    return command.profile().prepare(issuer, request, period, serial, command.scheme());
  }

  private static void requireShort(IssueCommand command, ValidityPeriod period, Instant now) {
    if (command.profile().isRoot()) {
      return;
    }
    if (command.profile().isCa()) {
      throw new Refusal(
          Refusal.Kind.INVALID,
          "template " + command.profile().name() + ": expected a CA of usage GENERAL_PURPOSE");
    }
    if (period.notAfter().isAfter(now.plus(SHORT_LIFE))) {
      throw new Refusal(
          Refusal.Kind.MALFORMED,
          "Validity: expected an end within 7 days, because the CA issues short-lived"
              + " certificates");
    }
  }

  private static Optional<String> answered(Tx tx, String scope, String token, Instant now) {
    return Idempotency.find(tx, scope, token, now).map(Idempotency.Remembered::answer);
  }

  /** Validity is left out: clients repeat a token with another absolute end. */
  private static String fingerprint(IssueCommand command) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(command.csr());
      digest.update(CertificateTables.ascii(command.profile().name()));
      digest.update(command.passthrough());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
