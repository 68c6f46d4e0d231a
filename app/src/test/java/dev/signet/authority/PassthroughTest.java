// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.ExtensionOid;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.name.AttributeType;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.name.GeneralName;
import dev.signet.pki.name.SubjectAlternativeName;
import dev.signet.testkit.SignedClient;
import dev.signet.testkit.SignedClient.Answer;
import dev.signet.testkit.SignetExtension;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What calls and requests bring into certificates, and what of it is refused, by the API. */
final class PassthroughTest {
  @RegisterExtension
  static final SignetExtension signet = SignetExtension.at("2026-01-01T00:00:00Z");

  private static final String API = "EndEntityCertificate_APIPassthrough";
  private static final String BLANK = "BlankEndEntityCertificate_APIPassthrough";
  private static final String CSR = "BlankEndEntityCertificate_CSRPassthrough";
  private static final DistinguishedName NAME =
      DistinguishedName.of(AttributeType.COMMON_NAME, "asked");

  private final SignedClient client = signet.client("us-east-1");
  private final CaCalls calls = new CaCalls(client);
  private String root = "";

  @BeforeEach
  void createRoot() {
    root = calls.activeRoot();
  }

  private Answer issue(String template, String csr, Map<String, ?> passthrough) {
    return calls.issue(root, csr, template, passthrough);
  }

  private Certificate issued(String template, String csr, Map<String, ?> passthrough) {
    Answer answer = issue(template, csr, passthrough);
    CaCalls.ok(answer);
    String pem = calls.get(root, answer.text("CertificateArn")).text("Certificate");
    return Certificate.parse(pem.getBytes(StandardCharsets.US_ASCII));
  }

  private Certificate withExtensions(Map<String, ?> extensions) {
    return issued(BLANK, Requests.csr(NAME), Map.of("Extensions", extensions));
  }

  private static String value(Certificate certificate, String oid) {
    return certificate
        .extensions()
        .get(oid)
        .map(e -> (e.critical() ? "!" : "") + e.value().hex())
        .orElse("");
  }

  @Test
  void everyMemberOfASubjectStandsInItsPlaceWithItsType() {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("GenerationQualifier", "III");
    members.put("Pseudonym", "p");
    members.put("Initials", "ZE");
    members.put("GivenName", "Zoë");
    members.put("Surname", "s");
    members.put("Title", "Dr");
    members.put("Locality", "l");
    members.put("SerialNumber", "7");
    members.put("CommonName", "called");
    members.put("State", "st");
    members.put("DistinguishedNameQualifier", "q");
    members.put("OrganizationalUnit", "ou");
    members.put("Organization", "o");
    members.put("Country", "AU");
    Certificate made = issued(API, Requests.csr(NAME), Map.of("Subject", members));
    assertThat(made.subject())
        .hasToString(
            "C=AU,O=o,OU=ou,dnQualifier=q,ST=st,CN=called,serialNumber=7,L=l,title=Dr,SN=s,GN=Zoë,"
                + "initials=ZE,pseudonym=p,generationQualifier=III");
    String der = Octets.of(made.subject().der()).hex();
    assertThat(der)
        .contains("0603550406" + "1302" + "4155", "0603550405" + "1301" + "37")
        .contains("060355042e" + "1301" + "71", "060355042a" + "0c04" + "5a6fc3ab");
  }

  @Test
  void customAttributesKeepTheirOrderAndReplaceTheRequestsSubject() {
    Certificate made =
        issued(
            API,
            Requests.csr(NAME),
            Map.of(
                "Subject",
                Map.of(
                    "CustomAttributes",
                    List.of(
                        attribute("0.9.2342.19200300.100.1.25", "example"),
                        attribute("0.9.2342.19200300.100.1.25", "com"),
                        attribute("2.5.4.6", "DE"),
                        attribute("1.3.6.1.4.1.37244.1.1", "FFFFFFFF00000001")))));
    assertThat(Octets.of(made.subject().der()).hex())
        .contains(
            "060a0992268993f22c640119" + "1607" + "6578616d706c65",
            "060a0992268993f22c640119" + "1603" + "636f6d",
            "0603550406" + "1302" + "4445",
            "060a2b0601040182a27c0101" + "0c10");
  }

