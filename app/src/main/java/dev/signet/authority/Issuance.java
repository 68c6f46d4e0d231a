// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.authority.grant.Grants;
import dev.signet.authority.issuing.IssueCommand;
import dev.signet.authority.issuing.IssuedArn;
import dev.signet.authority.issuing.IssuedCertificates;
import dev.signet.authority.issuing.StoredCertificate;
import dev.signet.authority.lifecycle.Authority;
import dev.signet.authority.lifecycle.AuthorityLookup;
import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.ValidityTerm;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.profile.ApiFields;
import dev.signet.pki.profile.Profile;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Issues for other rooms. */
public final class Issuance {
  private final Ground ground;
  private final IssuedCertificates certificates;

  Issuance(Ground ground, IssuedCertificates certificates) {
    this.ground = ground;
    this.certificates = certificates;
  }

  /**
   * Issues an end-entity certificate from the template EndEntityCertificate/V1 with the signature
   * scheme usual for the CA's key.
   *
   * @param who the requester; the service principal {@code acm.amazonaws.com} needs the grant of
   *     CreatePermission for all three actions
   * @throws Refusal with the reason why nothing was signed
   */
  public IssuedCertificate issueEndEntity(
      Caller who, String authorityArn, byte[] csr, ValidityTerm validity) {
    AuthorityArn arn = AuthorityArn.of(authorityArn);
    IssuedArn issued =
        certificates.issue(
            who,
            new IssueCommand(
                arn,
                csr,
                SignatureScheme.usualFor(permitted(who, arn).signing().spec()),
                Profile.named("EndEntityCertificate").orElseThrow(),
                validity,
                Optional.empty(),
                new byte[0],
                ApiFields.NONE,
                Optional.empty()));
    StoredCertificate stored = certificates.get(who, issued);
    String issuers = stored.issuers().orElseThrow();
    return new IssuedCertificate(
        stored.certificate(), Chain.parse(issuers.getBytes(StandardCharsets.US_ASCII)));
  }

  private Authority permitted(Caller who, AuthorityArn arn) {
    return ground
        .store()
        .read(tx -> {
          Authority found = AuthorityLookup.existing(tx, who, arn, ground.now());
          if (who.principal().equals(Grants.CERTIFICATE_MANAGER)
              && !Grants.permitManager(tx, found, who.account())) {
            throw Refusal.denied(Grants.CERTIFICATE_MANAGER + " has no permission on " + arn);
          }
          return found;
        });
  }
}
