// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.authority.grant.Grants;
import dev.signet.authority.issuing.IssueCommand;
import dev.signet.authority.issuing.IssuedArn;
import dev.signet.authority.issuing.IssuedCertificates;
import dev.signet.authority.issuing.StoredCertificate;
import dev.signet.authority.lifecycle.Authority;
import dev.signet.authority.lifecycle.AuthorityLookup;
import dev.signet.authority.lifecycle.AuthorityTables;
import dev.signet.authority.revocation.Revocations;
import dev.signet.authority.revocation.RevokedTables;
import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.ledger.Change;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.cert.ValidityTerm;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.profile.ApiFields;
import dev.signet.pki.status.RevocationReason;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Issues, and takes back, for other rooms. */
public final class Issuance {
  private final Ground ground;
  private final IssuedCertificates certificates;
  private final Revocations revocations;

  Issuance(Ground ground, IssuedCertificates certificates) {
    this.ground = ground;
    this.certificates = certificates;
    this.revocations = new Revocations(ground);
  }

  /**
   * Issues an end-entity certificate with the signature scheme usual for the CA's key.
   *
   * @param who the requester; the service principal {@code acm.amazonaws.com} needs the grant of
   *     CreatePermission for all three actions
   * @param template {@code EndEntityCertificate/V1}, or another one of end entities
   * @throws Refusal with the reason why nothing was signed
   */
  public IssuedCertificate issueEndEntity(
      Caller who, String authorityArn, byte[] csr, String template, ValidityTerm validity) {
    AuthorityArn arn = AuthorityArn.of(authorityArn);
    SignatureScheme usual = SignatureScheme.usualFor(permitted(who, arn).signing().spec());
    return issue(who, arn, csr, new CertificateOrder(template, usual, validity, Optional.empty()));
  }

  /**
   * Issues as it is ordered, without any passthrough of the API.
   *
   * @throws Refusal with the reason why nothing was signed
   */
  public IssuedCertificate issue(
      Caller who, String authorityArn, byte[] csr, CertificateOrder order) {
    return issue(who, AuthorityArn.of(authorityArn), csr, order);
  }

  private IssuedCertificate issue(
      Caller who, AuthorityArn arn, byte[] csr, CertificateOrder order) {
    IssuedArn issued =
        certificates.issue(
            who,
            new IssueCommand(
                arn,
                csr,
                order.scheme(),
                order.profile(),
                order.validity(),
                Optional.empty(),
                new byte[0],
                ApiFields.NONE,
                order.token()));
    StoredCertificate stored = certificates.get(who, issued);
    String issuers = stored.issuers().orElseThrow();
    return new IssuedCertificate(
        issued.toString(),
        stored.certificate(),
        Chain.parse(issuers.getBytes(StandardCharsets.US_ASCII)));
  }

  /**
   * Takes a certificate back that an authority issued (RevokeCertificate of acm-pca); where that
   * was done before, it says when and why.
   */
  public RevokedCertificate revoke(
      Caller who, String authorityArn, Serial serial, RevocationReason reason) {
    AuthorityArn arn = AuthorityArn.of(authorityArn);
    try {
      revocations.revoke(who, arn, serial.hex(), reason);
    } catch (Refusal refusal) {
      if (refusal.reason() != AuthorityReason.ALREADY_REVOKED) {
        throw refusal;
      }
    }
    return revocation(arn, serial).orElseThrow();
  }

  /** The revocation that a change tells of; empty for any other change. */
  public Optional<RevokedCertificate> revocation(Change change) {
    return change.kind().equals(Revocations.REVOKED)
        ? IssuedArn.parse(change.subject())
            .flatMap(issued -> revocation(issued.authority(), issued.serial()))
        : Optional.empty();
  }

  private Optional<RevokedCertificate> revocation(AuthorityArn arn, Serial serial) {
    return ground
        .store()
        .read(tx ->
            AuthorityTables.find(tx, arn)
                .flatMap(authority -> RevokedTables.find(tx, authority.id(), serial)))
        .map(revoked ->
            new RevokedCertificate(arn.toString(), serial, revoked.at(), revoked.reason()));
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
