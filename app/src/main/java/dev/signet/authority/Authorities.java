// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.authority.lifecycle.Authority;
import dev.signet.authority.lifecycle.AuthorityTables;
import dev.signet.ground.Ground;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.key.KeyFamily;
import dev.signet.store.Tx;
import java.time.Instant;
import java.util.Optional;

/** What other rooms may know of authorities; of those that can still be restored, if deleted. */
public final class Authorities {
  private final Ground ground;

  Authorities(Ground ground) {
    this.ground = ground;
  }

  /** Whether there is an authority of that ARN, in any status. */
  public boolean exists(Tx tx, String arn) {
    return find(tx, arn).isPresent();
  }

  /**
   * An authority that others may trust.
   *
   * @param certificate the installed one
   * @param status by its API name
   */
  public record Trusted(Certificate certificate, String status) {}

  /**
   * The authority of that ARN, also while it is disabled or has expired; empty without certificate.
   */
  public Optional<Trusted> trusted(Tx tx, String arn) {
    Instant now = ground.now();
    return find(tx, arn)
        .flatMap(found ->
            found
                .installed()
                .map(installed -> new Trusted(installed.chain().first(), found.seen(now).name())));
  }

  /** What kind of key an authority has; empty when there is none of that ARN. */
  public Optional<KeyFamily> keyFamily(String arn) {
    return ground
        .store()
        .read(tx -> find(tx, arn))
        .map(authority -> authority.signing().spec().family());
  }

  private Optional<Authority> find(Tx tx, String arn) {
    return AuthorityArn.parse(arn)
        .flatMap(named -> AuthorityTables.find(tx, named))
        .filter(authority -> !authority.isGone(ground.now()));
  }
}
