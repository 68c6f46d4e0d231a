// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.profile;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.ExtensionOid;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.cert.TbsCertificate;
import dev.signet.pki.cert.ValidityPeriod;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.key.SignatureAlgorithm;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.name.SubjectAlternativeName;
import dev.signet.pki.path.Hierarchy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The steps from a profile, an issuer and a subject to what will be signed. */
record Preparation(Profile profile, Issuer issuer, Fields fields, ValidityPeriod period) {
  /** Extensions that AWS writes in this order, before all others. */
  private static final List<String> FIRST =
      List.of(
          ExtensionOid.SUBJECT_ALTERNATIVE_NAME,
          ExtensionOid.BASIC_CONSTRAINTS,
          ExtensionOid.AUTHORITY_KEY_IDENTIFIER,
          ExtensionOid.SUBJECT_KEY_IDENTIFIER,
          ExtensionOid.KEY_USAGE,
          ExtensionOid.EXTENDED_KEY_USAGE,
          ExtensionOid.CRL_DISTRIBUTION_POINTS,
          ExtensionOid.AUTHORITY_INFORMATION_ACCESS,
          ExtensionOid.CERTIFICATE_POLICIES);

  Prepared prepare(Serial serial, SignatureScheme scheme) {
    checkIssuer(scheme);
    checkSubject();
    if (issuer instanceof Issuer.Installed(Chain chain, int maximumDepth, Pointers _)) {
      if (profile.isCa()) {
        Hierarchy.requireRoom(chain, profile.basicConstraints().pathLength(), maximumDepth);
      }
      checkPeriod(chain);
      checkNames(chain);
    }
    TbsCertificate content =
        new TbsCertificate(
            serial,
            SignatureAlgorithm.of(scheme),
            issuerName(),
            period,
            fields.subject().name(),
            fields.subject().publicKey(),
            extensions());
    return Prepared.linted(content, scheme, issuer);
  }

  private void checkIssuer(SignatureScheme scheme) {
    boolean root = issuer instanceof Issuer.Itself;
    if (profile.isRoot() != root) {
      throw notAllowed(
          "profile " + profile + " with " + (root ? "a root that signs itself" : "another issuer"),
          root ? "a root profile" : "a subordinate or end entity profile");
    }
    boolean ownKey = fields.subject().publicKey().equals(issuer.key());
    if (root && !ownKey) {
      throw notAllowed("profile " + profile + " for another key", "the CA's own " + issuer.key());
    }
    if (!root && profile.isCa() && ownKey) {
      throw notAllowed("profile " + profile + " for the issuer's own key", "another key");
    }
    if (!scheme.fits(issuer.key())) {
      throw new PkiException(
          Reason.ALGORITHM_MISMATCH,
          "signing algorithm "
              + scheme
              + ", expected one for the issuer's key algorithm "
              + issuer.key().algorithmName());
    }
  }

  private void checkSubject() {
    boolean unnamed = fields.subject().name().isEmpty();
    if (unnamed && (profile.isCa() || fields.subject().alternativeName().isEmpty())) {
      throw new PkiException(
          Reason.MALFORMED_CSR,
          "empty subject, expected a distinguished name"
              + (profile.isCa() ? " of the CA" : " or a subjectAltName"));
    }
  }

  /** An imported CA may outlive what is above it; what it issues may not. */
  private void checkPeriod(Chain chain) {
    Instant end = chain.notAfter();
    if (period.notAfter().isAfter(end)) {
      throw new PkiException(
          Reason.VALIDITY_EXCEEDS_ISSUER,
          "The certificate validity specified exceeds the certificate authority validity: "
              + period.notAfter()
              + ", expected at most "
              + end);
    }
  }

  private void checkNames(Chain chain) {
    Optional<SubjectAlternativeName> names =
        fields
            .subject()
            .alternativeName()
            .map(e -> SubjectAlternativeName.fromDer(e.value().bytes()));
    Hierarchy.nameConstraintViolation(chain.certificates(), fields.subject().name(), names)
        .ifPresent(violation -> {
          throw new PkiException(Reason.NAME_CONSTRAINTS, violation);
        });
  }

  private DistinguishedName issuerName() {
    return switch (issuer) {
      case Issuer.Installed installed -> installed.chain().first().subject();
      case Issuer.Itself(PublicKeyInfo _) -> fields.subject().name();
    };
  }

  private Extensions extensions() {
    return new Extensions(
        Stream.concat(fixed().stream(), fields.extensions().stream())
            .sorted(Comparator.comparingInt(e -> place(e.oid())))
            .toList());
  }

  private static int place(String oid) {
    int place = FIRST.indexOf(oid);
    return place < 0 ? FIRST.size() : place;
  }

  /** What the template and the issuer say, and the subject's alternative name. */
  private List<Extension> fixed() {
    Blueprint blueprint = profile.blueprint();
    Subject subject = fields.subject();
    List<Extension> all = new ArrayList<>();
    // Who has no other name needs the extension to be understood (RFC 5280 section 4.2.1.6).
    subject
        .alternativeName()
        .map(san -> san.withCritical(san.critical() || subject.name().isEmpty()))
        .ifPresent(all::add);
    all.add(
        Extension.basicConstraints(
            blueprint.criticalBasicConstraints(), profile.basicConstraints()));
    all.add(Extension.subjectKeyIdentifier(subject.publicKey().keyId()));
    if (!blueprint.usages().isEmpty()) {
      all.add(Extension.keyUsage(blueprint.usages()));
    }
    if (!blueprint.purposes().isEmpty()) {
      all.add(Extension.extendedKeyUsage(blueprint.criticalPurposes(), blueprint.purposes()));
    }
    if (issuer instanceof Issuer.Installed installed) {
      all.add(Extension.authorityKeyIdentifier(installed.chain().first().keyId()));
      installed.pointers().all().forEach(all::add);
    }
    return all;
  }

  private static PkiException notAllowed(String found, String expected) {
    return new PkiException(Reason.PROFILE_NOT_ALLOWED, found + ", expected " + expected);
  }
}
