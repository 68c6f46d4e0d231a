// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.path;

import dev.signet.pki.PkiException;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.ExtensionOid;
import dev.signet.pki.cert.ExtensionRules;
import dev.signet.pki.cert.KeyUsage;
import dev.signet.pki.key.KeyFamily;
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
 * The checks of ImportCertificateAuthorityCertificate, in the order of the API. Not enforced,
 * because paths with it validate: policy constraints, agreement of key identifiers, chaining of
 * extended key usages, that a CA ends with what is above it (what it issues does), short keys above
 * it, a subject that is also the issuer's, and that the subject is the one the CA was created with,
 * because another CA may have rewritten it.
 */
public final class CaImport {
  private static final Duration SKEW = Duration.ofMinutes(5);

  /** The JDK's paths take no shorter ones. */
  private static final int LEAST_RSA_BITS = 1024;

  /** As long as any hash; it is repeated in every certificate. */
  private static final int MOST_KEY_ID_OCTETS = 64;

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
        firstOf(
            List.of(
                () -> checkAlone(subject),
                () -> checkOne(subject, now),
                () -> checkType(subject, chain)));
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
                () -> checkEach(complete, now),
                () -> checkLinks(complete),
                () -> checkDepth(complete),
                () -> checkPathLength(complete),
                () -> checkNames(complete),
                () -> checkCritical(complete),
                () -> checkReadable(complete)))
        .orElse(new Accepted(complete));
  }

  private Optional<ImportVerdict> checkAlone(Certificate subject) {
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
    return checkWhatIsCopied(subject);
  }

  /** Its subject and key identifier stand in everything that the CA will sign. */
  private static Optional<ImportVerdict> checkWhatIsCopied(Certificate subject) {
    Optional<String> fault = subject.subject().fault();
    if (fault.isPresent()) {
      return Optional.of(new Malformed("Certificate with the subject: " + fault.get()));
    }
    int keyId = subject.keyId().length();
    return keyId == 0 || keyId > MOST_KEY_ID_OCTETS
        ? malformed(
            "Certificate with a subjectKeyIdentifier of " + keyId + " octets",
            "1 to " + MOST_KEY_ID_OCTETS)
        : Optional.empty();
  }

  private static Optional<ImportVerdict> checkEach(Chain chain, Instant now) {
    return firstOf(
        chain.certificates().stream()
            .<Supplier<Optional<ImportVerdict>>>map(each -> () -> checkOne(each, now))
            .toList());
  }

  private static Optional<ImportVerdict> checkOne(Certificate certificate, Instant now) {
    if (certificate.subject().isEmpty()) {
      return malformed(certificate + " with an empty subject", "the name of a CA");
    }
    if (!certificate.signatureAlgorithm().isSupported()) {
      return malformed(
          certificate
              + " signed with "
              + certificate.signatureAlgorithm()
              + ", which is not supported",
          "SHA-256, SHA-384 or SHA-512");
    }
    PublicKeyInfo key = certificate.publicKey();
    if (key.family() == KeyFamily.OTHER
        || (key.family() == KeyFamily.RSA && key.bits() < LEAST_RSA_BITS)) {
      return malformed(
          certificate + " with a key of " + key.algorithmName() + ", which is not supported",
          "RSA of 1024 bits, EC P-256, P-384 or P-521, Ed25519, Ed448 or ML-DSA");
    }
    if (certificate.period().notBefore().isAfter(now.plus(SKEW))
        || certificate.period().notAfter().isBefore(now.minus(SKEW))) {
      return malformed(
          certificate
              + " valid from "
              + certificate.period().notBefore()
              + " to "
              + certificate.period().notAfter(),
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
      if (all.subList(0, i + 1).contains(signer)) {
        return mismatch("CertificateChain with " + signer + " twice", "each certificate once");
      }
      if (!signed.issuer().matches(signer.subject())
          || signed.signatureAlgorithm().isWeak()
          || !signed.isSignedBy(signer.publicKey(), verifier)) {
        return mismatch(
            signed + " is followed by " + signer,
            "the certificate that signed it, with SHA-256, SHA-384 or SHA-512");
      }
    }
    return chain.root().isSelfSigned(verifier)
        ? Optional.empty()
        : mismatch("CertificateChain that ends with " + chain.root(), "a self-signed root");
  }

  private static Optional<ImportVerdict> checkDepth(Chain chain) {
    int levels = chain.certificates().size();
    return levels > Hierarchy.DEFAULT_MAXIMUM_DEPTH
        ? mismatch(
            "Certificate at level " + levels + " of its hierarchy",
            "at most " + Hierarchy.DEFAULT_MAXIMUM_DEPTH)
        : Optional.empty();
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

  /** What nobody else can read of the chain would keep it from every path. */
  private static Optional<ImportVerdict> checkReadable(Chain chain) {
    return chain.certificates().stream()
        .flatMap(c ->
            c.extensions().all().stream()
                .flatMap(e -> ExtensionRules.foreignFault(e).stream())
                .<ImportVerdict>map(fault -> new Malformed(c + ": " + fault)))
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
