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
import dev.signet.pki.cert.ValidityPeriod;
import dev.signet.pki.cert.ValidityTerm;
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
  private final KnownAuthorities known;

  public Issuance(Room room) {
    this.store = room.store();
    this.ledger = room.ledger();
    this.vault = room.vault();
    this.verifier = room.verifier();
    this.clock = room.clock();
    this.entropy = room.entropy();
    this.known = room.known();
  }

  /** Refuses an authority that there is not: that counts before what else a request may say. */
  void requireKnown(Caller caller, String authorityArn) {
    known.find(caller, authorityArn, clock.instant());
  }

  /** Issues a certificate and returns its ARN; the same token and request get the same ARN. */
  String issue(Caller caller, IssueCommand command) {
    while (true) {
      Optional<String> arn = attempt(caller, command);
      if (arn.isPresent()) {
        return arn.get();
      }
    }
  }

  /** Empty when the authority changed after it signed: nobody has seen that certificate. */
  private Optional<String> attempt(Caller caller, IssueCommand command) {
    Instant now = clock.instant();
    Authority authority = known.find(caller, command.authority(), now);
    Optional<Repeatable> token =
        command
            .token()
            .map(t ->
                new Repeatable(
                    "acm-pca:issue:" + command.authority(), t + ":" + fingerprint(command), now));
    Optional<String> answered = token.flatMap(t -> store.read(t::answer));
    if (answered.isPresent()) {
      return answered;
    }
    requireIssuing(authority, command, now);
    Signed signed =
        PkiRefusals.translate(
            () -> vault.sign(authority.signing().key(), prepare(authority, command, now)));
    String arn = authority.arn() + "/certificate/" + signed.certificate().serial().hex();
    Optional<String> recorded =
        store.write(tx -> {
          Optional<String> raced = token.flatMap(t -> t.answer(tx));
          if (raced.isPresent()) {
            return raced;
          }
          if (!CertificateTables.insert(
              tx,
              authority,
              signed.certificate(),
              command.profile().isRoot(),
              new CertificateTables.Context(command.profile().name(), caller.principal(), now))) {
            return Optional.empty();
          }
          ledger.append(tx, Change.by(caller, now, "certificate.signed", arn));
          token.ifPresent(t -> t.remember(tx, arn));
          return Optional.of(arn);
        });
    if (recorded.isEmpty()) {
      known.forget(authority.arn());
    }
    return recorded;
  }

  /** A call that may be repeated for a while: then it gets the answer of the first. */
  private record Repeatable(String scope, String token, Instant now) {
    Optional<String> answer(Tx tx) {
      return Idempotency.find(tx, scope, token, now).map(Idempotency.Remembered::answer);
    }

    void remember(Tx tx, String answer) {
      Idempotency.remember(
          tx, scope, token, new Idempotency.Remembered("", answer), now, now.plus(TOKEN_WINDOW));
    }
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
      Caller who, String authorityArn, byte[] csr, ValidityTerm validity) {
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
    Instant now = clock.instant();
    Authority authority = known.find(caller, authorityArn, now);
    AuthorityLifecycle.require(authority.seen(now), Use.GET_CERTIFICATE, authorityArn);
    return store
        .read(tx -> CertificateTables.find(tx, authority, serial))
        .orElseThrow(() ->
            new Refusal(
                Refusal.Kind.NOT_FOUND, "Could not find certificate " + serial.hex() + "."));
  }

  private static void requireIssuing(Authority authority, IssueCommand command, Instant now) {
    boolean root = command.profile().isRoot();
    boolean selfSigning = root && authority.type() == CaType.ROOT;
    AuthorityLifecycle.require(
        authority.seen(now), selfSigning ? Use.SELF_SIGN : Use.ISSUE, authority.arn());
    if (root && !selfSigning) {
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
