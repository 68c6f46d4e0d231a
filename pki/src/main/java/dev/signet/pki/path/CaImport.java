// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.path;

import dev.signet.pki.PkiException;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.ExtensionOid;
import dev.signet.pki.cert.KeyUsage;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.key.SignatureVerifier;
import dev.signet.pki.path.ImportVerdict.Accepted;
import dev.signet.pki.path.ImportVerdict.InvalidRequest;
import dev.signet.pki.path.ImportVerdict.Malformed;
import dev.signet.pki.path.ImportVerdict.Mismatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The checks of ImportCertificateAuthorityCertificate, in the order of the API. Not enforced:
 * policy constraints, agreement of key identifiers, chaining of extended key usages, and that the
 * subject is the one the CA was created with, because another CA may have rewritten it.
 */
public final class CaImport {
  private static final Duration SKEW = Duration.ofMinutes(5);

  /** Extensions that may be critical in the certificate and in its chain. */
  private static final Set<String> MAY_BE_CRITICAL =
      Set.of(
          ExtensionOid.AUTHORITY_KEY_IDENTIFIER,
          ExtensionOid.BASIC_CONSTRAINTS,
          ExtensionOid.CERTIFICATE_POLICIES,
          ExtensionOid.EXTENDED_KEY_USAGE,
          ExtensionOid.INHIBIT_ANY_POLICY,
          ExtensionOid.ISSUER_ALTERNATIVE_NAME,
          ExtensionOid.KEY_USAGE,
          ExtensionOid.NAME_CONSTRAINTS,
          ExtensionOid.POLICY_MAPPINGS,
          ExtensionOid.SUBJECT_ALTERNATIVE_NAME,
          ExtensionOid.SUBJECT_DIRECTORY_ATTRIBUTES,
          ExtensionOid.SUBJECT_KEY_IDENTIFIER,
          ExtensionOid.SUBJECT_INFORMATION_ACCESS);

  private final PublicKeyInfo caKey;
  private final CaType type;
  private final SignatureVerifier verifier;

  /** Imports into a CA with this key and type. */
  public CaImport(PublicKeyInfo caKey, CaType type, SignatureVerifier verifier) {
    this.caKey = caKey;
    this.type = type;
    this.verifier = verifier;
  }

  /**
   * Whether the certificate may be installed.
   *
   * @param certificate PEM or DER of exactly one
   * @param chain PEM of what is above it, the root last; no octets at all for a root
   */
  public ImportVerdict check(byte[] certificate, byte[] chain, Instant now) {
    Certificate subject;
    try {
      subject = Certificate.parse(certificate);
    } catch (PkiException e) {
      return new Malformed("Certificate: " + e.getMessage());
    }
    Optional<ImportVerdict> refused =
        firstOf(List.of(() -> checkAlone(subject, now), () -> checkType(subject, chain)));
    if (refused.isPresent()) {
      return refused.get();
    }
    Chain whole = Chain.of(subject);
    if (type == CaType.SUBORDINATE) {
      try {
        whole = Chain.parse(chain).under(subject);
      } catch (PkiException e) {
        return new Malformed("CertificateChain: " + e.getMessage());
      }
    }
    Chain complete = whole;
    return firstOf(
            List.of(
                () -> checkLinks(complete),
                () -> checkPathLength(complete),
                () -> checkNames(complete),
                () -> checkCritical(complete)))
        .orElse(new Accepted(complete));
  }

  private Optional<ImportVerdict> checkAlone(Certificate subject, Instant now) {
    if (!subject.publicKey().equals(caKey)) {
      return mismatch("Certificate with the " + subject.publicKey(), "the CA's " + caKey);
    }
    boolean critical =
        subject.extensions().get(ExtensionOid.BASIC_CONSTRAINTS).stream()
            .anyMatch(Extension::critical);
    if (!critical || !subject.isCa()) {
      return malformed("Certificate", "critical basicConstraints with cA TRUE");
    }
    if (subject.keyUsage().filter(u -> !u.contains(KeyUsage.KEY_CERT_SIGN)).isPresent()) {
      return malformed("Certificate with keyUsage " + subject.keyUsage().get(), "keyCertSign");
    }
    if (subject.period().notBefore().isAfter(now.plus(SKEW))
        || subject.period().notAfter().isBefore(now.minus(SKEW))) {
      return malformed(
          "Certificate valid from "
              + subject.period().notBefore()
              + " to "
              + subject.period().notAfter(),
          "a validity that contains " + now);
    }
    return Optional.empty();
  }

