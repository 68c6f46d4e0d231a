// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.kernel.Caller;
import dev.signet.key.KeyVault;
import dev.signet.key.NewKey;
import dev.signet.pki.PkiException;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.cert.ValidityTerm;
import dev.signet.pki.csr.UnsignedRequest;
import dev.signet.pki.key.KeyFamily;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.name.AttributeType;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.name.SubjectAlternativeName;
import dev.signet.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gets a certificate from a private CA for a new key. */
final class CertificateIssuance {
  private static final Logger log = LoggerFactory.getLogger(CertificateIssuance.class);

  private static final ValidityTerm THIRTEEN_MONTHS =
      new ValidityTerm(ValidityTerm.Type.MONTHS, 13);

  private final Store store;
  private final KeyVault vault;
  private final SpareKeys spares;
  private final PrivateIssuer issuer;
  private final InstantSource clock;

  CertificateIssuance(
      Store store, KeyVault vault, SpareKeys spares, PrivateIssuer issuer, InstantSource clock) {
    this.store = store;
    this.vault = vault;
    this.spares = spares;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** A certificate whose key is in the vault, or the CA's reason; then no key remains. */
  ManagedCertificate.Outcome issue(
      Caller who, String authorityArn, CertificateNames names, KeySpec spec) {
    Optional<KeyFamily> family = issuer.familyOf(authorityArn);
    if (family.isPresent() && family.get() != spec.family()) {
      return new ManagedCertificate.Outcome.Failed(FailureReason.PCA_INVALID_ARGS);
    }
    NewKey key = spares.take(spec);
    // Kept before it signs: the vault may close an open key at any time, a spare one waits long.
    store.write(tx -> {
      vault.keep(tx, key);
      return true;
    });
    byte[] request = vault.sign(key.ref(), request(names, key)).der();
    return switch (ask(who, authorityArn, request)) {
      case PrivateIssuer.Outcome.Issued issued -> accept(names, key, issued);
      case PrivateIssuer.Outcome.Refused refused -> fail(key, refused.reason());
    };
  }

  /** A fault in the CA (its key, its store, its lint) is a refusal too: no key remains. */
  private PrivateIssuer.Outcome ask(Caller who, String authorityArn, byte[] request) {
    try {
      return issuer.issue(who, authorityArn, request, THIRTEEN_MONTHS);
    } catch (IllegalStateException | PkiException fault) {
      log.error("{} could not answer", authorityArn, fault);
      return new PrivateIssuer.Outcome.Refused(
          FailureReason.PCA_REQUEST_FAILED, "the CA could not answer");
    }
  }

  private ManagedCertificate.Outcome accept(
      CertificateNames names, NewKey key, PrivateIssuer.Outcome.Issued issued) {
    List<String> certified =
        issued.leaf().alternativeName().map(SubjectAlternativeName::dnsNames).orElse(List.of());
    if (!issued.leaf().publicKey().equals(key.publicKey()) || !certified.equals(names.all())) {
      return fail(key, FailureReason.OTHER);
    }
    return new ManagedCertificate.Outcome.Issued(
        key.ref(), issued.issuers().under(issued.leaf()), clock.instant());
  }

  private ManagedCertificate.Outcome fail(NewKey key, FailureReason reason) {
    store.write(tx -> {
      vault.destroy(tx, key.ref());
      return true;
    });
    return new ManagedCertificate.Outcome.Failed(reason);
  }

  private static UnsignedRequest request(CertificateNames names, NewKey key) {
    return new UnsignedRequest(
        DistinguishedName.of(AttributeType.COMMON_NAME, names.domainName()),
        key.publicKey(),
        new Extensions(
            List.of(Extension.alternativeName(false, SubjectAlternativeName.ofDns(names.all())))),
        SignatureScheme.usualFor(key.spec()));
  }
}
