// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.cert;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.codec.Decoding;
import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.codec.ObjectIdentifierText;
import dev.signet.pki.name.NameConstraints;
import dev.signet.pki.name.ObjectIdentifiers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What an extension that somebody else wrote must be to stand in something that we sign, so that
 * everybody reads it: one DER element whatever it is, and of those that OpenSSL, the JDK or pyca
 * look into, a value of their syntax.
 */
public final class ExtensionRules {
  private static final int GENERALIZED_TIME = 0x18;

  private static final Set<String> OF_CAS =
      Set.of(
          ExtensionOid.NAME_CONSTRAINTS,
          ExtensionOid.POLICY_MAPPINGS,
          ExtensionOid.POLICY_CONSTRAINTS,
          ExtensionOid.INHIBIT_ANY_POLICY);

  /** Those that have their places in CRLs, and those that only a log or a register writes. */
  private static final Map<String, String> FOREIGN =
      Map.ofEntries(
          Map.entry(ExtensionOid.CRL_NUMBER, "an extension of CRLs"),
          Map.entry(ExtensionOid.REASON_CODE, "an extension of CRLs"),
          Map.entry("2.5.29.24", "an extension of CRLs"), // invalidityDate
          Map.entry("2.5.29.27", "an extension of CRLs"), // deltaCRLIndicator
          Map.entry(ExtensionOid.ISSUING_DISTRIBUTION_POINT, "an extension of CRLs"),
          Map.entry("2.5.29.29", "an extension of CRLs"), // certificateIssuer
          Map.entry("1.3.6.1.4.1.11129.2.4.2", "which only logs of certificates write"),
          Map.entry("1.3.6.1.4.1.11129.2.4.5", "which only logs of certificates write"),
          Map.entry("1.3.36.8.3.3", "admission, which is not supported"));

  /** Of others' CAs: with every name, policy and identifier of an issuer that can be read. */
  private static final Map<String, Consumer<Der>> FOREIGN_SYNTAX =
      syntax(PointerRules.FOREIGN, PolicyRules::foreignPolicies, AuthorityKeyIdentifier::check);

  private static final Map<String, Consumer<Der>> SYNTAX =
      syntax(PointerRules.OURS, PolicyRules::policies, ExtensionRules::authorityKeyIdentifier);

  private ExtensionRules() {}

  private static Map<String, Consumer<Der>> syntax(
      PointerRules pointers, Consumer<Der> policies, Consumer<Der> authorityKeyIdentifier) {
    return Map.ofEntries(
        Map.entry(ExtensionOid.SUBJECT_DIRECTORY_ATTRIBUTES, ExtensionRules::attributes),
        Map.entry(
            ExtensionOid.SUBJECT_KEY_IDENTIFIER, value -> value.require(Der.OCTET_STRING, "keyId")),
        Map.entry(ExtensionOid.KEY_USAGE, ExtensionRules::keyUsage),
        Map.entry(ExtensionOid.PRIVATE_KEY_USAGE_PERIOD, ExtensionRules::usagePeriod),
        Map.entry(ExtensionOid.SUBJECT_ALTERNATIVE_NAME, pointers::names),
        Map.entry(ExtensionOid.ISSUER_ALTERNATIVE_NAME, pointers::names),
        Map.entry(
            ExtensionOid.BASIC_CONSTRAINTS, value -> value.sequence("BasicConstraints", 0, 2)),
        Map.entry(ExtensionOid.NAME_CONSTRAINTS, value -> NameConstraints.fromDer(value.encoded())),
        Map.entry(ExtensionOid.CRL_DISTRIBUTION_POINTS, pointers::distributionPoints),
        Map.entry(ExtensionOid.FRESHEST_CRL, pointers::distributionPoints),
        Map.entry(ExtensionOid.CERTIFICATE_POLICIES, policies),
        Map.entry(ExtensionOid.POLICY_MAPPINGS, PolicyRules::mappings),
        Map.entry(ExtensionOid.POLICY_CONSTRAINTS, PolicyRules::constraints),
        Map.entry(ExtensionOid.INHIBIT_ANY_POLICY, PolicyRules::skipCerts),
        Map.entry(ExtensionOid.AUTHORITY_KEY_IDENTIFIER, authorityKeyIdentifier),
        Map.entry(ExtensionOid.EXTENDED_KEY_USAGE, ExtensionRules::purposes),
        Map.entry(ExtensionOid.AUTHORITY_INFORMATION_ACCESS, pointers::accessDescriptions),
        Map.entry(ExtensionOid.SUBJECT_INFORMATION_ACCESS, pointers::accessDescriptions),
        Map.entry(ExtensionOid.OCSP_NO_CHECK, value -> value.require(Der.NULL, "ocspNoCheck")),
        Map.entry("1.3.6.1.4.1.11129.2.4.3", value -> value.require(Der.NULL, "poison")),
        Map.entry(ExtensionOid.TLS_FEATURE, ExtensionRules::features),
        Map.entry(ExtensionOid.MICROSOFT_TEMPLATE, ExtensionRules::microsoftTemplate),
        Map.entry(ExtensionOid.NETSCAPE_CERT_TYPE, value -> bits(value, 8)));
  }

  /**
   * Why an extension may not stand in a certificate that we sign, naming it; empty when it may.
   *
   * @param ca whether the certificate is one of a CA
   */
  public static Optional<String> fault(Extension extension, boolean ca) {
    return fault(extension, e -> checked(e, ca));
  }

