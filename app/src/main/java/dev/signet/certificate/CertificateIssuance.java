// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.authority.AuthorityArn;
import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Home;
import dev.signet.key.KeyVault;
import dev.signet.key.NewKey;
import dev.signet.ledger.Change;
import dev.signet.pki.PkiException;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.csr.UnsignedRequest;
import dev.signet.pki.key.KeyFamily;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.name.AttributeType;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.name.SubjectAlternativeName;
import dev.signet.store.Tx;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gets a certificate from a CA for a new key. */
final class CertificateIssuance {
  private static final Logger log = LoggerFactory.getLogger(CertificateIssuance.class);

  private final Ground ground;
  private final SpareKeys spares;
  private final PrivateIssuer issuer;

  CertificateIssuance(Ground ground, SpareKeys spares, PrivateIssuer issuer) {
    this.ground = ground;
    this.spares = spares;
    this.issuer = issuer;
  }

  /**
   * What came of a request, recorded by nobody yet.
   *
   * @param key of a certificate that was issued
   */
  record Obtained(ManagedCertificate.Outcome outcome, Optional<NewKey> key) {
    static Obtained failed(IssuanceFailure reason) {
      return new Obtained(new ManagedCertificate.Outcome.Failed(reason), Optional.empty());
    }

    /** Keeps the key in the transaction that records the certificate, so that none is orphaned. */
    void keepKey(Tx tx, KeyVault vault) {
      key.ifPresent(fresh -> vault.keep(tx, fresh));
    }
  }

  /** A certificate with its new key, or the CA's reason; then no key remains. */
  Obtained issue(Caller who, String authorityArn, CertificateNames names, KeySpec spec) {
    Optional<KeyFamily> family = issuer.familyOf(authorityArn);
    if (family.isPresent() && family.get() != spec.family()) {
      return Obtained.failed(IssuanceFailure.PCA_INVALID_ARGS);
    }
    return issue(who, authorityArn, names, spec, IssuingProfile.PRIVATE);
  }

  /** The same of a public one: the server asks, and any key may be under any other. */
  Obtained issuePublic(ManagedCertificate certificate) {
    String authority = certificate.authority().orElseThrow();
    Home place =
        AuthorityArn.parse(authority).map(AuthorityArn::home).orElse(certificate.arn().home());
    Caller server = Caller.in(place, Change.SERVER);
    return issue(
        server, authority, certificate.names(), certificate.keySpec(), IssuingProfile.PUBLIC);
  }

  private Obtained issue(
      Caller who,
      String authorityArn,
      CertificateNames names,
      KeySpec spec,
      IssuingProfile profile) {
    NewKey key = spares.take(spec);
    byte[] request = ground.vault().sign(key, request(names, key)).der();
    return switch (ask(who, authorityArn, request, profile)) {
      case PrivateIssuer.Response.Certified certified -> accept(names, key, certified);
      case PrivateIssuer.Response.Declined declined -> Obtained.failed(declined.reason());
    };
  }

  /** A fault in the CA (its key, its store, its lint) is a refusal too. */
  private PrivateIssuer.Response ask(
      Caller who, String authorityArn, byte[] request, IssuingProfile profile) {
    try {
      return issuer.issue(who, authorityArn, request, profile);
    } catch (IllegalStateException | PkiException fault) {
      log.error("{} could not answer", authorityArn, fault);
      return new PrivateIssuer.Response.Declined(
          IssuanceFailure.PCA_REQUEST_FAILED, "the CA could not answer");
    }
  }

  private Obtained accept(
      CertificateNames names, NewKey key, PrivateIssuer.Response.Certified certified) {
    List<String> dnsNames =
        certified.leaf().alternativeName().map(SubjectAlternativeName::dnsNames).orElse(List.of());
    if (!certified.leaf().publicKey().equals(key.publicKey()) || !dnsNames.equals(names.all())) {
      return Obtained.failed(IssuanceFailure.OTHER);
    }
    return new Obtained(
        new ManagedCertificate.Outcome.Issued(
            key.ref(), certified.issuers().under(certified.leaf()), ground.now()),
        Optional.of(key));
  }

  private static UnsignedRequest request(CertificateNames names, NewKey key) {
    return new UnsignedRequest(
        DistinguishedName.of(AttributeType.COMMON_NAME, names.domainName().orElseThrow()),
        key.publicKey(),
        new Extensions(
            List.of(Extension.alternativeName(false, SubjectAlternativeName.ofDns(names.all())))),
        SignatureScheme.usualFor(key.spec()));
  }
}
