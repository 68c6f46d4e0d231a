// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.signet.kernel.Caller;
import dev.signet.store.Store;
import dev.signet.store.Tx;
import java.time.Instant;
import java.util.Optional;

/**
 * Authorities as they are in the database, in memory: issuing and reading certificates needs one
 * with every call. A change is forgotten here before its caller hears that it was made. What was
 * read here may be outdated by then: {@link CertificateTables#insert} compares before it records.
 */
final class KnownAuthorities {
  private static final int MOST = 1000;

  private final LoadingCache<String, Optional<Authority>> known;

  KnownAuthorities(Store store) {
    this.known =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .build(arn -> store.read(tx -> AuthorityTables.find(tx, arn)));
  }

  /** The authority of that ARN, in any status but gone. */
  Authority find(Caller caller, String arn, Instant now) {
    AuthorityArns.require(caller, arn);
    Optional<Authority> found = known.get(arn);
    if (found.isEmpty()) {
      forget(arn); // it may be created yet
    }
    return Authorities.present(found, arn, now);
  }

  /** Reads it again when it is needed next. */
  void forget(String arn) {
    known.invalidate(arn);
  }

  /** The same once the transaction is durable. */
  void forget(Tx tx, String arn) {
    tx.afterCommit(() -> forget(arn));
  }
}
