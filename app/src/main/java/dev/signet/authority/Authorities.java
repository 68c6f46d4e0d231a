// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.authority.AuthorityLifecycle.Event;
import dev.signet.authority.AuthorityLifecycle.Use;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Arn;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Entropy;
import dev.signet.kernel.Page;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Tags;
import dev.signet.key.KeyVault;
import dev.signet.key.NewKey;
import dev.signet.ledger.Change;
import dev.signet.ledger.Ledger;
import dev.signet.pki.cert.BasicConstraints;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.csr.CertificateRequest;
import dev.signet.pki.csr.UnsignedRequest;
import dev.signet.pki.key.KeyFamily;
import dev.signet.pki.key.SignatureVerifier;
import dev.signet.pki.path.CaImport;
import dev.signet.pki.path.Hierarchy;
import dev.signet.pki.path.ImportVerdict;
import dev.signet.store.Idempotency;
import dev.signet.store.Store;
import dev.signet.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificate authorities of all accounts and Regions. */
public final class Authorities {
  private static final Logger log = LoggerFactory.getLogger(Authorities.class);
  private static final Duration TOKEN_WINDOW = Duration.ofMinutes(5);

  private static final int MOST_SHOWN = 1000;

  private final Store store;
  private final Ledger ledger;
  private final KeyVault vault;
  private final SignatureVerifier verifier;
  private final InstantSource clock;
  private final Entropy entropy;
  private final KnownAuthorities known;
  private final Removal removal;

  public Authorities(Room room) {
    this.store = room.store();
    this.ledger = room.ledger();
    this.vault = room.vault();
    this.verifier = room.verifier();
    this.clock = room.clock();
    this.entropy = room.entropy();
    this.known = room.known();
    this.removal = new Removal(room);
  }

  /** Removes for good what can no longer be restored; the server calls it when it starts. */
  public void removeEnded() {
    removal.run();
  }

  /** Makes an authority with its key and request; it then waits for its certificate. */
  String create(Caller caller, CreateCommand command) {
    Instant now = clock.instant();
    String scope = "acm-pca:create:" + caller.account() + ":" + caller.region();
    Optional<String> answered = store.read(tx -> seen(tx, scope, command));
    if (answered.isPresent()) {
      return answered.get();
    }
    NewKey key = vault.generate(command.key());
    Authority authority = draft(caller, command, key, now);
    return store.write(tx -> {
      Optional<String> raced = seen(tx, scope, command);
      if (raced.isPresent()) {
        return raced.get();
      }
      vault.keep(tx, key);
      AuthorityTables.insert(tx, authority);
      note(tx, caller, now, "authority.created", authority.arn());
      command
          .token()
          .ifPresent(token ->
              Idempotency.remember(
                  tx,
                  scope,
                  token,
                  new Idempotency.Remembered(command.fingerprint(), authority.arn()),
                  now,
                  now.plus(TOKEN_WINDOW)));
      return authority.arn();
    });
  }

  /** The token decides alone; that the rest of the request differs is only worth a warning. */
  private Optional<String> seen(Tx tx, String scope, CreateCommand command) {
    Optional<Idempotency.Remembered> found =
        command.token().flatMap(token -> Idempotency.find(tx, scope, token, clock.instant()));
    found
        .filter(earlier -> !earlier.fingerprint().equals(command.fingerprint()))
        .ifPresent(earlier ->
            log.warn(
                "another request for an authority with the token of {} got that one",
                earlier.answer()));
    return found.map(Idempotency.Remembered::answer);
  }

