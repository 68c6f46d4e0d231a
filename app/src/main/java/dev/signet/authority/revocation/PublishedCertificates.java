// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.revocation;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.signet.authority.lifecycle.Authority;
import dev.signet.authority.lifecycle.AuthorityTables;
import dev.signet.ground.Ground;
import dev.signet.pki.cert.Certificate;
import java.util.Optional;

/**
 * The certificates in force of authorities, for who builds a path; in memory, which follows the
 * log.
 */
public final class PublishedCertificates {
  private static final int MOST = 1_000;

  private final Ground ground;
  private final LoadingCache<String, Optional<Authority>> known;

  public PublishedCertificates(Ground ground) {
    this.ground = ground;
    this.known =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .build(uuid -> ground.store().read(tx -> AuthorityTables.findById(tx, uuid)));
    ground
        .memories()
        .forget("authority.", arn -> known.invalidate(arn.substring(arn.lastIndexOf('/') + 1)));
  }

  /** That of the authority with this UUID, while it can at least be restored. */
  public Optional<Certificate> find(String uuid) {
    return known
        .get(uuid)
        .filter(authority -> !authority.isGone(ground.now()))
        .flatMap(Authority::installed)
        .map(installed -> installed.chain().first());
  }
}
