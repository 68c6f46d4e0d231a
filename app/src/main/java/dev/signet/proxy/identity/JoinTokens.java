// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.identity;

import dev.signet.kernel.Entropy;
import dev.signet.kernel.Refusal;
import dev.signet.pki.codec.Octets;
import dev.signet.store.Store;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/** One-time tokens with which a proxy asks for its first certificate. */
public final class JoinTokens {
  /** How long a token lives unless its maker says otherwise. */
  public static final Duration DEFAULT_LIFE = Duration.ofMinutes(15);

  private static final int ID_OCTETS = 8;
  private static final int SECRET_OCTETS = 32;

  private final Store store;
  private final Entropy entropy;
  private final InstantSource clock;
  private final String pin;

  /** Tokens that pin the authority's key. */
  public JoinTokens(Store store, Entropy entropy, InstantSource clock, ProxyAuthority authority) {
    this.store = store;
    this.entropy = entropy;
    this.clock = clock;
    this.pin = HexFormat.of().formatHex(sha256(authority.certificate().publicKey().der()));
  }

  /** Makes a token for a resource; whether that exists is the caller's question. */
  public IssuedToken create(ProxyResource resource, Duration life) {
    if (life.isNegative() || life.isZero()) {
      throw new IllegalArgumentException(life + ": expected a life above zero");
    }
    JoinToken token =
        new JoinToken(
            HexFormat.of().formatHex(entropy.bytes(ID_OCTETS)),
            HexFormat.of().formatHex(entropy.bytes(SECRET_OCTETS)),
            pin);
    Instant now = clock.instant();
    Instant end = now.plus(life);
    store.write(tx -> {
      JoinTables.deleteExpired(tx, now);
      JoinTables.insert(
          tx, new JoinTables.Row(token.id(), Octets.of(hash(token.secret())), resource.arn(), end));
      return true;
    });
    return new IssuedToken(token.id(), token.text(), resource, end);
  }

  /**
   * Uses a token up and answers what it was made for. Of several at once one succeeds. A wrong
   * secret does not use the token up, or anyone who saw an id in a log could.
   *
   * @throws Refusal DENIED, the same for a token that is malformed, unknown, wrong, used or expired
   */
  public ProxyResource redeem(String text) {
    JoinToken token = JoinToken.parse(text).orElseThrow(JoinTokens::denied);
    byte[] presented = hash(token.secret());
    return store.write(tx -> {
      Instant now = clock.instant();
      JoinTables.Row row =
          JoinTables.findUnused(tx, token.id())
              .filter(found -> MessageDigest.isEqual(found.secretHash().bytes(), presented))
              .filter(found -> now.isBefore(found.expiresAt()))
              .orElseThrow(JoinTokens::denied);
      JoinTables.markUsed(tx, row.id(), now);
      return ProxyResource.of(row.resource());
    });
  }

  /** The hash of the authority's key that a token carries; empty when it is malformed. */
  public static Optional<String> pinOf(String token) {
    return JoinToken.parse(token).map(JoinToken::pin);
  }

  private static Refusal denied() {
    return new Refusal(
        Refusal.Kind.DENIED,
        "the join token is not valid: expected one that is unused and not expired");
  }

  private static byte[] hash(String secret) {
    return sha256(secret.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
