// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.issuing;

import dev.signet.authority.AuthorityArn;
import dev.signet.authority.lifecycle.Authority;
import dev.signet.authority.lifecycle.AuthorityLifecycle;
import dev.signet.authority.lifecycle.AuthorityLifecycle.Use;
import dev.signet.authority.lifecycle.KnownAuthorities;
import dev.signet.authority.lifecycle.PkiRefusals;
import dev.signet.authority.lifecycle.RevocationAddresses;
import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.ledger.Change;
import dev.signet.ledger.Ledger;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.cert.ValidityPeriod;
import dev.signet.pki.csr.CertificateRequest;
import dev.signet.pki.csr.ProvenRequest;
import dev.signet.pki.key.KeyPolicy;
import dev.signet.pki.path.CaType;
import dev.signet.pki.profile.Issuer;
import dev.signet.pki.profile.Prepared;
import dev.signet.store.Once;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prepared → signed → recorded → released: a certificate leaves only after its row is durable. */
public final class IssuedCertificates {
  private static final Logger log = LoggerFactory.getLogger(IssuedCertificates.class);

  private static final Duration TOKEN_WINDOW = Duration.ofMinutes(5);
  private static final Duration SHORT_LIFE = Duration.ofDays(7);
  private static final KeyPolicy KEYS = new KeyPolicy(1024);

  private final Ground ground;
  private final KnownAuthorities known;
  private final RevocationAddresses addresses;

  public IssuedCertificates(Ground ground, KnownAuthorities known, RevocationAddresses addresses) {
    this.ground = ground;
    this.known = known;
    this.addresses = addresses;
  }

  /** Refuses an authority that there is not: that counts before what else a request may say. */
  public void requireKnown(Caller caller, AuthorityArn authority) {
    known.find(caller, authority, ground.now());
  }

  /** Refuses an authority that signs nothing in its state, whatever the template. */
  public void requireAble(Caller caller, AuthorityArn arn) {
    Instant now = ground.now();
    Authority authority = known.find(caller, arn, now);
    AuthorityLifecycle.require(
        authority.seen(now),
        authority.type() == CaType.ROOT ? Use.SELF_SIGN : Use.ISSUE,
        arn.toString());
  }

  /** Issues a certificate and returns its ARN; the same token and request get the same ARN. */
  public IssuedArn issue(Caller caller, IssueCommand command) {
    while (true) {
      Optional<String> arn = attempt(caller, command);
      if (arn.isPresent()) {
        return IssuedArn.of(command.authority(), arn.get());
      }
      known.forget(command.authority());
    }
  }

  /** Empty when the authority changed after it signed: nobody has seen that certificate. */
  private Optional<String> attempt(Caller caller, IssueCommand command) {
    Instant now = ground.now();
    Authority authority = known.find(caller, command.authority(), now);
    Optional<Once> once = command.token().map(token -> once(token, command));
    Optional<String> answered =
        once.flatMap(call -> ground.store().read(tx -> call.answer(tx, now)));
    if (answered.isPresent()) {
      return answered;
    }
    requireIssuing(authority, command, now);
    Certificate signed =
        PkiRefusals.translate(() ->
                ground.vault().sign(authority.signing().key(), prepare(authority, command, now)))
            .certificate();
    return ground
        .store()
        .write(tx -> {
          Optional<String> raced = once.flatMap(call -> call.answer(tx, now));
          if (raced.isPresent()) {
            return raced;
          }
          Optional<String> arn = record(tx, caller, authority, command, signed, now);
          once.ifPresent(call -> arn.ifPresent(answer -> call.remember(tx, answer, now)));
          return arn;
        });
  }

  private Optional<String> record(
      Tx tx,
      Caller caller,
      Authority authority,
      IssueCommand command,
      Certificate certificate,
      Instant now) {
    boolean recorded =
        IssuedTables.insert(
            tx,
            authority,
            certificate,
            command.profile().isRoot(),
            new IssuedTables.Context(command.profile().name(), caller.principal(), now));
    if (!recorded) {
      tx.unrecorded(Unrecorded.HOUSEKEEPING); // nothing was written
      return Optional.empty();
    }
    String arn = new IssuedArn(command.authority(), certificate.serial()).toString();
    ground.ledger().append(tx, Change.by(caller, now, Ledger.SIGNED, arn));
    return Optional.of(arn);
  }

  /** A token never answers with the certificate of another request. */
  private static Once once(String token, IssueCommand command) {
    return new Once(
        "acm-pca:issue:" + command.authority(),
        token,
        command.fingerprint(),
        TOKEN_WINDOW,
        Once.OtherRequest.OWN_ANSWER);
  }

  /** A certificate that its authority issued. */
  public StoredCertificate get(Caller caller, IssuedArn arn) {
    Instant now = ground.now();
    Authority authority = known.find(caller, arn.authority(), now);
    AuthorityLifecycle.require(
        authority.seen(now), Use.GET_CERTIFICATE, arn.authority().toString());
    return ground
        .store()
        .read(tx -> IssuedTables.find(tx, authority, arn.serial()))
        .orElseThrow(
            () -> Refusal.notFound("Could not find certificate " + arn.serial().hex() + "."));
  }

  private static void requireIssuing(Authority authority, IssueCommand command, Instant now) {
    boolean root = command.profile().isRoot();
    boolean selfSigning = root && authority.type() == CaType.ROOT;
    AuthorityLifecycle.require(
        authority.seen(now), selfSigning ? Use.SELF_SIGN : Use.ISSUE, authority.arn().toString());
    if (root && !selfSigning) {
      throw Refusal.invalid(
          "template " + command.profile().name() + ": expected a CA of type ROOT");
    }
  }

  private Prepared prepare(Authority authority, IssueCommand command, Instant now) {
    ProvenRequest request = CertificateRequest.parse(command.csr()).prove(ground.verifier(), KEYS);
    KeyPolicy.weakness(request.publicKey())
        .ifPresent(
            weakness -> log.warn("{} is asked to sign a weak key: {}", authority.arn(), weakness));
    ValidityPeriod period = command.validity().period(now, command.notBefore());
    if (authority.settings().shortLived()) {
      requireShort(command, period, now);
    }
    Serial serial = Serial.fromRandom(ground.entropy().bytes(Serial.RANDOM_OCTETS));
    Issuer issuer =
        command.profile().isRoot()
            ? Issuer.itself(authority.signing().publicKey())
            : Issuer.installed(
                authority.installed().orElseThrow().chain(), addresses.pointers(authority, serial));
    return command
        .profile()
        .prepare(issuer, request, command.fields(), period, serial, command.scheme());
  }

  private static void requireShort(IssueCommand command, ValidityPeriod period, Instant now) {
    if (command.profile().isRoot()) {
      return;
    }
    if (command.profile().isCa()) {
      throw Refusal.invalid(
          "template " + command.profile().name() + ": expected a CA of usage GENERAL_PURPOSE");
    }
    if (period.notAfter().isAfter(now.plus(SHORT_LIFE))) {
      throw Refusal.malformed(
          "Validity: expected an end within 7 days, because the CA issues short-lived"
              + " certificates");
    }
  }
}