  private Optional<ImportVerdict> checkType(Certificate subject, byte[] chain) {
    boolean selfSigned = subject.isSelfSigned(verifier);
    return switch (type) {
      case ROOT ->
          !selfSigned
              ? invalid("Certificate that another CA signed", "a self-signed one of a ROOT CA")
              : chain.length > 0
                  ? invalid("CertificateChain of a ROOT CA", "none")
                  : Optional.empty();
      case SUBORDINATE ->
          selfSigned
              ? invalid("self-signed Certificate", "one that the parent of a SUBORDINATE CA signed")
              : chain.length == 0
                  ? invalid("no CertificateChain", "that of the parent of a SUBORDINATE CA")
                  : Optional.empty();
    };
  }

  private Optional<ImportVerdict> checkLinks(Chain chain) {
    List<Certificate> all = chain.certificates();
    if (chain.issuers().contains(chain.first())) {
      return mismatch("CertificateChain with the Certificate itself", "only what is above it");
    }
    for (int i = 0; i + 1 < all.size(); i++) {
      Certificate signed = all.get(i);
      Certificate signer = all.get(i + 1);
      if (!signed.issuer().equals(signer.subject())
          || signed.signatureAlgorithm().isWeak()
          || !signed.isSignedBy(signer.publicKey(), verifier)) {
        return mismatch(
            signed + " is followed by " + signer,
            "the certificate that signed it, with SHA-2 or better");
      }
    }
    return chain.root().isSelfSigned(verifier)
        ? Optional.empty()
        : mismatch("CertificateChain that ends with " + chain.root(), "a self-signed root");
  }

  private static Optional<ImportVerdict> checkPathLength(Chain chain) {
    int below = 0;
    for (Certificate ca : chain.certificates()) {
      if (!PathRules.maySignCertificates(ca)) {
        return mismatch("CertificateChain with " + ca, "only CAs");
      }
      if (PathRules.isTooFarUp(ca, below)) {
        return mismatch(
            below + " CA certificates below " + ca,
            "at most its pathLenConstraint "
                + ca.extensions().basicConstraints().pathLength().getAsInt());
      }
      below += ca.content().isSelfIssued() ? 0 : 1;
    }
    return Optional.empty();
  }

  private static Optional<ImportVerdict> checkNames(Chain chain) {
    List<Certificate> all = chain.certificates();
    try {
      Hierarchy.nameConstraints(all);
      for (int i = 0; i + 1 < all.size(); i++) {
        Optional<String> violation =
            Hierarchy.nameConstraintViolation(
                all.subList(i + 1, all.size()), all.get(i).subject(), all.get(i).alternativeName());
        if (violation.isPresent()) {
          return Optional.of(new Mismatch(all.get(i) + ": " + violation.get()));
        }
      }
      return Optional.empty();
    } catch (PkiException unsupported) {
      return Optional.of(new Malformed(unsupported.getMessage()));
    }
  }

  private static Optional<ImportVerdict> checkCritical(Chain chain) {
    return chain.certificates().stream()
        .flatMap(c ->
            c.extensions().all().stream()
                .filter(e -> e.critical() && !MAY_BE_CRITICAL.contains(e.oid()))
                .flatMap(e ->
                    malformed(
                        c + " with the critical extension " + e.oid(), "it not critical, or absent")
                        .stream()))
        .findFirst();
  }

  private static Optional<ImportVerdict> firstOf(List<Supplier<Optional<ImportVerdict>>> checks) {
    return checks.stream().flatMap(check -> check.get().stream()).findFirst();
  }

  private static Optional<ImportVerdict> malformed(String found, String expected) {
    return Optional.of(new Malformed(found + ", expected " + expected));
  }

  private static Optional<ImportVerdict> mismatch(String found, String expected) {
    return Optional.of(new Mismatch(found + ", expected " + expected));
  }

  private static Optional<ImportVerdict> invalid(String found, String expected) {
    return Optional.of(new InvalidRequest(found + ", expected " + expected));
  }
}
