// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.identity;

import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Home;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Sha256;
import dev.signet.ledger.Change;
import dev.signet.mesh.MeshResources;
import dev.signet.pki.codec.Octets;
import dev.signet.proxy.JoinToken;
import dev.signet.proxy.ProxyResource;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import dev.signet.trust.InternalRoot;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One-time tokens with which a proxy asks for its first certificate. */
public final class JoinTokens {
  /** How long a token lives unless its maker says otherwise. */
  public static final Duration DEFAULT_LIFE = Duration.ofMinutes(15);

  private static final String EXPIRY = "join-token.expiry";
  private static final int ID_OCTETS = 8;
  private static final int SECRET_OCTETS = 32;

  private final Ground ground;
  private final String pin;

  /** Tokens that pin the root's key. */
  public JoinTokens(Ground ground, InternalRoot root) {
    this.ground = ground;
    this.pin = Sha256.hex(Sha256.of(root.certificate().publicKey().der()));
    ground.timers().on(EXPIRY, this::expire);
  }

  /**
   * Makes a token for a resource, for as long as that lives.
   *
   * @throws Refusal NOT_FOUND when there is no such resource
   */
  public IssuedToken create(Caller caller, ProxyResource resource, Duration life) {
    if (life.isNegative() || life.isZero()) {
      throw new IllegalArgumentException(life + ": expected a life above zero");
    }
    JoinToken token =
        new JoinToken(
            Sha256.hex(ground.entropy().bytes(ID_OCTETS)),
            Sha256.hex(ground.entropy().bytes(SECRET_OCTETS)),
            pin);
    Instant now = ground.now();
    Instant end = now.plus(life);
    ground
        .store()
        .write(tx -> {
          JoinTables.insert(
              tx,
              new JoinTables.Row(
                  token.id(),
                  Octets.of(Sha256.of(token.secret())),
                  resource.arn(),
                  uid(tx, resource),
                  end));
          ground.timers().set(tx, EXPIRY, token.id(), end);
          ground
              .ledger()
              .append(
                  tx,
                  Change.by(caller, now, "proxy.token-created", arn(resource.home(), token.id()))
                      .of(resource.arn()));
          return true;
        });
    return new IssuedToken(token.id(), token.text(), resource, end);
  }

  /** The uid of a resource that exists now, or a refusal of kind NOT_FOUND. */
  static String uid(Tx tx, ProxyResource resource) {
    return MeshResources.uid(tx, resource.arn())
        .orElseThrow(
            () -> Refusal.notFound(resource.arn() + " not found: expected a resource that exists"));
  }

  /**
   * What a token was made for. A wrong secret does not use it up, or anyone who saw an id in a log
   * could.
   *
   * @throws Refusal DENIED, the same for a token that is malformed, unknown, wrong, used or expired
   */
  Grant grant(String text) {
    JoinToken token = JoinToken.parse(text).orElseThrow(JoinTokens::denied);
    byte[] presented = Sha256.of(token.secret());
    JoinTables.Row row =
        ground
            .store()
            .read(tx -> JoinTables.find(tx, token.id()))
            .filter(found -> MessageDigest.isEqual(found.secretHash().bytes(), presented))
            .filter(found -> ground.now().isBefore(found.expiresAt()))
            .orElseThrow(JoinTokens::denied);
    ProxyResource resource = ProxyResource.of(row.resource());
    return new Grant(row.id(), resource, row.uid(), arn(resource.home(), row.id()));
  }

  /**
   * What a token entitles its bearer to, once.
   *
   * @param uid of the resource that it was made for
   * @param arn names the token in the log
   */
  record Grant(String id, ProxyResource resource, String uid, String arn) {}

  /**
   * Uses a token up. Of several at once one succeeds.
   *
   * @throws Refusal DENIED when it was used meanwhile, or its resource is another one now
   */
  String redeem(Tx tx, Grant grant) {
    String present = uid(tx, grant.resource());
    if (!grant.uid().equals(present) || !JoinTables.delete(tx, grant.id())) {
      throw denied();
    }
    ground.timers().cancel(tx, EXPIRY, grant.id());
    return present;
  }

  /** Voids the unused tokens of a resource; answers how many they were. */
  int revoke(Tx tx, Change cause, ProxyResource resource) {
    List<String> ids = JoinTables.ofResource(tx, resource.arn());
    for (String id : ids) {
      JoinTables.delete(tx, id);
      ground.timers().cancel(tx, EXPIRY, id);
      ground
          .ledger()
          .append(
              tx, cause.also("proxy.token-revoked", arn(resource.home(), id)).of(resource.arn()));
    }
    return ids.size();
  }

  private Optional<Instant> expire(Tx tx, String id, Instant now) {
    Optional<JoinTables.Row> ended = JoinTables.find(tx, id);
    if (ended.isEmpty()) {
      tx.unrecorded(Unrecorded.HOUSEKEEPING); // used meanwhile
      return Optional.empty();
    }
    JoinTables.delete(tx, id);
    Home home = ProxyResource.of(ended.get().resource()).home();
    ground.ledger().append(tx, Change.byServer(home, now, "proxy.token-expired", arn(home, id)));
    return Optional.empty();
  }

  private static String arn(Home home, String id) {
    return home.arn("signet", "join-token/" + id).toString();
  }

  private static Refusal denied() {
    return Refusal.denied(
        "the join token is not valid: expected one that is unused and not expired");
  }
}
