// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.profile;

import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.ExtensionOid;
import dev.signet.pki.cert.ExtensionRules;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.cert.TbsCertificate;
import dev.signet.pki.codec.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        expect(
            authority.isEmpty() || authority.equals(Optional.of(itself.publicKey().keyId())),
            () -> "authorityKeyIdentifier of a root " + authority,
            () -> "none, or that of its own key");
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
    boolean ca = extensions.basicConstraints().ca();
    extensions.all().stream()
        .flatMap(e -> ExtensionRules.fault(e, ca).stream())
        .forEach(findings::add);
  }

  private void checkAuthority() {
    expect(
        extensions.get(ExtensionOid.BASIC_CONSTRAINTS).isPresent(),
        () -> "no basicConstraints",
        () -> "them in every certificate");
    // Whether keyUsage is there, and critical, is the template's to say: blank ones leave both to
    // the caller, so that a CA may be made without.
    if (extensions.basicConstraints().ca()) {
      expect(
          isCritical(ExtensionOid.BASIC_CONSTRAINTS),
          () -> "basicConstraints of a CA not critical",
          () -> "them critical");
      expect(!content.subject().isEmpty(), () -> "empty subject of a CA", () -> "a name");
    }
  }

  private boolean isCritical(String oid) {
    return extensions.get(oid).filter(Extension::critical).isPresent();
  }
}
