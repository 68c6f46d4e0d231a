// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.identity;

import dev.signet.ground.Ground;
import dev.signet.kernel.Home;
import dev.signet.kernel.Refusal;
import dev.signet.ledger.Change;
import dev.signet.pki.PkiException;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.ExtendedKeyUsage;
import dev.signet.pki.csr.CertificateRequest;
import dev.signet.pki.key.KeyPolicy;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.profile.Profile;
import dev.signet.pki.profile.Subject;
import dev.signet.proxy.ProxyResource;
import dev.signet.proxy.stream.IdentityWatch;
import dev.signet.proxy.stream.ProxyAuthenticator;
import dev.signet.proxy.stream.ProxyIdentity;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import dev.signet.trust.InternalRoot;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Gives proxies their identities, renews them and recognises them. An identity leaves only after
 * its row and its change are durable.
 */
public final class ProxyIdentities implements ProxyAuthenticator {
  /** How long an identity lives. */
  public static final Duration LIFE = Duration.ofDays(30);

  /** A TLS client whose only name is its SPIFFE ID (X509-SVID). */
  static final Profile PROFILE = Profile.ofTls("ProxyIdentity", ExtendedKeyUsage.CLIENT_AUTH);

  /** How many certificates a proxy gets within an hour. It needs one a month. */
  static final int MOST_AN_HOUR = 12;

  private static final Duration HOUR = Duration.ofHours(1);

  /** How long an identity stays listed after its certificate ended. */
  static final Duration SHOWN = LIFE;

  private static final KeyPolicy KEYS = new KeyPolicy(2048);
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
  private static final String EXPIRY = "proxy-identity.expiry";

  private final Ground ground;
  private final InternalRoot root;
  private final JoinTokens tokens;
  private final IdentityWatches watches;

  public ProxyIdentities(Ground ground, InternalRoot root, JoinTokens tokens) {
    this.ground = ground;
    this.root = root;
    this.tokens = tokens;
    this.watches = new IdentityWatches(ground.memories());
    ground.timers().onDestroying(EXPIRY, this::expire);
  }

  /**
   * A first identity for a token. The request is judged before the token is used up, so that a
   * mistake in it costs nothing.
   *
   * @param csr a PKCS #10 request in PEM; only its key counts
   * @throws Refusal MALFORMED for the request, DENIED for the token, NOT_FOUND when what it was
   *     made for is gone
   */
  public Certificate join(String token, String csr) {
    PublicKeyInfo key = provenKey(csr);
    JoinTokens.Grant grant = tokens.grant(token);
    return issue(
        grant.resource(),
        key,
        new Origin("proxy.joined", grant.arn(), Optional.empty(), tx -> tokens.redeem(tx, grant)));
  }

  /**
   * A new identity of the same name for a proxy that proved its present one.
   *
   * @throws Refusal MALFORMED for the request, NOT_FOUND when what it acts for is gone, DENIED when
   *     another resource has taken its name or the present identity was revoked, THROTTLED when it
   *     was renewed too often
   */
  public Certificate renew(ProxyIdentity present, String csr) {
    PublicKeyInfo key = provenKey(csr);
    ProxyResource resource = ProxyResource.of(present.resourceArn());
    String arn = arn(resource.home(), present.serial());
    return issue(
        resource,
        key,
        new Origin(
            "proxy.renewed",
            arn,
            Optional.of(present.joinedWith()),
            tx -> {
              requireRest(tx, present);
              return requireInForce(tx, resource, present.serial()).uid();
            }));
  }

  /** Each renewal is recorded and logged, and stays in force for a month. */
  private void requireRest(Tx tx, ProxyIdentity present) {
    Instant since = ground.now().minus(HOUR);
    if (IdentityTables.countSince(tx, present.joinedWith(), since) >= MOST_AN_HOUR) {
      throw Refusal.throttled(
          MOST_AN_HOUR
              + " certificates of one proxy of "
              + present.resourceArn()
              + " within an hour: expected it to be renewed when its end is near");
    }
  }

  /**
   * What entitles to an identity.
   *
   * @param change the kind of the change
   * @param arn of the token or identity; it is also who acts
   * @param joinedWith serial of the identity that the proxy joined with; empty for the first
   * @param uid takes it up in the transaction that records, and answers the resource's uid
   */
  private record Origin(
      String change, String arn, Optional<String> joinedWith, Function<Tx, String> uid) {}

