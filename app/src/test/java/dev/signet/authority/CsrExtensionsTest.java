// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.ExtensionOid;
import dev.signet.testkit.SignedClient.Answer;
import dev.signet.testkit.SignetExtension;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What CsrExtensions puts into an authority's request, read by a library that is not ours. */
final class CsrExtensionsTest {
  @RegisterExtension
  static final SignetExtension signet = SignetExtension.at("2026-01-01T00:00:00Z");

  private final CaCalls calls = new CaCalls(signet.client("us-east-1"));

  @Test
  void keyUsageAndAccessStandInTheRequestBesideBasicConstraints() throws IOException {
    String arn =
        create(
                Map.of(
                    "KeyUsage",
                    Map.of("KeyCertSign", true, "CRLSign", true, "DecipherOnly", false),
                    "SubjectInformationAccess",
                    List.of(
                        access(
                            Map.of("AccessMethodType", "CA_REPOSITORY"),
                            Map.of("UniformResourceIdentifier", "http://ca.example.com/")),
                        access(
                            Map.of("CustomObjectIdentifier", "1.2.3.4"),
                            Map.of("IpAddress", "10.1.2.3")))))
            .text("CertificateAuthorityArn");
    Extensions extensions = extensions(calls.csr(arn));
    assertThat(extensions.getExtension(Extension.basicConstraints).isCritical()).isTrue();
    assertThat(extensions.getExtension(Extension.keyUsage).isCritical()).isTrue();
    assertThat(KeyUsage.fromExtensions(extensions))
        .isEqualTo(new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    Extension access = extensions.getExtension(Extension.subjectInfoAccess);
    assertThat(access.isCritical()).isFalse();
    AccessDescription[] described =
        org.bouncycastle.asn1.x509.AuthorityInformationAccess.getInstance(access.getParsedValue())
            .getAccessDescriptions();
    assertThat(described)
        .extracting(d -> d.getAccessMethod().getId(), AccessDescription::getAccessLocation)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "1.3.6.1.5.5.7.48.5",
                new GeneralName(GeneralName.uniformResourceIdentifier, "http://ca.example.com/")),
            org.assertj.core.groups.Tuple.tuple(
                "1.2.3.4", new GeneralName(GeneralName.iPAddress, "10.1.2.3")));
  }

  @Test
  void everyFormOfNameCanBeALocation() throws IOException {
    List<Map<String, ?>> names =
        List.of(
            Map.of("OtherName", Map.of("TypeId", "1.2.3", "Value", "x")),
            Map.of("Rfc822Name", "ca@example.com"),
            Map.of("DnsName", "ca.example.com"),
            Map.of("DirectoryName", Map.of("CommonName", "directory")),
            Map.of("EdiPartyName", Map.of("PartyName", "p", "NameAssigner", "a")),
            Map.of("UniformResourceIdentifier", "ldap://ca.example.com"),
            Map.of("IpAddress", "2001:db8::1"),
            Map.of("RegisteredId", "1.2.3"));
    Answer made =
        create(
            Map.of(
                "SubjectInformationAccess",
                names.stream()
                    .map(n -> access(Map.of("AccessMethodType", "RESOURCE_PKI_NOTIFY"), n))
                    .toList()));
    Extensions extensions = extensions(calls.csr(made.text("CertificateAuthorityArn")));
    assertThat(
            org.bouncycastle.asn1.x509.AuthorityInformationAccess.getInstance(
                    extensions.getExtension(Extension.subjectInfoAccess).getParsedValue())
                .getAccessDescriptions())
        .extracting(d -> d.getAccessLocation().getTagNo())
        .containsExactly(0, 1, 2, 4, 5, 6, 7, 8);
  }

  @Test
  void theTemplateNotTheRequestDecidesWhatTheCertificateSays() {
    String arn =
        create(
                Map.of(
                    "KeyUsage",
                    Map.of("KeyAgreement", true),
                    "SubjectInformationAccess",
                    List.of(
                        access(
                            Map.of("AccessMethodType", "CA_REPOSITORY"),
                            Map.of("DnsName", "ca.example.com")))))
            .text("CertificateAuthorityArn");
    Answer issued = calls.issue(arn, calls.csr(arn), "RootCACertificate");
    Certificate certificate =
        Certificate.parse(
            calls
                .get(arn, issued.text("CertificateArn"))
                .text("Certificate")
                .getBytes(StandardCharsets.US_ASCII));
    assertThat(certificate.keyUsage().orElseThrow())
        .containsExactlyInAnyOrder(
            dev.signet.pki.cert.KeyUsage.DIGITAL_SIGNATURE,
            dev.signet.pki.cert.KeyUsage.KEY_CERT_SIGN,
            dev.signet.pki.cert.KeyUsage.CRL_SIGN);
    assertThat(certificate.extensions().get(ExtensionOid.SUBJECT_INFORMATION_ACCESS)).isEmpty();
  }

  @Test
  void describeRepeatsThem() {
    String arn =
        create(Map.of("KeyUsage", Map.of("KeyCertSign", true))).text("CertificateAuthorityArn");
    assertThat(
            calls
                .on("DescribeCertificateAuthority", arn, Map.of())
                .json()
                .at("/CertificateAuthority/CertificateAuthorityConfiguration/CsrExtensions")
                .toString())
        .isEqualTo("{\"KeyUsage\":{\"KeyCertSign\":true}}");
  }

  @Test
  void whatSaysNothingOrTwoThingsIsRefused() {
    Map<String, ?> location = Map.of("DnsName", "ca.example.com");
    Map<String, ?> method = Map.of("AccessMethodType", "CA_REPOSITORY");
    List<Map<String, ?>> wrong =
        List.of(
            Map.of("KeyUsage", Map.of("KeyCertSign", false)),
            asking(access(Map.of(), location)),
            asking(
                access(
                    Map.of("AccessMethodType", "CA_REPOSITORY", "CustomObjectIdentifier", "1.2.3"),
                    location)),
            asking(access(method, Map.of())),
            asking(access(method, Map.of("DnsName", "a.example.com", "IpAddress", "10.0.0.1"))),
            asking(access(method, Map.of("IpAddress", "10.0.0"))),
            asking(access(Map.of("CustomObjectIdentifier", "1.2." + "9".repeat(39)), location)),
            asking(access(method, Map.of("RegisteredId", "1.2." + "9".repeat(39)))),
            asking(access(method, Map.of("UniformResourceIdentifier", "not a uri"))),
            asking(access(method, Map.of("DnsName", "b\u00fccher.example"))));
    for (Map<String, ?> extensions : wrong) {
      assertThat(create(extensions).errorType())
          .as(extensions.toString())
          .isEqualTo("InvalidArgsException");
    }
  }

  private Answer create(Map<String, ?> extensions) {
    Map<String, Object> configuration = CaCalls.configuration();
    configuration.put("CsrExtensions", extensions);
    return calls.create("ROOT", configuration);
  }

  private static Map<String, ?> asking(Map<String, ?> access) {
    return Map.of("SubjectInformationAccess", List.of(access));
  }

  private static Map<String, ?> access(Map<String, ?> method, Map<String, ?> location) {
    return Map.of("AccessMethod", method, "AccessLocation", location);
  }

  private static Extensions extensions(String csr) throws IOException {
    try (PEMParser parser = new PEMParser(new StringReader(csr))) {
      return ((PKCS10CertificationRequest) parser.readObject()).getRequestedExtensions();
    }
  }
}
