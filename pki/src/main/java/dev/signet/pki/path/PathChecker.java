// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.path;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.key.SignatureAlgorithm;
import dev.signet.pki.key.SignatureVerifier;
import dev.signet.pki.path.PathVerdict.Invalid;
import dev.signet.pki.path.PathVerdict.Valid;
import dev.signet.pki.status.Crl;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a certificate that somebody else issued can be trusted (RFC 5280 section 6), with CRLs
 * that are given, nothing is fetched. The JDK's PKIX validates; beyond it,
 *
 * <ul>
 *   <li>an anchor is held to what its certificate says: validity, basicConstraints, keyUsage and
 *       name constraints; the JDK takes its name and key only,
 *   <li>name constraints are {@link Hierarchy}'s: a form that cannot be compared and a wildcard
 *       that may expand into an excluded name are refused,
 *   <li>a certificate in a CRL of its issuer is revoked, whatever date its entry has; the JDK
 *       passes over one that a clock ahead of ours wrote,
 *   <li>signatures with SHA-1, and kinds that {@link SignatureAlgorithm} does not know, count for
 *       nothing, also those of CRLs,
 *   <li>certificates that sign each other in circles cost no more than others.
 * </ul>
 *
 * <p>Not supported: delta CRLs, which are not looked at, and policies that the caller asks for.
 */
public final class PathChecker {
  private final Set<Certificate> anchors;
  private final SignatureVerifier verifier;

  /** Trusts these. */
  public PathChecker(Collection<Certificate> anchors, SignatureVerifier verifier) {
    this.anchors = Set.copyOf(anchors);
    this.verifier = verifier;
  }

  /**
   * Whether one path at least holds; if none does, why the first that was found does not.
   *
   * @param intermediates candidates, also those that sign CRLs only; in any order
   * @param crls of which one must cover each certificate but the anchor
   * @throws PkiException {@link Reason#MALFORMED_CERTIFICATE} for what the JDK cannot read
   */
  public PathVerdict check(
      Certificate certificate, List<Certificate> intermediates, List<Crl> crls, Instant at) {
    PathSearch search = new PathSearch(certificate, anchors, intermediates, verifier);
    PkixValidation pkix = new PkixValidation(intermediates, crls, at);
    Optional<Invalid> first = Optional.empty();
    for (Chain path : search.found()) {
      Optional<Invalid> fault = pkix.fault(path).or(() -> ourFault(path, crls, at));
      if (fault.isEmpty()) {
        return new Valid(path);
      }
      first = first.or(() -> fault);
    }
    return first.orElseGet(search::fault);
  }

  private static Optional<Invalid> ourFault(Chain path, List<Crl> crls, Instant at) {
    return anchorFault(path, at)
        .or(() -> revocation(path, crls, at))
        .or(() -> weakness(path))
        .or(() -> nameFault(path));
  }

  private static Optional<Invalid> anchorFault(Chain path, Instant at) {
    Certificate anchor = path.root();
    if (!anchor.period().contains(at)) {
      return Optional.of(PathFault.TIME.of(anchor));
    }
    List<Certificate> below = path.certificates().subList(0, path.certificates().size() - 1);
    if (below.isEmpty()) {
      return Optional.empty();
    }
    if (!PathRules.maySignCertificates(anchor)) {
      return Optional.of(PathFault.NOT_A_CA.of(anchor));
    }
    long issuers = below.stream().skip(1).filter(c -> !c.content().isSelfIssued()).count();
    return PathRules.isTooFarUp(anchor, Math.toIntExact(issuers))
        ? Optional.of(PathFault.PATH_LENGTH.of(anchor))
        : Optional.empty();
  }

  /** Of lists from before this time only: what a later one has was not revoked then. */
  private static Optional<Invalid> revocation(Chain path, List<Crl> crls, Instant at) {
    List<Certificate> all = path.certificates();
    List<X509CRL> lists =
        crls.stream()
            .filter(crl -> !crl.list().getThisUpdate().toInstant().isAfter(at))
            .filter(crl -> all.stream().skip(1).anyMatch(crl::isSignedBy))
            .map(Crl::list)
            .toList();
    return all.subList(0, all.size() - 1).stream()
        .filter(each -> lists.stream().anyMatch(list -> isListed(each, list, at)))
        .findFirst()
        .map(PathFault.REVOKED::of);
  }

  private static boolean isListed(Certificate certificate, X509CRL list, Instant at) {
    X509CRLEntry entry = list.getRevokedCertificate(certificate.toX509());
    return entry != null && !entry.getRevocationDate().toInstant().isBefore(at);
  }

  private static Optional<Invalid> weakness(Chain path) {
    List<Certificate> all = path.certificates();
    return all.subList(0, all.size() - 1).stream()
        .filter(signed -> signed.signatureAlgorithm().isWeak())
        .findFirst()
        .map(PathFault.ALGORITHM::of);
  }

  /** RFC 5280 section 6.1.3 (b): names of self-issued certificates count in the first only. */
  private static Optional<Invalid> nameFault(Chain path) {
    List<Certificate> all = path.certificates();
    for (int i = 0; i + 1 < all.size(); i++) {
      Certificate each = all.get(i);
      if ((i == 0 || !each.content().isSelfIssued())
          && breaksConstraints(each, all.subList(i + 1, all.size()))) {
        return Optional.of(PathFault.NAMES.of(each));
      }
    }
    return Optional.empty();
  }

  private static boolean breaksConstraints(Certificate each, List<Certificate> issuers) {
    try {
      return Hierarchy.nameConstraintViolation(issuers, each.subject(), each.alternativeName())
          .isPresent();
    } catch (PkiException unsupported) {
      return true;
    }
  }
}
