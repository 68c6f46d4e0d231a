// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.profile;

import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.ExtensionOid;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.cert.KeyUsage;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.cert.TbsCertificate;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.name.SubjectAlternativeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Structural rules (RFC 5280 section 4) of what is about to be signed, read from its very bytes: a
 * second opinion on our own code, independent of what wrote them. That no extension stands twice
 * and that the period is none in reverse, reading them has shown already.
 */
public final class Lint {
  private final TbsCertificate content;
  private final Extensions extensions;
  private final List<String> findings = new ArrayList<>();

  private Lint(TbsCertificate content) {
    this.content = content;
    this.extensions = content.extensions();
  }

  /** What is wrong, each with what was expected; empty when nothing is. */
  public static List<String> findings(TbsCertificate content, Issuer issuer) {
    Lint lint = new Lint(content);
    lint.checkSerial();
    lint.checkIssuer(issuer);
    lint.checkSubject();
    lint.checkReadable();
    lint.checkAuthority();
    return List.copyOf(lint.findings);
  }

  private void expect(boolean good, Supplier<String> found, Supplier<String> expected) {
    if (!good) {
      findings.add(found.get() + ", expected " + expected.get());
    }
  }

  private void checkSerial() {
    Octets serial = content.serial().content();
    expect(
        serial.length() == Serial.RANDOM_OCTETS && (serial.at(0) & 0xC0) == 0x40,
        () -> "serial " + serial,
        () -> "16 octets that begin with the bits 01");
  }

  private void checkIssuer(Issuer issuer) {
    expect(
        content.algorithm().family() == issuer.key().family(),
        () -> "signature algorithm " + content.algorithm(),
        () -> "one of the issuer's " + issuer.key());
    Optional<Octets> authority = extensions.authorityKeyIdentifier();
    switch (issuer) {
      case Issuer.Itself itself -> {
        expect(
            content.issuer().equals(content.subject())
                && content.publicKey().equals(itself.publicKey()),
            () -> "issuer '" + content.issuer() + "'",
            () -> "the subject itself, with the CA's key");
        expect(authority.isEmpty(), () -> "authorityKeyIdentifier of a root", () -> "none");
      }
      case Issuer.Installed installed -> {
        Certificate ca = installed.chain().first();
        expect(
            content.issuer().equals(ca.subject()) && !content.issuer().isEmpty(),
            () -> "issuer '" + content.issuer() + "'",
            () -> "the bytes of '" + ca.subject() + "'");
        expect(
            authority.equals(Optional.of(ca.keyId())),
            () -> "authorityKeyIdentifier " + authority,
            () -> ca.keyId().hex());
        expect(
            !content.period().notAfter().isAfter(ca.period().notAfter()),
            () -> "notAfter " + content.period().notAfter(),
            () -> "at most " + ca.period().notAfter());
      }
    }
  }

  private void checkSubject() {
    Octets keyId = content.publicKey().keyId();
    expect(
        extensions.subjectKeyIdentifier().equals(Optional.of(keyId)),
        () -> "subjectKeyIdentifier " + extensions.subjectKeyIdentifier(),
        () -> keyId.hex());
    if (content.subject().isEmpty()) {
      expect(
          isCritical(ExtensionOid.SUBJECT_ALTERNATIVE_NAME),
          () -> "empty subject without a critical subjectAltName",
          () -> "one");
    }
  }

  /** That everybody can read what was copied from a request or a caller. */
  private void checkReadable() {
    content.subject().fault().ifPresent(fault -> findings.add("subject: " + fault));
    content.publicKey().fault().ifPresent(findings::add);
    extensions
        .get(ExtensionOid.SUBJECT_ALTERNATIVE_NAME)
        .flatMap(names -> SubjectAlternativeName.fault(names.value().bytes()))
        .ifPresent(findings::add);
  }

  private void checkAuthority() {
    boolean ca = extensions.basicConstraints().ca();
    Set<KeyUsage> usages = extensions.keyUsage().orElse(Set.of());
    expect(
        extensions.get(ExtensionOid.BASIC_CONSTRAINTS).isPresent(),
        () -> "no basicConstraints",
        () -> "them in every certificate");
    expect(
        ca == usages.contains(KeyUsage.KEY_CERT_SIGN)
            && (ca || !usages.contains(KeyUsage.CRL_SIGN)),
        () -> "cA " + ca + " with keyUsage " + usages,
        () -> "keyCertSign of CAs, and of nobody else");
    if (ca) {
      expect(
          isCritical(ExtensionOid.BASIC_CONSTRAINTS) && isCritical(ExtensionOid.KEY_USAGE),
          () -> "basicConstraints or keyUsage of a CA not critical",
          () -> "both critical");
      expect(!content.subject().isEmpty(), () -> "empty subject of a CA", () -> "a name");
    } else {
      expect(
          extensions.get(ExtensionOid.NAME_CONSTRAINTS).isEmpty(),
          () -> "nameConstraints of an end entity",
          () -> "none");
    }
  }

  private boolean isCritical(String oid) {
    return extensions.get(oid).filter(Extension::critical).isPresent();
  }
}