  private static Map<String, ?> attribute(String oid, String value) {
    return Map.of("ObjectIdentifier", oid, "Value", value);
  }

  @Test
  void everyExtensionOfTheCallHasItsEncoding() {
    Certificate made =
        withExtensions(
            Map.of(
                "KeyUsage",
                Map.of("DigitalSignature", true, "KeyAgreement", true, "DecipherOnly", true),
                "ExtendedKeyUsage",
                List.of(
                    Map.of("ExtendedKeyUsageType", "SMART_CARD_LOGIN"),
                    Map.of("ExtendedKeyUsageObjectIdentifier", "1.2.3")),
                "CertificatePolicies",
                List.of(
                    Map.of("CertPolicyId", "1.2.4"),
                    Map.of(
                        "CertPolicyId",
                        "1.2.5",
                        "PolicyQualifiers",
                        List.of(
                            Map.of(
                                "PolicyQualifierId",
                                "CPS",
                                "Qualifier",
                                Map.of("CpsUri", "http://p"))))),
                "CustomExtensions",
                List.of(
                    custom("1.3.6.1.5.5.7.1.24", "MAMCAQU=", false),
                    custom("1.2.3.4", "BQA=", true))));
    assertThat(made.extensions().all())
        .extracting(Extension::oid)
        .containsExactly(
            ExtensionOid.BASIC_CONSTRAINTS,
            ExtensionOid.AUTHORITY_KEY_IDENTIFIER,
            ExtensionOid.SUBJECT_KEY_IDENTIFIER,
            ExtensionOid.KEY_USAGE,
            ExtensionOid.EXTENDED_KEY_USAGE,
            ExtensionOid.CERTIFICATE_POLICIES,
            "1.3.6.1.5.5.7.1.24",
            "1.2.3.4");
    assertThat(value(made, ExtensionOid.KEY_USAGE)).isEqualTo("!0303078880");
    assertThat(value(made, ExtensionOid.EXTENDED_KEY_USAGE))
        .isEqualTo("3010" + "060a2b060104018237140202" + "06022a03");
    assertThat(value(made, ExtensionOid.CERTIFICATE_POLICIES))
        .isEqualTo(
            "3024"
                + "300406022a04"
                + "301c06022a05"
                + "30163014"
                + "06082b06010505070201"
                + "1608"
                + "687474703a2f2f70");
    assertThat(value(made, "1.3.6.1.5.5.7.1.24")).isEqualTo("3003020105");
    assertThat(value(made, "1.2.3.4")).isEqualTo("!0500");
  }

  private static Map<String, ?> custom(String oid, String base64, boolean critical) {
    return Map.of("ObjectIdentifier", oid, "Value", base64, "Critical", critical);
  }

  @Test
  void everyFormOfNameThatEverybodyReadsCanBeAnAlternativeName() {
    List<Map<String, ?>> names =
        List.of(
            Map.of("OtherName", Map.of("TypeId", "1.2.3", "Value", "ö")),
            Map.of("Rfc822Name", "a@example.com"),
            Map.of("DnsName", "*.example.com"),
            Map.of("DirectoryName", Map.of("CommonName", "directory")),
            Map.of("UniformResourceIdentifier", "spiffe://example.com/a"),
            Map.of("IpAddress", "10.1.2.3"),
            Map.of("IpAddress", "2001:db8::1"),
            Map.of("RegisteredId", "1.2.3"));
    Certificate made = withExtensions(Map.of("SubjectAlternativeNames", names));
    assertThat(made.alternativeName().orElseThrow().names())
        .containsExactly(
            GeneralName.otherName("1.2.3", "ö"),
            new GeneralName.Email("a@example.com"),
            new GeneralName.Dns("*.example.com"),
            new GeneralName.Directory(DistinguishedName.of(AttributeType.COMMON_NAME, "directory")),
            new GeneralName.Uri("spiffe://example.com/a"),
            GeneralName.Ip.parse("10.1.2.3").orElseThrow(),
            GeneralName.Ip.parse("2001:db8::1").orElseThrow(),
            new GeneralName.RegisteredId("1.2.3"));
  }

