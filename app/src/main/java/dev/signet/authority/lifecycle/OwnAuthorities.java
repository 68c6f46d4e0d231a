// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.lifecycle;

import dev.signet.authority.AuthorityArn;
import dev.signet.authority.AuthorityReason;
import dev.signet.authority.lifecycle.AuthorityLifecycle.Event;
import dev.signet.authority.lifecycle.AuthorityLifecycle.Use;
import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Home;
import dev.signet.kernel.ListingPosition;
import dev.signet.kernel.Page;
import dev.signet.kernel.Refusal;
import dev.signet.key.NewKey;
import dev.signet.ledger.Change;
import dev.signet.pki.cert.BasicConstraints;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.codec.Digest;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.csr.CertificateRequest;
import dev.signet.pki.csr.UnsignedRequest;
import dev.signet.pki.key.KeyPolicy;
import dev.signet.pki.path.CaImport;
import dev.signet.pki.path.ImportVerdict;
import dev.signet.store.Once;
import dev.signet.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Authorities as their owners make, see and end them. */
public final class OwnAuthorities {
  /** The change; its subject is the authority's ARN. */
  public static final String CREATED = "authority.created";

  /** The timer that removes a deleted authority, of which the subject is its ARN. */
  public static final String REMOVAL = "authority.removal";

  /** The timer that tells what an authority revoked, of which the subject is its ARN. */
  public static final String PUBLICATION = "authority.publication";

  private static final Logger log = LoggerFactory.getLogger(OwnAuthorities.class);

  private static final Duration TOKEN_WINDOW = Duration.ofMinutes(5);

  private final Ground ground;
  private final AuthorityChanges changes;

  public OwnAuthorities(Ground ground) {
    this.ground = ground;
    this.changes = new AuthorityChanges(ground);
  }

  /** Makes an authority with its key and request; it then waits for its certificate. */
  public AuthorityArn create(Caller caller, CreateCommand command) {
    Instant now = ground.now();
    Optional<Once> once = command.token().map(token -> once(caller.home(), token, command));
    Optional<String> answered =
        once.flatMap(call -> ground.store().read(tx -> call.answer(tx, now)));
    if (answered.isPresent()) {
      return AuthorityArn.of(answered.get());
    }
    NewKey key = ground.vault().generate(command.key());
    Authority authority = draft(caller.home(), command, key, now);
    String arn = authority.arn().toString();
    String made =
        ground
            .store()
            .write(tx -> {
              Optional<String> raced = once.flatMap(call -> call.answer(tx, now));
              if (raced.isPresent()) {
                return raced.get();
              }
              ground.vault().keep(tx, key);
              AuthorityTables.insert(tx, authority);
              configure(tx, authority, command.revocation(), now);
              ground.ledger().append(tx, Change.by(caller, now, CREATED, arn));
              once.ifPresent(call -> call.remember(tx, arn, now));
              return arn;
            });
    return AuthorityArn.of(made);
  }

  /** The token decides alone; that the rest of the request differs is only worth a warning. */
  private static Once once(Home home, String token, CreateCommand command) {
    return new Once(
        "acm-pca:create:" + home.account() + ":" + home.region(),
        token,
        command.fingerprint(),
        TOKEN_WINDOW,
        Once.OtherRequest.SAME_ANSWER);
  }

  private Authority draft(Home home, CreateCommand command, NewKey key, Instant now) {
    CertificateRequest csr =
        PkiRefusals.translate(() ->
            ground
                .vault()
                .sign(
                    key,
                    new UnsignedRequest(
                        command.subject(), key.publicKey(), requested(command), command.scheme())));
    return new Authority(
        0,
        AuthorityArn.in(home, ground.entropy().uuid()),
        command.type(),
        AuthorityStatus.PENDING_CERTIFICATE,
        Optional.empty(),
        Optional.empty(),
        command.settings(),
        new Authority.Signing(key.ref(), key.spec(), command.scheme(), csr.pem()),
        Optional.empty(),
        command.revocation(),
        now,
        now,
        command.tags());
  }

  private static Extensions requested(CreateCommand command) {
    List<Extension> all = new ArrayList<>();
    all.add(Extension.basicConstraints(true, new BasicConstraints(true, OptionalInt.empty())));
    all.addAll(command.extensions());
    return new Extensions(all);
  }

  /** The authority of that ARN, in any status. */
  public Authority find(Caller caller, AuthorityArn arn) {
    return ground.store().read(tx -> AuthorityLookup.existing(tx, caller, arn, ground.now()));
  }

  /** The authorities of a home, newest first, without those that are gone. */
  public Page<Authority> page(Home home, Optional<String> after, int limit) {
    ListingPosition position = after.map(ListingPosition::parse).orElse(ListingPosition.NEWEST);
    List<Authority> found =
        ground
            .store()
            .read(tx -> AuthorityTables.list(tx, home, ground.now(), position, limit + 1));
    return Page.cut(
        found, limit, last -> ListingPosition.of(last.createdAt(), last.arn()).toString());
  }

  /** Its certificate request, PEM. */
  public String csr(Caller caller, AuthorityArn arn) {
    return usable(caller, arn, Use.GET_CSR).signing().csr();
  }

  /** Its installed certificate with what is above it. */
  public Chain certificate(Caller caller, AuthorityArn arn) {
    return usable(caller, arn, Use.GET_CA_CERTIFICATE).installed().orElseThrow().chain();
  }

