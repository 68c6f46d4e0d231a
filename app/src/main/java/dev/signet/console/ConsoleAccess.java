// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import dev.signet.kernel.Caller;
import dev.signet.kernel.Entropy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Who may see the console: a one-time link, asked for by a signed call, opens a session for one
 * browser. Of both only hashes are kept, in memory: a restart ends all sessions.
 */
public final class ConsoleAccess {
  /** How long a link can be used. */
  public static final Duration LINK_LIFE = Duration.ofMinutes(10);

  /** How long a session lasts. */
  public static final Duration SESSION_LIFE = Duration.ofHours(12);

  private static final int MOST = 10_000;
  private static final int SECRET_OCTETS = 32;

  private final Entropy entropy;
  private final InstantSource clock;
  private final Map<String, Grant> links = new HashMap<>();
  private final Map<String, Grant> sessions = new HashMap<>();

  private record Grant(Caller caller, Instant until) {}

  public ConsoleAccess(Entropy entropy, InstantSource clock) {
    this.entropy = entropy;
    this.clock = clock;
  }

  /** The secret of a new link for a caller. */
  synchronized String link(Caller caller) {
    return grant(links, caller, LINK_LIFE);
  }

  /** Uses a link up: the secret of the session that it opens; empty when it is not valid. */
  synchronized Optional<String> open(String link) {
    return Optional.ofNullable(links.remove(hash(link)))
        .filter(this::lives)
        .map(grant -> grant(sessions, grant.caller(), SESSION_LIFE));
  }

  /** Whose session it is; empty when it is not valid. */
  synchronized Optional<Caller> session(String secret) {
    return Optional.ofNullable(sessions.get(hash(secret))).filter(this::lives).map(Grant::caller);
  }

  private String grant(Map<String, Grant> grants, Caller caller, Duration life) {
    grants.values().removeIf(grant -> !lives(grant));
    if (grants.size() >= MOST) {
      grants.clear(); // somebody makes links without end; honest users ask for another
    }
    String secret = HexFormat.of().formatHex(entropy.bytes(SECRET_OCTETS));
    grants.put(hash(secret), new Grant(caller, clock.instant().plus(life)));
    return secret;
  }

  private boolean lives(Grant grant) {
    return clock.instant().isBefore(grant.until());
  }

  private static String hash(String secret) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