  private Certificate issue(ProxyResource resource, PublicKeyInfo key, Origin origin) {
    if (!serves(resource)) {
      throw new IllegalArgumentException(resource.arn() + ": expected account " + ground.account());
    }
    // Its SPIFFE ID is the only name, whatever the request asked for.
    Certificate signed =
        root.sign(PROFILE, Subject.workload(resource.spiffeId(), key), LIFE).certificate();
    Instant now = ground.now();
    String serial = signed.serial().hex();
    ground
        .store()
        .write(tx -> {
          String uid = origin.uid().apply(tx);
          Instant end = signed.period().notAfter();
          IdentityTables.insert(
              tx,
              new IdentityTables.Row(
                  serial,
                  resource.arn(),
                  uid,
                  origin.arn(),
                  origin.joinedWith().orElse(serial),
                  now,
                  end,
                  Optional.empty()),
              signed);
          ground.timers().set(tx, EXPIRY, serial, end);
          Home home = resource.home();
          ground
              .ledger()
              .append(
                  tx,
                  new Change(now, home, origin.change(), arn(home, serial), origin.arn())
                      .of(resource.arn()));
          return true;
        });
    return signed;
  }

  /** First it ends, by its certificate alone; later its record goes. */
  private Optional<Instant> expire(Tx tx, String serial, Instant now) {
    Optional<IdentityTables.Row> found = IdentityTables.find(tx, serial);
    if (found.isEmpty()) {
      tx.unrecorded(Unrecorded.HOUSEKEEPING);
      return Optional.empty();
    }
    Home home = ProxyResource.of(found.get().resource()).home();
    Instant forgotten = found.get().notAfter().plus(SHOWN);
    boolean over = !now.isBefore(forgotten);
    if (over) {
      IdentityTables.delete(tx, serial);
    }
    String kind = over ? "proxy.identity-forgotten" : "proxy.identity-expired";
    ground.ledger().append(tx, Change.byServer(home, now, kind, arn(home, serial)));
    return over ? Optional.empty() : Optional.of(forgotten);
  }

  /** What an identity is called in the log. */
  static String arn(Home home, String serial) {
    return home.arn("signet", "proxy-identity/" + serial).toString();
  }

  private boolean serves(ProxyResource resource) {
    return resource.home().account().equals(ground.account());
  }

  @Override
  public ProxyIdentity authenticate(List<X509Certificate> chain) {
    try {
      return recognise(Certificate.fromDer(chain.getFirst().getEncoded()));
    } catch (CertificateEncodingException | PkiException e) {
      throw denied("a certificate that cannot be read");
    }
  }

  @Override
  public void requireInForce(ProxyIdentity identity) {
    ProxyResource resource = ProxyResource.of(identity.resourceArn());
    ground.store().read(tx -> requireInForce(tx, resource, identity.serial()));
  }

  private static IdentityTables.Row requireInForce(Tx tx, ProxyResource resource, String serial) {
    String uid = JoinTokens.uid(tx, resource);
    IdentityTables.Row row = recorded(tx, serial);
    if (row.revokedAt().isPresent()) {
      throw denied("certificate " + serial + " that was revoked at " + row.revokedAt().get());
    }
    if (!row.uid().equals(uid)) {
      throw denied("certificate " + serial + " of an earlier " + resource.arn());
    }
    return row;
  }

  /**
   * An identity without a row was never given by this server's database: nobody could revoke it.
   */
  private static IdentityTables.Row recorded(Tx tx, String serial) {
    return IdentityTables.find(tx, serial)
        .orElseThrow(() -> denied("certificate " + serial + " that is not recorded"));
  }

  @Override
  public IdentityWatch watch(ProxyIdentity identity, Runnable doubt) {
    Home home = ProxyResource.of(identity.resourceArn()).home();
    return watches.over(Set.of(identity.resourceArn(), arn(home, identity.serial())), doubt);
  }

  private ProxyIdentity recognise(Certificate leaf) {
    Certificate issuer = root.certificate();
    if (!leaf.issuer().equals(issuer.subject())
        || !leaf.isSignedBy(issuer.publicKey(), ground.verifier())) {
      throw denied("certificate " + leaf.serial().hex() + " of another issuer");
    }
    if (leaf.isCa() || !leaf.extendedKeyUsage().equals(List.of(CLIENT_AUTH))) {
      throw denied("certificate " + leaf.serial().hex() + " that is no proxy's");
    }
    if (!leaf.period().contains(ground.now())) {
      throw denied("certificate " + leaf.serial().hex() + " that ends " + leaf.period().notAfter());
    }
    ProxyResource resource =
        ProxyResource.ofIdentity(leaf)
            .filter(this::serves)
            .orElseThrow(() ->
                denied("certificate " + leaf.serial().hex() + " that names no resource here"));
    String serial = leaf.serial().hex();
    return new ProxyIdentity(
        resource.arn(),
        resource.spiffeId().uri(),
        serial,
        ground.store().read(tx -> recorded(tx, serial)).joinedWith(),
        leaf.period().notAfter());
  }

  private PublicKeyInfo provenKey(String csr) {
    try {
      return CertificateRequest.parse(csr.getBytes(StandardCharsets.UTF_8))
          .prove(ground.verifier(), KEYS)
          .publicKey();
    } catch (PkiException e) {
      throw Refusal.malformed("csr: " + e.getMessage());
    }
  }

  private static Refusal denied(String found) {
    return Refusal.denied(found + ": expected a current identity of the proxy authority");
  }
}
