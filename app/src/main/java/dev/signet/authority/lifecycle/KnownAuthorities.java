// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.lifecycle;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.signet.authority.AuthorityArn;
import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import java.time.Instant;
import java.util.Optional;

/**
 * Authorities as they are in the database, in memory: issuing and reading certificates needs one
 * with every call. This memory follows the log: a change is forgotten here before its caller hears
 * that it was made, one of another process within a second. What was read here may be outdated by
 * then, so whoever records a certificate compares before.
 */
public final class KnownAuthorities {
  /** Octets of requests and certificates; of usual ones that is 10,000 authorities and more. */
  private static final long MOST = 32L * 1024 * 1024;

  private final LoadingCache<String, Optional<Authority>> known;

  public KnownAuthorities(Ground ground) {
    this.known =
        Caffeine.newBuilder()
            .maximumWeight(MOST)
            .weigher((String arn, Optional<Authority> found) ->
                arn.length() + found.map(KnownAuthorities::octets).orElse(0))
            .build(
                arn -> ground.store().read(tx -> AuthorityTables.find(tx, AuthorityArn.of(arn))));
    ground.memories().forget("authority.", known::invalidate);
  }

  private static int octets(Authority authority) {
    Authority.Signing signing = authority.signing();
    int chain = authority.installed().map(each -> each.chain().pem().length()).orElse(0);
    return authority.settings().configuration().length() + signing.csr().length() + chain;
  }

  /** The authority of that ARN, in any status but gone. */
  public Authority find(Caller caller, AuthorityArn arn, Instant now) {
    arn.requireUsableBy(caller);
    Optional<Authority> found = known.get(arn.toString());
    if (found.isEmpty()) {
      forget(arn); // it may be created yet
    }
    return AuthorityLookup.present(found, arn, now);
  }

  /** Reads it again when it is needed next. */
  public void forget(AuthorityArn arn) {
    known.invalidate(arn.toString());
  }
}
