// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.cert;

import dev.signet.pki.codec.Der;
import dev.signet.pki.key.KeyFamily;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.name.AttributeType;
import dev.signet.pki.name.GeneralName;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a certificate says, in the words that people and other tools use. Names are as they stand in
 * it: whoever shows them makes them visible.
 */
public final class CertificateWords {
  private static final int LEAST_RSA_BITS = 2048;

  private static final Map<String, String> EXTENSIONS =
      Map.ofEntries(
          Map.entry(ExtensionOid.SUBJECT_KEY_IDENTIFIER, "subject key identifier"),
          Map.entry(ExtensionOid.AUTHORITY_KEY_IDENTIFIER, "authority key identifier"),
          Map.entry(ExtensionOid.KEY_USAGE, "key usage"),
          Map.entry(ExtensionOid.EXTENDED_KEY_USAGE, "extended key usage"),
          Map.entry(ExtensionOid.SUBJECT_ALTERNATIVE_NAME, "subject alternative name"),
          Map.entry(ExtensionOid.BASIC_CONSTRAINTS, "basic constraints"),
          Map.entry(ExtensionOid.NAME_CONSTRAINTS, "name constraints"),
          Map.entry(ExtensionOid.CRL_DISTRIBUTION_POINTS, "CRL distribution points"),
          Map.entry(ExtensionOid.CERTIFICATE_POLICIES, "certificate policies"),
          Map.entry(ExtensionOid.AUTHORITY_INFORMATION_ACCESS, "authority information access"));

  private CertificateWords() {}

  /** What it is called: common name, else the first alternative name, else its serial. */
  public static String label(Certificate certificate) {
    return certificate
        .subject()
        .first(AttributeType.COMMON_NAME)
        .or(() -> alternativeNames(certificate).stream().findFirst())
        .orElseGet(() -> certificate.serial().hex());
  }

  /** Like {@code DNS:host.example}. */
  public static List<String> alternativeNames(Certificate certificate) {
    return certificate
        .alternativeName()
        .map(names -> names.names().stream().map(GeneralName::describe).toList())
        .orElse(List.of());
  }

  /** SHA-256 of the encoding: pairs of digits with colons. */
  public static String fingerprint(Certificate certificate) {
    return HexFormat.ofDelimiter(":").withUpperCase().formatHex(certificate.sha256().bytes());
  }

  /** Its kind of key, and what is to be said of a weak one. */
  public static String key(Certificate certificate) {
    PublicKeyInfo key = certificate.publicKey();
    return key.family() == KeyFamily.RSA && key.bits() < LEAST_RSA_BITS
        ? key.algorithmName() + " (WEAK: expected " + LEAST_RSA_BITS + " bits or more)"
        : key.algorithmName();
  }

  /** The uses of its key. */
  public static List<String> keyUsages(Certificate certificate) {
    return certificate.keyUsage().orElse(Set.of()).stream()
        .map(each -> words(each.name()))
        .toList();
  }

  /** Its extended key usages; an OID where there is no word. */
  public static List<String> purposes(Certificate certificate) {
    return certificate.extendedKeyUsage().stream()
        .map(oid ->
            Arrays.stream(ExtendedKeyUsage.values())
                .filter(known -> known.oid().equals(oid))
                .map(known -> words(known.name()))
                .findFirst()
                .orElse(oid))
        .toList();
  }

  /** Where its CRL is (RFC 5280 section 4.2.1.13). */
  public static List<String> crlAddresses(Certificate certificate) {
    return values(certificate, ExtensionOid.CRL_DISTRIBUTION_POINTS)
        .flatMap(point -> point.children().stream())
        .filter(part -> part.is(0xA0))
        .flatMap(place -> place.children().stream())
        .filter(fullName -> fullName.is(0xA0))
        .flatMap(fullName -> fullName.children().stream())
        .map(name -> GeneralName.read(name).describe())
        .toList();
  }

  /** Where OCSP answers, and where its issuer is (RFC 5280 section 4.2.2.1). */
  public static List<String> issuerAddresses(Certificate certificate) {
    return values(certificate, ExtensionOid.AUTHORITY_INFORMATION_ACCESS)
        .map(access -> GeneralName.read(access.children().getLast()).describe())
        .toList();
  }

  /** Its extensions in their order; an OID where there is no word. */
  public static List<String> extensions(Certificate certificate) {
    return certificate.extensions().all().stream()
        .map(each ->
            EXTENSIONS.getOrDefault(each.oid(), each.oid())
                + (each.critical() ? " (critical)" : ""))
        .toList();
  }

  private static Stream<Der> values(Certificate certificate, String oid) {
    return certificate.extensions().get(oid).stream()
        .flatMap(found -> Der.parse(found.value().bytes()).children().stream());
  }

  private static String words(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
