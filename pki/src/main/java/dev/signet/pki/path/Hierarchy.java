// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.path;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.ExtensionOid;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.name.GeneralName;
import dev.signet.pki.name.NameConstraints;
import dev.signet.pki.name.SubjectAlternativeName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What the certificates of an issuing CA, from its own to the root, allow below it. */
public final class Hierarchy {
  /** Levels of a hierarchy, the root counted, unless configured otherwise. */
  public static final int DEFAULT_MAXIMUM_DEPTH = 5;

  private Hierarchy() {}

  /**
   * How many CA certificates may follow below the first of the chain: the least that any of its
   * pathLenConstraints leaves over, never below 0. Empty when none has one. Self-issued
   * certificates do not count (RFC 5280 section 6.1.4).
   */
  public static OptionalInt effectivePathLength(Chain issuer) {
    OptionalInt least = OptionalInt.empty();
    int between = 0;
    for (Certificate ca : issuer.certificates()) {
      OptionalInt own = ca.extensions().basicConstraints().pathLength();
      if (own.isPresent()) {
        int left = Math.max(0, own.getAsInt() - between);
        least = OptionalInt.of(Math.min(left, least.orElse(left)));
      }
      between += ca.content().isSelfIssued() ? 0 : 1;
    }
    return least;
  }

  /**
   * Refuses with {@link Reason#PATH_LENGTH} a new CA certificate that the issuer's chain has no
   * room for.
   *
   * @param pathLength of the new certificate
   * @param maximumDepth most levels from the root to the new certificate
   */
  public static void requireRoom(Chain issuer, OptionalInt pathLength, int maximumDepth) {
    OptionalInt allowed = effectivePathLength(issuer);
    if (allowed.isPresent() && pathLength.orElse(Integer.MAX_VALUE) >= allowed.getAsInt()) {
      throw new PkiException(
          Reason.PATH_LENGTH,
          allowed.getAsInt() == 0
              ? "a CA certificate under an issuer with path length 0, expected an end entity"
              : "path length "
                  + (pathLength.isPresent() ? pathLength.getAsInt() : "without limit")
                  + ", expected at most "
                  + (allowed.getAsInt() - 1)
                  + " under this issuer");
    }
    int depth = issuer.certificates().size() + 1;
    if (depth > maximumDepth) {
      throw new PkiException(
          Reason.PATH_LENGTH, depth + " levels of CAs, expected at most " + maximumDepth);
    }
  }

  /**
   * Why these names may not stand in a certificate below all of these, or empty.
   *
   * @param issuers from the direct issuer to the root
   * @param alternatives the subjectAltName, if there is one
   */
  public static Optional<String> nameConstraintViolation(
      List<Certificate> issuers,
      DistinguishedName subject,
      Optional<SubjectAlternativeName> alternatives) {
    List<NameConstraints> levels = nameConstraints(issuers);
    List<GeneralName> names = alternatives.map(SubjectAlternativeName::names).orElse(List.of());
    return levels.isEmpty() ? Optional.empty() : NameConstraints.violation(levels, subject, names);
  }

  /** The name constraints of those that have some; refuses with {@link Reason#MALFORMED_NAME}. */
  static List<NameConstraints> nameConstraints(List<Certificate> certificates) {
    return certificates.stream()
        .flatMap(c -> c.extensions().get(ExtensionOid.NAME_CONSTRAINTS).stream())
        .map(e -> NameConstraints.fromDer(e.value().bytes()))
        .toList();
  }
}
