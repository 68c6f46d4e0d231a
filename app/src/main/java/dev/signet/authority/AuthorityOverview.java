// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.authority.issuing.IssuedTables;
import dev.signet.authority.lifecycle.Authority;
import dev.signet.pki.csr.CertificateRequest;
import dev.signet.store.Tx;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An authority for people to look at.
 *
 * @param status as callers see it
 * @param notAfter the end of its installed certificate
 * @param newest the certificates that it issued last
 * @param issued how many it issued
 */
public record AuthorityOverview(
    String arn,
    String subject,
    String type,
    String status,
    String key,
    Optional<Instant> notAfter,
    List<Recent> newest,
    int issued) {

  private static final int MOST_LISTED = 20;

  /** A certificate that it issued lately. */
  public record Recent(String subject, String serial, Instant notAfter) {}

  static AuthorityOverview of(Tx tx, Authority authority, Instant now) {
    return new AuthorityOverview(
        authority.arn().toString(),
        CertificateRequest.parse(authority.signing().csr().getBytes(StandardCharsets.US_ASCII))
            .subject()
            .toString(),
        authority.type().name(),
        authority.seen(now).name(),
        authority.signing().spec().name(),
        authority.installed().map(Authority.Installed::notAfter),
        IssuedTables.newest(tx, authority, MOST_LISTED).stream()
            .map(leaf ->
                new Recent(
                    leaf.subject().toString(), leaf.serial().hex(), leaf.period().notAfter()))
            .toList(),
        IssuedTables.count(tx, authority));
  }
}
