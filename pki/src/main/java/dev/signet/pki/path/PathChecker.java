// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.path;

import dev.signet.pki.PkiException;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.ExtendedKeyUsage;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.ExtensionOid;
import dev.signet.pki.cert.KeyUsage;
import dev.signet.pki.key.SignatureVerifier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Validates the certificates that a TLS peer presents (RFC 5280 section 6, without policies and
 * revocation). Every anchor is trusted as it is, root or not, but what it says about dates, path
 * length, names and purposes holds. Stricter than the RFC: the end must be no CA's, and signatures
 * with SHA-1 count only on an anchor.
 */
public final class PathChecker {
  /** Critical extensions that are processed, or that mean nothing while no policy is asked for. */
  private static final Set<String> UNDERSTOOD =
      Set.of(
          ExtensionOid.BASIC_CONSTRAINTS,
          ExtensionOid.KEY_USAGE,
          ExtensionOid.EXTENDED_KEY_USAGE,
          ExtensionOid.SUBJECT_ALTERNATIVE_NAME,
          ExtensionOid.NAME_CONSTRAINTS,
          ExtensionOid.CERTIFICATE_POLICIES);

  private final Set<Certificate> anchors;
  private final SignatureVerifier verifier;

  /** Trusts these. */
  public PathChecker(Set<Certificate> anchors, SignatureVerifier verifier) {
    this.anchors = Set.copyOf(anchors);
    this.verifier = verifier;
  }

  /**
   * Whether the first certificate is to be trusted.
   *
   * @param presented the end entity, then what may help to reach an anchor, in any order
   */
  public Verdict check(List<Certificate> presented, Instant at, Purpose purpose) {
    if (presented.isEmpty()) {
      return new Verdict.Refused("no certificate, expected one");
    }
    PathSearch search = new PathSearch(anchors, presented, verifier);
    Optional<Chain> path;
    try {
      path = search.find(candidate -> refusal(candidate, at, purpose));
    } catch (PkiException e) {
      return new Verdict.Refused(e.getMessage());
    }
    return path.<Verdict>map(Verdict.Trusted::new)
        .orElseGet(() -> new Verdict.Refused(search.lastRefusal()));
  }

  private Optional<String> refusal(Chain path, Instant at, Purpose purpose) {
    List<Certificate> all = path.certificates();
    int below = 0;
    for (int i = 0; i < all.size(); i++) {
      Certificate certificate = all.get(i);
      Optional<String> refusal = refusal(certificate, at, purpose);
      if (refusal.isPresent()) {
        return refusal;
      }
      if (i == 0) {
        Optional<String> end = refusalOfEnd(certificate);
        if (end.isPresent()) {
          return end;
        }
      } else {
        if (!PathRules.maySignCertificates(certificate)) {
          return Optional.of(certificate + " signed another, expected a CA's with keyCertSign");
        }
        if (PathRules.isTooFarUp(certificate, below)) {
          return Optional.of(below + " CAs below " + certificate + ", expected fewer");
        }
        below += certificate.content().isSelfIssued() ? 0 : 1;
      }
      // Self-issued certificates carry their CA's name over to a new key (section 6.1.4 b).
      if (i == 0 || !certificate.content().isSelfIssued()) {
        Optional<String> violation =
            Hierarchy.nameConstraintViolation(
                all.subList(i + 1, all.size()),
                certificate.subject(),
                certificate.alternativeName());
        if (violation.isPresent()) {
          return violation;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> refusal(Certificate certificate, Instant at, Purpose purpose) {
    if (!certificate.period().contains(at)) {
      return Optional.of(
          certificate
              + " is valid from "
              + certificate.period().notBefore()
              + " to "
              + certificate.period().notAfter()
              + ", expected at "
              + at);
    }
    Optional<Extension> unknown =
        certificate.extensions().all().stream()
            .filter(e -> e.critical() && !UNDERSTOOD.contains(e.oid()))
            .findFirst();
    if (unknown.isPresent()) {
      return Optional.of(
          certificate + " with critical " + unknown.get().oid() + ", expected a known extension");
    }
    Optional<List<String>> purposes = certificate.extensions().extendedKeyUsage();
    if (purposes.isPresent()
        && !purposes.get().contains(purpose.usage().oid())
        && !purposes.get().contains(ExtendedKeyUsage.ANY.oid())) {
      return Optional.of(
          certificate + " for " + purposes.get() + ", expected " + purpose.usage().oid());
    }
    if (certificate.signatureAlgorithm().isWeak() && !anchors.contains(certificate)) {
      return Optional.of(
          certificate + " signed with " + certificate.signatureAlgorithm() + ", expected SHA-2");
    }
    return Optional.empty();
  }

  private static Optional<String> refusalOfEnd(Certificate end) {
    if (end.isCa()) {
      return Optional.of(end + " of a CA, expected an end entity's");
    }
    return end.keyUsage()
        .filter(usages -> !usages.contains(KeyUsage.DIGITAL_SIGNATURE))
        .map(usages -> end + " for " + usages + ", expected digitalSignature");
  }
}