  @Test
  void whatATemplateDoesNotTakeIsIgnoredWhateverItSays() {
    Map<String, ?> nonsense =
        Map.of(
            "Subject",
            Map.of("CommonName", "called"),
            "Extensions",
            Map.of(
                "KeyUsage", Map.of(), "CustomExtensions", List.of(custom("1.2.3", "AA==", true))));
    for (String template : List.of("EndEntityCertificate", "EndEntityCertificate_CSRPassthrough")) {
      Certificate made = issued(template, Requests.csr(NAME), nonsense);
      assertThat(made.subject()).isEqualTo(NAME);
      assertThat(made.extensions().get("1.2.3")).isEmpty();
    }
    Certificate made =
        issued(
            API,
            Requests.csr(NAME),
            Map.of(
                "Extensions",
                Map.of(
                    "CustomExtensions",
                    List.of(
                        custom("2.5.29.15", "BQA=", false),
                        custom("2.5.29.19", "BQA=", false),
                        custom("2.5.29.14", "BQA=", false)))));
    assertThat(value(made, ExtensionOid.KEY_USAGE)).isEqualTo("!030205a0");
    assertThat(value(made, ExtensionOid.BASIC_CONSTRAINTS)).isEqualTo("3000");
  }

  @Test
  void whatACallMayNotBringIsRefusedAsItsArgument() {
    Map<Map<String, ?>, String> wrong =
        Map.ofEntries(
            entry(Map.of("KeyUsage", Map.of("CRLSign", false)), "KeyUsage"),
            entry(Map.of("KeyUsage", Map.of("KeyCertSign", true)), "keyCertSign of CAs"),
            entry(Map.of("ExtendedKeyUsage", List.of(Map.of())), "ExtendedKeyUsage"),
            entry(
                Map.of(
                    "ExtendedKeyUsage",
                    List.of(
                        Map.of(
                            "ExtendedKeyUsageType",
                            "CLIENT_AUTH",
                            "ExtendedKeyUsageObjectIdentifier",
                            "1.2.3"))),
                "ExtendedKeyUsage"),
            entry(names(Map.of()), "exactly one"),
            entry(names(Map.of("DnsName", "a.b", "Rfc822Name", "a@b")), "exactly one"),
            entry(names(Map.of("DnsName", "bücher.example")), "dNSName"),
            entry(names(Map.of("IpAddress", "10.0.0")), "IpAddress"),
            entry(names(Map.of("EdiPartyName", Map.of("PartyName", "p"))), "ediPartyName"),
            entry(customs(custom("1.2.3", "AA==", false)), "1.2.3"),
            entry(customs(custom("1.2.3", "BQAFAA==", false)), "1.2.3"),
            entry(customs(custom("1.2.3", "BQA=", false), custom("1.2.3", "BQA=", true)), "twice"),
            entry(
                Map.of(
                    "KeyUsage",
                    Map.of("DigitalSignature", true),
                    "CustomExtensions",
                    List.of(custom("2.5.29.15", "AwIHgA==", true))),
                "twice"),
            entry(customs(custom("2.5.29.17", "MAA=", false)), "2.5.29.17"),
            entry(customs(custom("2.5.29.31", "MAA=", false)), "2.5.29.31"),
            entry(customs(custom("2.5.29.30", "MBWgEzARgg8ucGVybWl0dGVkLnRlc3Q=", true)), "CAs"),
            entry(customs(custom("2.5.29.20", "AgEB", false)), "CRLs"));
    wrong.forEach((extensions, text) -> {
      Answer answer = issue(BLANK, Requests.csr(NAME), Map.of("Extensions", extensions));
      assertThat(answer.errorType()).as("%s", extensions).isEqualTo("InvalidArgsException");
      assertThat(answer.text("message")).as("%s", extensions).contains(text);
    });
    for (Map<String, ?> subject :
        List.<Map<String, ?>>of(
            Map.of(),
            Map.of("CommonName", "x", "CustomAttributes", List.of(attribute("2.5.4.3", "y"))),
            Map.of("CustomAttributes", List.of(attribute("2.5.4.6", "DEU"))))) {
      assertThat(issue(API, Requests.csr(NAME), Map.of("Subject", subject)).errorType())
          .as("%s", subject)
          .isEqualTo("InvalidArgsException");
    }
  }

  private static Map<String, ?> names(Map<String, ?> name) {
    return Map.of("SubjectAlternativeNames", List.of(name));
  }