  private Authority draft(Caller caller, CreateCommand command, NewKey key, Instant now) {
    CertificateRequest csr =
        PkiRefusals.translate(() ->
            vault.sign(
                key,
                new UnsignedRequest(
                    command.subject(), key.publicKey(), requested(command), command.scheme())));
    String arn = Arn.of(caller, "acm-pca", "certificate-authority/" + entropy.uuid()).toString();
    return new Authority(
        0,
        arn,
        caller.account(),
        caller.region(),
        command.type(),
        AuthorityStatus.PENDING_CERTIFICATE,
        Optional.empty(),
        Optional.empty(),
        command.settings(),
        new Authority.Signing(key.ref(), key.spec(), command.scheme(), csr.pem()),
        Optional.empty(),
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
  Authority find(Caller caller, String arn) {
    return store.read(tx -> find(tx, caller, arn));
  }

  /** Whether there is an authority of that ARN, in any status that can still be restored. */
  public boolean exists(Tx tx, String arn) {
    return AuthorityTables.find(tx, arn)
        .filter(authority -> !authority.isGone(clock.instant()))
        .isPresent();
  }

  /** The installed certificate of an authority, also while it is disabled or has expired. */
  public Optional<Certificate> certificate(Tx tx, String arn) {
    return AuthorityTables.find(tx, arn)
        .filter(authority -> !authority.isGone(clock.instant()))
        .flatMap(Authority::installed)
        .map(installed -> installed.chain().first());
  }

  /** What kind of key an authority has; empty when there is none of that ARN. */
  public Optional<KeyFamily> keyFamily(String arn) {
    return store
        .read(tx -> AuthorityTables.find(tx, arn))
        .filter(authority -> !authority.isGone(clock.instant()))
        .map(authority -> authority.signing().spec().family());
  }

  /** The same within a transaction. */
  Authority find(Tx tx, Caller caller, String arn) {
    return find(tx, caller, arn, clock.instant());
  }

  static Authority find(Tx tx, Caller caller, String arn, Instant now) {
    AuthorityArns.require(caller, arn);
    return present(AuthorityTables.find(tx, arn), arn, now);
  }

  static Authority present(Optional<Authority> found, String arn, Instant now) {
    return found
        .filter(authority -> !authority.isGone(now))
        .orElseThrow(() ->
            new Refusal(
                Refusal.Kind.NOT_FOUND, "Could not find certificate authority " + arn + "."));
  }

  /** Own authorities, newest first. */
  Page<Authority> page(Caller caller, Optional<String> after, int limit) {
    removal.run();
    long before = after.map(p -> Long.parseLong(p.split(" ", 2)[0])).orElse(Long.MAX_VALUE);
    String arn = after.map(p -> p.split(" ", 2)[1]).orElse("");
    Instant now = clock.instant();
    List<Authority> found =
        store.read(tx -> AuthorityTables.list(tx, caller, before, arn, limit + 1));
    Page<Authority> page =
        Page.cut(found, limit, last -> last.createdAt().toEpochMilli() + " " + last.arn());
    return new Page<>(
        page.items().stream().filter(authority -> !authority.isGone(now)).toList(), page.next());
  }

  /** Own authorities for people to look at, newest first, the first thousand. */
  public List<AuthorityOverview> overview(Caller caller) {
    Instant now = clock.instant();
    return page(caller, Optional.empty(), MOST_SHOWN).items().stream()
        .map(authority -> store.read(tx -> AuthorityOverview.of(tx, authority, now)))
        .toList();
  }

  /** The Regions in which an account has authorities. */
  public List<String> regions(AccountId account) {
    return store.read(tx -> AuthorityTables.regions(tx, account));
  }

  /** Its certificate request, PEM. */
  String csr(Caller caller, String arn) {
    Authority authority = find(caller, arn);
    AuthorityLifecycle.require(authority.seen(clock.instant()), Use.GET_CSR, arn);
    return authority.signing().csr();
  }

  /** Its installed certificate with what is above it. */
  Chain certificate(Caller caller, String arn) {
    Authority authority = find(caller, arn);
    AuthorityLifecycle.require(authority.seen(clock.instant()), Use.GET_CA_CERTIFICATE, arn);
    return authority.installed().orElseThrow().chain();
  }

  /** Installs a certificate (ImportCertificateAuthorityCertificate). */
  void install(Caller caller, String arn, byte[] certificate, byte[] chain) {
    Instant now = clock.instant();
    Authority before = find(caller, arn);
    AuthorityLifecycle.on(before.seen(now), before.stored(), Event.IMPORT);
    Chain accepted =
        accepted(
            new CaImport(before.signing().publicKey(), before.type(), verifier)
                .check(certificate, chain, now));
    if (Hierarchy.isNameConstrained(accepted)) {
      throw new Refusal(
          Refusal.Kind.INVALID, "a CA certificate with name constraints is not built yet");
    }
    change(
        caller,
        arn,
        "authority.installed",
        (tx, authority) -> {
          AuthorityStatus next =
              AuthorityLifecycle.on(authority.seen(now), authority.stored(), Event.IMPORT);
          AuthorityTables.install(tx, authority, accepted, next, now);
        });
  }

  private static Chain accepted(ImportVerdict verdict) {
    return switch (verdict) {
      case ImportVerdict.Accepted(Chain chain) -> chain;
      case ImportVerdict.Malformed(String message) ->
          throw new Refusal(Refusal.Kind.INVALID, message, "MalformedCertificateException");
      case ImportVerdict.Mismatch(String message) ->
          throw new Refusal(Refusal.Kind.INVALID, message, "CertificateMismatchException");
      case ImportVerdict.InvalidRequest(String message) ->
          throw new Refusal(Refusal.Kind.INVALID, message, "InvalidRequestException");
    };
  }

  /** Enables, disables, or only checks that an update is allowed. */
  void update(Caller caller, String arn, Event event) {
    Instant now = clock.instant();
    change(
        caller,
        arn,
        "authority.updated",
        (tx, authority) -> {
          AuthorityStatus next =
              AuthorityLifecycle.on(authority.seen(now), authority.stored(), event);
          if (next != authority.stored()) {
            AuthorityTables.setStatus(tx, authority, next, now);
          }
        });
  }

  /** Deletes; restorable for that many days. */
  void delete(Caller caller, String arn, int days) {
    Instant now = clock.instant();
    change(
        caller,
        arn,
        "authority.deleted",
        (tx, authority) -> {
          AuthorityLifecycle.on(authority.seen(now), authority.stored(), Event.DELETE);
          AuthorityTables.setDeleted(tx, authority, now.plus(Duration.ofDays(days)), now);
        });
  }

  /** Undoes a deletion in its window. */
  void restore(Caller caller, String arn) {
    Instant now = clock.instant();
    change(
        caller,
        arn,
        "authority.restored",
        (tx, authority) -> {
          AuthorityStatus underneath = authority.restoresTo().orElse(authority.stored());
          AuthorityStatus next =
              AuthorityLifecycle.on(authority.seen(now), underneath, Event.RESTORE);
          AuthorityTables.setStatus(tx, authority, next, now);
        });
  }

  /** Changes the tags. */
  void tag(Caller caller, String arn, UnaryOperator<Tags> edit) {
    change(
        caller,
        arn,
        "authority.tagged",
        (tx, authority) -> {
          AuthorityLifecycle.require(authority.seen(clock.instant()), Use.TAG, arn);
          Tags tags = edit.apply(authority.tags());
          if (tags.values().size() > Tags.LIMIT) {
            throw new Refusal(
                Refusal.Kind.EXCEEDED,
                tags.values().size() + " tags: expected at most " + Tags.LIMIT,
                "TooManyTagsException");
          }
          AuthorityTables.setTags(tx, authority, tags);
        });
  }

  /** Grants a service the use of the authority. */
  void permit(Caller caller, String arn, Permission permission) {
    change(
        caller,
        arn,
        "authority.permitted",
        (tx, authority) -> {
          AuthorityLifecycle.require(authority.seen(clock.instant()), Use.PERMIT, arn);
          if (!PermissionTables.insert(tx, authority, permission)) {
            throw new Refusal(
                Refusal.Kind.EXISTS,
                "a permission for " + permission.principal() + " exists already");
          }
        });
  }

  /** Takes a grant back. */
  void forbid(Caller caller, String arn, String principal, String sourceAccount) {
    change(
        caller,
        arn,
        "authority.forbidden",
        (tx, authority) -> {
          AuthorityLifecycle.require(authority.seen(clock.instant()), Use.PERMIT, arn);
          if (!PermissionTables.delete(tx, authority, principal, sourceAccount)) {
            throw new Refusal(Refusal.Kind.NOT_FOUND, "no permission for " + principal);
          }
        });
  }

  /** All grants of the authority. */
  List<Permission> permissions(Caller caller, String arn) {
    return store.read(tx -> {
      Authority authority = find(tx, caller, arn);
      AuthorityLifecycle.require(authority.seen(clock.instant()), Use.PERMIT, arn);
      return PermissionTables.list(tx, authority);
    });
  }

  private void change(Caller caller, String arn, String kind, BiConsumer<Tx, Authority> change) {
    AuthorityArns.require(caller, arn);
    removal.run();
    store.write(tx -> {
      change.accept(tx, find(tx, caller, arn));
      known.forget(tx, arn);
      note(tx, caller, clock.instant(), kind, arn);
      return true;
    });
  }

  private void note(Tx tx, Caller caller, Instant now, String kind, String arn) {
    ledger.append(tx, Change.by(caller, now, kind, arn));
  }
}
