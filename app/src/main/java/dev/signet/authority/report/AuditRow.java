// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.report;

import dev.signet.authority.AuthorityArn;
import dev.signet.authority.grant.Grants;
import dev.signet.authority.issuing.IssuedArn;
import dev.signet.pki.cert.Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * What a report says of one certificate, as the private CA's documentation spells it.
 *
 * @param place in the order of issuing
 * @param template by its name
 * @param requester the principal that asked for it
 */
record AuditRow(
    long place,
    Certificate certificate,
    String template,
    String requester,
    Instant issuedAt,
    Optional<Revoked> revoked) {

  /** The members in their order; those that say nothing are left out, or empty. */
  static final List<String> MEMBERS =
      List.of(
          "awsAccountId",
          "requestedByServicePrincipal",
          "certificateArn",
          "serial",
          "subject",
          "notBefore",
          "notAfter",
          "issuedAt",
          "revokedAt",
          "revocationReason",
          "templateArn");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+0000'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** When it was revoked, and why. */
  record Revoked(Instant at, String reason) {}

  /** The members of this row that say something. */
  Map<String, String> values(AuthorityArn authority) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("awsAccountId", authority.home().account().value());
    if (requester.equals(Grants.CERTIFICATE_MANAGER)) {
      values.put("requestedByServicePrincipal", requester);
    }
    values.put("certificateArn", new IssuedArn(authority, certificate.serial()).toString());
    values.put("serial", certificate.serial().colons());
    values.put("subject", new X500Principal(certificate.subject().der()).getName());
    values.put("notBefore", TIME.format(certificate.period().notBefore()));
    values.put("notAfter", TIME.format(certificate.period().notAfter()));
    values.put("issuedAt", TIME.format(issuedAt));
    revoked.ifPresent(revocation -> {
      values.put("revokedAt", TIME.format(revocation.at()));
      values.put("revocationReason", revocation.reason());
    });
    values.put(
        "templateArn",
        "arn:" + authority.home().region().partition() + ":acm-pca:::template/" + template + "/V1");
    return values;
  }
}
