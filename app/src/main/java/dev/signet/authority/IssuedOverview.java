// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.pki.cert.Certificate;
import dev.signet.pki.status.CertStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * A certificate that an authority issued, for people to look at.
 *
 * @param template by which it was made, {@code EndEntityCertificate/V1}
 * @param revoked when and why, if it was
 * @param place in the order of issuing
 */
public record IssuedOverview(
    AuthorityArn authority,
    Certificate certificate,
    String template,
    Instant issuedAt,
    Optional<CertStatus.Revoked> revoked,
    long place) {}
