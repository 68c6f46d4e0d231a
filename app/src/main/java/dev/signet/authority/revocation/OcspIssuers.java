// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.revocation;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.signet.authority.lifecycle.Authority;
import dev.signet.authority.lifecycle.AuthorityTables;
import dev.signet.ground.Ground;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.status.CertId;
import dev.signet.store.Tx;
import java.util.List;
import java.util.Optional;

/** For which issuers OCSP is answered, in memory: every question names one. */
final class OcspIssuers {
  private static final int MOST = 10_000;

  private final Ground ground;
  private final LoadingCache<Octets, Optional<Issuer>> byKey;

  /** An authority with all certificates that it ever had. */
  record Issuer(Authority authority, List<Certificate> certificates) {
    boolean isNamedBy(CertId question) {
      return certificates.stream().anyMatch(ca -> question.names(ca.subject(), ca.publicKey()));
    }
  }

  OcspIssuers(Ground ground) {
    this.ground = ground;
    this.byKey =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .build(hash -> ground.store().read(tx -> find(tx, hash)));
    ground.memories().forget("authority.", _ -> byKey.invalidateAll());
  }

  private static Optional<Issuer> find(Tx tx, Octets keyHash) {
    return OcspTables.find(tx, keyHash)
        .flatMap(arn -> AuthorityTables.find(tx, arn))
        .filter(authority -> authority.installed().isPresent())
        .map(authority -> new Issuer(authority, OcspTables.installed(tx, authority)));
  }

  /** The one issuer that all questions name, if it is ours and can at least be restored. */
  Optional<Authority> of(List<CertId> questions) {
    return byKey
        .get(questions.getFirst().issuerKeyHash())
        .filter(issuer -> questions.stream().allMatch(issuer::isNamedBy))
        .map(Issuer::authority)
        .filter(authority -> !authority.isGone(ground.now()));
  }
}