  private static Map<String, ?> customs(Object... extensions) {
    return Map.of("CustomExtensions", List.of(extensions));
  }

  @Test
  void aRequestsExtensionsAreCopiedAsTheyAreWhereTheTemplateTakesThem() {
    Extension usage = Extension.of(ExtensionOid.KEY_USAGE, false, new byte[] {3, 2, 7, -128});
    Extension own = Extension.of("1.2.3.4", true, new byte[] {5, 0});
    String csr = Requests.csr(NAME, own, usage);
    Certificate made = issued(CSR, csr, Map.of());
    assertThat(made.extensions().all()).endsWith(usage, own);
    assertThat(issued(BLANK, csr, Map.of()).extensions().all()).doesNotContain(usage, own);
  }

  @Test
  void aRequestWhoseExtensionsNotEverybodyReadsIsMalformedWhereTheyWouldCount() {
    Map<String, String> malformed = new HashMap<>();
    malformed.put(ExtensionOid.KEY_USAGE, "03020000");
    malformed.put(ExtensionOid.EXTENDED_KEY_USAGE, "3000");
    malformed.put(ExtensionOid.CRL_DISTRIBUTION_POINTS, "30023000");
    malformed.put(ExtensionOid.AUTHORITY_INFORMATION_ACCESS, "0500");
    malformed.put(ExtensionOid.CERTIFICATE_POLICIES, "3004300206ff");
    malformed.put(ExtensionOid.NAME_CONSTRAINTS, "3000");
    malformed.put(ExtensionOid.POLICY_CONSTRAINTS, "3000");
    malformed.put("1.2.3.4", "01");
    malformed.forEach((oid, hex) -> {
      String csr = Requests.csr(NAME, new Extension(oid, false, Octets.ofHex(hex)));
      Answer answer = issue(CSR, csr, Map.of());
      assertThat(answer.errorType()).as(oid).isEqualTo("MalformedCSRException");
      assertThat(answer.text("message")).contains(oid);
      assertThat(issue("EndEntityCertificate", csr, Map.of()).status()).as(oid).isEqualTo(200);
    });
  }

  @Test
  void aRequestOfAlternativeNamesOnlyYieldsACriticalExtension() {
    Extension names =
        Extension.alternativeName(false, SubjectAlternativeName.ofDns(List.of("a.example.com")));
    String csr = Requests.csr(DistinguishedName.empty(), names);
    for (String template : List.of("EndEntityCertificate", API, CSR)) {
      assertThat(value(issued(template, csr, Map.of()), ExtensionOid.SUBJECT_ALTERNATIVE_NAME))
          .startsWith("!");
    }
    Certificate called = issued(API, csr, Map.of("Subject", Map.of("CommonName", "called")));
    assertThat(value(called, ExtensionOid.SUBJECT_ALTERNATIVE_NAME)).doesNotStartWith("!");
    String nameless = Requests.csr(DistinguishedName.empty());
    assertThat(issue(CSR, nameless, Map.of()).errorType()).isEqualTo("MalformedCSRException");
    assertThat(
            value(
                issued(API, nameless, Map.of("Extensions", names(Map.of("DnsName", "b.test")))),
                ExtensionOid.SUBJECT_ALTERNATIVE_NAME))
        .startsWith("!");
  }

  @Test
  void aTokenOfThirtySevenCharactersIsRefusedNamingTheLimit() {
    Map<String, Object> input = new HashMap<>();
    input.put(
        "Csr",
        Base64.getEncoder().encodeToString(Requests.csr(NAME).getBytes(StandardCharsets.US_ASCII)));
    input.put("SigningAlgorithm", "SHA256WITHECDSA");
    input.put("Validity", Map.of("Type", "DAYS", "Value", 7));
    for (String token : List.of("x".repeat(36), "ns/name")) {
      input.put("IdempotencyToken", token);
      CaCalls.ok(calls.on("IssueCertificate", root, input));
    }
    input.put("IdempotencyToken", "x".repeat(37));
    Answer refused = calls.on("IssueCertificate", root, input);
    assertThat(refused.errorType()).isEqualTo("ValidationException");
    assertThat(refused.text("message")).contains("36");
  }
}
