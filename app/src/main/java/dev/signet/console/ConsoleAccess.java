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
  private static final int PATH_DIGITS = 32;

  private final Entropy entropy;
  private final InstantSource clock;
  private final Map<String, Grant> links = new HashMap<>();
  private final Map<String, Grant> sessions = new HashMap<>();

  private record Grant(Caller caller, Instant until) {}

  /**
   * A session as its browser knows it.
   *
   * @param path where the page is for this session alone, a name without slashes. A browser sends a
   *     cookie to every port of a host, but below its path only: so the server of somebody else on
   *     the same address is not sent it.
   * @param secret what the cookie holds
   */
  record Session(String path, String secret) {
    /** Names no secret. */
    @Override
    public String toString() {
      return "console session";
    }
  }

  public ConsoleAccess(Entropy entropy, InstantSource clock) {
    this.entropy = entropy;
    this.clock = clock;
  }

  /** The secret of a new link for a caller. */
  synchronized String link(Caller caller) {
    return grant(links, caller, LINK_LIFE);
  }

  /** Uses a link up: the session that it opens; empty when it is not valid. */
  synchronized Optional<Session> open(String link) {
    return Optional.ofNullable(links.remove(hash(link)))
        .filter(this::lives)
        .map(grant -> grant(sessions, grant.caller(), SESSION_LIFE))
        .map(secret -> new Session(path(secret), secret));
  }

  /** Whose session it is; empty when it is not valid, or used at another path than its own. */
  synchronized Optional<Caller> session(Session session) {
    return Optional.ofNullable(sessions.get(hash(session.secret())))
        .filter(_ -> session.path().equals(path(session.secret())))
        .filter(this::lives)
        .map(Grant::caller);
  }

  /** It can be seen in the browser's history, and tells nothing of the secret. */
  private static String path(String secret) {
    return hash("path of " + secret).substring(0, PATH_DIGITS);
  }

  /** Ends all links and sessions: whoever asked for them signed with a key that was replaced. */
  synchronized void endAll() {
    links.clear();
    sessions.clear();
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