  private Authority usable(Caller caller, AuthorityArn arn, Use use) {
    Instant now = ground.now();
    return ground.store().read(tx -> AuthorityLookup.usable(tx, caller, arn, use, now));
  }

  /** Installs a certificate (ImportCertificateAuthorityCertificate). */
  public void install(Caller caller, AuthorityArn arn, byte[] certificate, byte[] chain) {
    Instant present = ground.now();
    Authority before = find(caller, arn);
    AuthorityLifecycle.on(before.seen(present), before.stored(), Event.IMPORT);
    Chain accepted =
        accepted(
            new CaImport(before.signing().publicKey(), before.type(), ground.verifier())
                .check(certificate, chain, present));
    changes.make(
        caller,
        arn,
        "authority.installed",
        (tx, authority, now) -> {
          AuthorityStatus next =
              AuthorityLifecycle.on(authority.seen(now), authority.stored(), Event.IMPORT);
          AuthorityTables.install(tx, authority, accepted, next, now);
          publish(tx, authority, authority.revocation(), now);
        });
    for (Certificate each : accepted.certificates()) {
      KeyPolicy.weakness(each.publicKey())
          .ifPresent(weakness -> log.warn("{} installed under {}: {}", arn, each, weakness));
    }
    warnOfCrls(arn, before.revocation(), accepted.first());
  }

  /** AWS takes such certificates, and not every client minds. */
  private static void warnOfCrls(AuthorityArn arn, RevocationSettings settings, Certificate own) {
    if (settings.crl().isPresent() && !own.maySignCrls()) {
      log.warn(
          "{} publishes CRLs that strict clients refuse: keyUsage of {}, expected cRLSign in it",
          arn,
          own);
    }
  }

  private static Chain accepted(ImportVerdict verdict) {
    return switch (verdict) {
      case ImportVerdict.Accepted(Chain chain) -> chain;
      case ImportVerdict.Malformed(String message) ->
          throw new Refusal(AuthorityReason.MALFORMED_CERTIFICATE, message);
      case ImportVerdict.Mismatch(String message) ->
          throw new Refusal(AuthorityReason.CERTIFICATE_MISMATCH, message);
      case ImportVerdict.InvalidRequest(String message) ->
          throw new Refusal(AuthorityReason.WRONG_CERTIFICATE_TYPE, message);
    };
  }

  /** Refuses an authority that cannot be updated in its state, whatever the update. */
  public void requireUpdatable(Caller caller, AuthorityArn arn) {
    Authority authority = find(caller, arn);
    AuthorityLifecycle.on(authority.seen(ground.now()), authority.stored(), Event.CONFIGURE);
  }

  /**
   * Enables or disables, or changes how revocations are told.
   *
   * @param revocation what it was, changed
   */
  public void update(
      Caller caller, AuthorityArn arn, Event event, UnaryOperator<RevocationSettings> revocation) {
    changes.make(
        caller,
        arn,
        "authority.updated",
        (tx, authority, now) -> {
          AuthorityStatus next =
              AuthorityLifecycle.on(authority.seen(now), authority.stored(), event);
          if (next != authority.stored()) {
            AuthorityTables.setStatus(tx, authority, next, now);
          }
          configure(tx, authority, revocation.apply(authority.revocation()), now);
        });
  }

  private void configure(Tx tx, Authority authority, RevocationSettings settings, Instant now) {
    RevocationSettingsTables.put(tx, authority.arn(), settings);
    if (settings.ocsp().isPresent()) {
      for (Digest hash : Digest.values()) { // clients name the key by any of them
        Octets keyHash = authority.signing().publicKey().keyHash(hash);
        RevocationSettingsTables.answerUnder(tx, authority.arn(), keyHash);
      }
    }
    authority
        .installed()
        .ifPresent(installed -> warnOfCrls(authority.arn(), settings, installed.chain().first()));
    publish(tx, authority, settings, now);
  }

  private void publish(Tx tx, Authority authority, RevocationSettings settings, Instant now) {
    if (settings.crl().isPresent()) {
      ground.timers().hasten(tx, PUBLICATION, authority.arn().toString(), now);
    }
  }

  /** Deletes; restorable for that many days. */
  public void delete(Caller caller, AuthorityArn arn, int days) {
    changes.make(
        caller,
        arn,
        "authority.deleted",
        (tx, authority, now) -> {
          AuthorityLifecycle.on(authority.seen(now), authority.stored(), Event.DELETE);
          Instant end = now.plus(Duration.ofDays(days));
          AuthorityTables.setDeleted(tx, authority, end, now);
          ground.timers().set(tx, REMOVAL, arn.toString(), end);
        });
  }

  /** Undoes a deletion in its window. */
  public void restore(Caller caller, AuthorityArn arn) {
    changes.make(
        caller,
        arn,
        "authority.restored",
        (tx, authority, now) -> {
          AuthorityStatus underneath = authority.restoresTo().orElse(authority.stored());
          AuthorityStatus next =
              AuthorityLifecycle.on(authority.seen(now), underneath, Event.RESTORE);
          AuthorityTables.setStatus(tx, authority, next, now);
          ground.timers().cancel(tx, REMOVAL, arn.toString());
        });
  }
}