  /** Why others could not read an extension of somebody else's CA; empty when they can. */
  public static Optional<String> foreignFault(Extension extension) {
    return fault(extension, e -> read(e, FOREIGN_SYNTAX));
  }

  private static Optional<String> fault(Extension extension, UnaryOperator<Extension> check) {
    String oid = extension.oid();
    try {
      Decoding.as(Reason.MALFORMED_EXTENSION, "extension " + oid, () -> check.apply(extension));
      return Optional.empty();
    } catch (PkiException fault) {
      return Optional.of(fault.getMessage());
    }
  }

  private static Extension read(Extension extension, Map<String, Consumer<Der>> syntax) {
    String oid = extension.oid();
    requireReadable(oid);
    // RFC 5280 wants it of others too; of this one the JDK reads nothing else.
    require(
        extension.critical() || !oid.equals(ExtensionOid.INHIBIT_ANY_POLICY),
        "not critical",
        "it critical");
    Consumer<Der> known = syntax.get(oid);
    if (known != null) {
      known.accept(Der.parse(extension.value().bytes()));
    }
    return extension;
  }

  private static Extension checked(Extension extension, boolean ca) {
    String oid = extension.oid();
    require(!FOREIGN.containsKey(oid), String.valueOf(FOREIGN.get(oid)), "one of certificates");
    require(ca || !OF_CAS.contains(oid), "in an end entity", "it in CAs only");
    var _ = Der.parse(extension.value().bytes()); // whatever it is
    read(extension, SYNTAX);
    if (oid.equals(ExtensionOid.KEY_USAGE)) {
      Set<KeyUsage> usages = new Extensions(List.of(extension)).keyUsage().orElseThrow();
      require(
          usages.contains(KeyUsage.KEY_CERT_SIGN) == ca,
          "keyUsage " + usages,
          "keyCertSign of CAs, and of nobody else");
    }
    return extension;
  }

  private static void keyUsage(Der value) {
    bits(value, KeyUsage.values().length);
  }

  /** A named bit list, which DER writes without zeros at its end (X.690 section 11.2.2). */
  static void bits(Der value, int most) {
    byte[] content = value.require(Der.BIT_STRING, "BIT STRING").content();
    int count = (content.length - 1) * 8 - content[0];
    boolean lastIsSet = content.length > 1 && (content[content.length - 1] >> content[0] & 1) != 0;
    require(lastIsSet && count <= most, count + " bits", "1 to " + most + ", the last one set");
  }

  private static void purposes(Der value) {
    List<Der> purposes = value.sequence("ExtKeyUsageSyntax", 1, Integer.MAX_VALUE);
    List<String> oids = purposes.stream().map(ExtensionRules::oid).toList();
    require(Set.copyOf(oids).size() == oids.size(), "a purpose twice", "each once");
  }

  private static void attributes(Der value) {
    List<Der> attributes = value.sequence("Attributes", 1, Integer.MAX_VALUE);
    for (Der attribute : attributes) {
      List<Der> parts = attribute.sequence("Attribute", 2, 2);
      var _ = oid(parts.get(0));
      require(
          !parts.get(1).require(Der.SET, "values").children().isEmpty(),
          "no value",
          "at least one");
    }
  }

  /** With the key identifier only, as this library writes it. */
  private static void authorityKeyIdentifier(Der value) {
    List<Der> parts = value.sequence("AuthorityKeyIdentifier", 1, 1);
    require(parts.getFirst().is(0x80), "an issuer and serial number", "a keyIdentifier alone");
  }

  private static void usagePeriod(Der value) {
    int last = 0;
    for (Der time : value.sequence("PrivateKeyUsagePeriod", 1, 2)) {
      require((time.is(0x80) || time.is(0x81)) && time.tag() > last, "tags", "0, 1 or both");
      last = time.tag();
      var _ =
          TbsCertificate.readTime(Der.parse(DerWriter.element(GENERALIZED_TIME, time.content())));
    }
  }

  /** What pyca knows: status_request and status_request_v2. */
  private static void features(Der value) {
    List<Der> features = value.sequence("Features", 1, Integer.MAX_VALUE);
    for (Der feature : features) {
      String number = feature.integer().toString();
      require(number.equals("5") || number.equals("17"), "feature " + number, "5, 17 or both");
    }
  }

  private static void microsoftTemplate(Der value) {
    List<Der> parts = value.sequence("CertificateTemplate", 1, 3);
    var _ = oid(parts.getFirst());
    parts.stream()
        .skip(1)
        .forEach(version ->
            require(
                version.integer().signum() >= 0 && version.integer().bitLength() < 32,
                "version " + version.integer(),
                "one of 31 bits"));
  }

  static String oid(Der element) {
    byte[] content = element.require(Der.OBJECT_IDENTIFIER, "OBJECT IDENTIFIER").content();
    String oid = ObjectIdentifierText.of(content);
    requireReadable(oid);
    return oid;
  }

  private static void requireReadable(String oid) {
    require(
        ObjectIdentifiers.isReadable(oid), "object identifier " + oid, ObjectIdentifiers.READABLE);
  }

  static void require(boolean good, String found, String expected) {
    if (!good) {
      throw new PkiException(Reason.MALFORMED_EXTENSION, found + ", expected " + expected);
    }
  }
}
