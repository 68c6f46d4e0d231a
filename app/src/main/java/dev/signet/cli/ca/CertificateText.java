// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.ExtendedKeyUsage;
import dev.signet.pki.cert.KeyUsage;
import dev.signet.pki.key.KeyFamily;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.name.AttributeType;
import dev.signet.pki.name.GeneralName;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a certificate says, as text for people. */
final class CertificateText {
  private static final int LEAST_RSA_BITS = 2048;

  private CertificateText() {}

  /** All that matters of it, a line each, below its name. */
  static String whole(Certificate certificate, Moments moments, String revocation) {
    Columns facts =
        Columns.plain()
            .row("subject", certificate.subject().text())
            .row("issuer", certificate.issuer().text())
            .row("serial", certificate.serial().hex())
            .row("valid from", moments.text(certificate.period().notBefore()))
            .row("valid until", moments.text(certificate.period().notAfter()))
            .row("names", joined(alternativeNames(certificate)))
            .row("key", certificate.publicKey().algorithmName() + warning(certificate))
            .row("signed by", certificate.signatureAlgorithm().toString())
            .row("CA", certificate.isCa() ? "yes" : "no")
            .row("key usage", joined(certificate.keyUsage().orElse(Set.of()), KeyUsage::name))
            .row("purposes", joined(purposes(certificate)))
            .row("SHA-256", fingerprint(certificate))
            .row("revocation", revocation);
    return label(certificate) + "\n" + facts.text("  ");
  }

  /** What it is called: common name, else the first alternative name, else its serial. */
  static String label(Certificate certificate) {
    return certificate
        .subject()
        .first(AttributeType.COMMON_NAME)
        .or(() -> alternativeNames(certificate).stream().findFirst())
        .orElseGet(() -> certificate.serial().hex())
        .replaceAll("\\p{Cntrl}+", " ");
  }

  /** Like {@code DNS:host.example}. */
  static List<String> alternativeNames(Certificate certificate) {
    return certificate
        .alternativeName()
        .map(names -> names.names().stream().map(GeneralName::describe).toList())
        .orElse(List.of());
  }

  /** Pairs of digits with colons, as other tools write it. */
  static String fingerprint(Certificate certificate) {
    return HexFormat.ofDelimiter(":").withUpperCase().formatHex(certificate.sha256().bytes());
  }

  private static List<String> purposes(Certificate certificate) {
    return certificate.extendedKeyUsage().stream()
        .map(oid ->
            Arrays.stream(ExtendedKeyUsage.values())
                .filter(known -> known.oid().equals(oid))
                .map(known -> words(known.name()))
                .findFirst()
                .orElse(oid))
        .toList();
  }

  private static String warning(Certificate certificate) {
    PublicKeyInfo key = certificate.publicKey();
    return key.family() == KeyFamily.RSA && key.bits() < LEAST_RSA_BITS
        ? " (WEAK: expected " + LEAST_RSA_BITS + " bits or more)"
        : "";
  }

  private static <T> String joined(Collection<T> all, Function<T, String> name) {
    return joined(all.stream().map(name).map(CertificateText::words).toList());
  }

  private static String joined(Collection<String> all) {
    return all.isEmpty() ? "-" : all.stream().collect(Collectors.joining(", "));
  }

  private static String words(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
