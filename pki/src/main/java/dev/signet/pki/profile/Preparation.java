// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.profile;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.Extension;
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
import java.util.List;
import java.util.Optional;

/** The steps from a profile, an issuer and a subject to what will be signed. */
record Preparation(Profile profile, Issuer issuer, Subject subject, ValidityPeriod period) {

  Prepared prepare(Serial serial, SignatureScheme scheme) {
    if (!profile.isBuilt()) {
      throw new PkiException(Reason.NOT_BUILT, "template " + profile.name() + " is not built yet");
    }
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
            subject.name(),
            subject.publicKey(),
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
    boolean ownKey = subject.publicKey().equals(issuer.key());
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
    boolean unnamed = subject.name().isEmpty();
    if (unnamed && (profile.isCa() || subject.alternativeName().isEmpty())) {
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
        subject.alternativeName().map(e -> SubjectAlternativeName.fromDer(e.value().bytes()));
    Hierarchy.nameConstraintViolation(chain.certificates(), subject.name(), names)
        .ifPresent(violation -> {
          throw new PkiException(Reason.NAME_CONSTRAINTS, violation);
        });
  }

  private DistinguishedName issuerName() {
    return switch (issuer) {
      case Issuer.Installed installed -> installed.chain().first().subject();
      case Issuer.Itself(PublicKeyInfo _) -> subject.name();
    };
  }

  /** In the order of AWS: SAN, basicConstraints, AKI, SKI, keyUsage, extKeyUsage, CRL, OCSP. */
  private Extensions extensions() {
    Blueprint blueprint = profile.blueprint();
    List<Extension> all = new ArrayList<>();
    // Who has no other name needs the extension to be understood (RFC 5280 section 4.2.1.6).
    subject
        .alternativeName()
        .map(san -> san.withCritical(san.critical() || subject.name().isEmpty()))
        .ifPresent(all::add);
    all.add(
        Extension.basicConstraints(
            blueprint.criticalBasicConstraints(), profile.basicConstraints()));
    if (issuer instanceof Issuer.Installed installed) {
      all.add(Extension.authorityKeyIdentifier(installed.chain().first().keyId()));
    }
    all.add(Extension.subjectKeyIdentifier(subject.publicKey().keyId()));
    if (!blueprint.usages().isEmpty()) {
      all.add(Extension.keyUsage(blueprint.usages()));
    }
    if (!blueprint.purposes().isEmpty()) {
      all.add(Extension.extendedKeyUsage(blueprint.criticalPurposes(), blueprint.purposes()));
    }
    if (issuer instanceof Issuer.Installed installed) {
      installed.pointers().crl().ifPresent(all::add);
      installed.pointers().ocsp().ifPresent(all::add);
      installed.pointers().noCheck().ifPresent(all::add);
    }
    return new Extensions(all);
  }

  private static PkiException notAllowed(String found, String expected) {
    return new PkiException(Reason.PROFILE_NOT_ALLOWED, found + ", expected " + expected);
  }
}
