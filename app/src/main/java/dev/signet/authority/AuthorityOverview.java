// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.authority.lifecycle.Authority;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.csr.CertificateRequest;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.path.CaType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An authority for people to look at.
 *
 * @param subject of its certificate, while it has none of its request
 * @param key what it signs with
 * @param status as callers see it
 * @param chain its installed certificate with what is above it
 * @param counts no further than one more than {@link #COUNTED}
 */
public record AuthorityOverview(
    AuthorityArn arn,
    DistinguishedName subject,
    PublicKeyInfo key,
    CaType type,
    String status,
    Optional<Chain> chain,
    Counts counts) {
  /** Beside others, an authority's certificates are counted so far and no further. */
  public static final long COUNTED = 1000;

  /** Alone so far: a page would wait for millions of rows. */
  public static final long COUNTED_ALONE = 50_000;

  /** How many certificates it issued and how many of them it revoked. */
  public record Counts(long issued, long revoked) {
    static final Counts NONE = new Counts(0, 0);
  }

  /**
   * How the CRLs of an authority stand.
   *
   * @param lists how many: partitions count each
   * @param madeAt of the oldest
   * @param nextUpdate the earliest
   * @param number the highest cRLNumber
   */
  public record CrlState(int lists, Instant madeAt, Instant nextUpdate, long number) {}

  /**
   * What is told of one alone.
   *
   * @param exact counted no further than one more than {@link #COUNTED_ALONE}
   * @param crlEnabled whether it publishes CRLs
   * @param ocspEnabled whether its certificates name an OCSP responder
   * @param crls empty until the first is made
   * @param revoked the certificates that it revoked last
   */
  public record Details(
      AuthorityOverview authority,
      Instant createdAt,
      Counts exact,
      boolean crlEnabled,
      boolean ocspEnabled,
      Optional<CrlState> crls,
      List<IssuedOverview> revoked) {}

  /** Whether it has the key of a certificate: that may be its own, or one it had before. */
  public boolean isOf(Certificate certificate) {
    return key.equals(certificate.publicKey());
  }

  static AuthorityOverview of(Authority authority, Counts counts, Instant now) {
    byte[] csr = authority.signing().csr().getBytes(StandardCharsets.US_ASCII);
    CertificateRequest request = CertificateRequest.parse(csr);
    Optional<Chain> chain = authority.installed().map(Authority.Installed::chain);
    return new AuthorityOverview(
        authority.arn(),
        chain.map(installed -> installed.first().subject()).orElseGet(request::subject),
        request.publicKey(),
        authority.type(),
        authority.seen(now).name(),
        chain,
        counts);
  }
}
