// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.ExtensionOid;
import dev.signet.pki.name.AttributeType;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.name.GeneralName;
import dev.signet.pki.name.SubjectAlternativeName;
import dev.signet.testkit.SignedClient;
import dev.signet.testkit.SignedClient.Answer;
import dev.signet.testkit.SignetExtension;
import dev.signet.testkit.calls.PrivateCaCalls;
import dev.signet.testkit.calls.PrivateCaCalls.Kind;
import dev.signet.wire.generated.acm.Acm;
import dev.signet.wire.generated.acm.CertificateDetail;
import dev.signet.wire.generated.acm.CertificateStatus;
import dev.signet.wire.generated.acm.FailureReason;
import dev.signet.wire.generated.acm.RequestCertificateRequest;
import dev.signet.wire.generated.acmpca.CertificateAuthorityType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The published walkthrough of DNS name constraints, call for call, and what they then decide. */
@SuppressWarnings("NullAway") // answers are whole
final class NameConstraintsApiTest {
  @RegisterExtension
  static final SignetExtension signet = SignetExtension.at("2026-01-01T00:00:00Z");

  /** Permitted .dev.example.com and .test.example.com, excluded .prod.dev.example.com. */
  private static final String CONSTRAINTS =
      "MEagKTASghAuZGV2LmV4YW1wbGUuY29tMBOCES50ZXN0LmV4YW1wbGUuY29t"
          + "oRkwF4IVLnByb2QuZGV2LmV4YW1wbGUuY29t";

  private final SignedClient client = signet.client("us-west-2");
  private final PrivateCaCalls pca = client.calls().pca();

  @Test
  void aConstrainedAuthorityIsInstalledAndDecides() {
    String root = pca.root("Root", Kind.RSA_2048);
    String sub = pca.pending(CertificateAuthorityType.SUBORDINATE, "Sub", Kind.RSA_2048);
    install(sub, root, issue(root, "SubordinateCACertificate_PathLen0", pca.csr(sub), Map.of()));
    String serial = described(sub, "Serial");

    Answer issued =
        issue(
            root,
            "SubordinateCACertificate_PathLen0_APIPassthrough",
            pca.csr(sub),
            constraining(CONSTRAINTS));
    Certificate made = certificate(pca.pem(root, issued.text("CertificateArn")));
    assertThat(made.extensions().get(ExtensionOid.NAME_CONSTRAINTS))
        .contains(
            Extension.of(
                ExtensionOid.NAME_CONSTRAINTS, true, Base64.getDecoder().decode(CONSTRAINTS)));
    install(sub, root, issued);
    assertThat(described(sub, "Status")).isEqualTo("ACTIVE");
    assertThat(described(sub, "Serial")).isNotEqualTo(serial);

    decide(sub);
    manage(sub);
  }

  /** The decisions that the specification lists. */
  private void decide(String sub) {
    for (String good :
        List.of(
            "app.dev.example.com",
            "a.b.test.example.com",
            "prod.dev.example.com",
            "*.dev.example.com")) {
      CaCalls.ok(issueFor(sub, new GeneralName.Dns(good)));
    }
    for (String bad :
        List.of(
            "app.prod.dev.example.com", "dev.example.com", "other.com", "*.prod.dev.example.com")) {
      assertRefused(issueFor(sub, new GeneralName.Dns(bad)));
    }
    CaCalls.ok(issueFor(sub, GeneralName.Ip.parse("10.0.0.1").orElseThrow()));
    CaCalls.ok(issueFor(sub, new GeneralName.Uri("spiffe://x")));
    assertRefused(issueNamed(sub, "app.prod.dev.example.com", "EndEntityCertificate", Map.of()));
    Map<String, ?> called =
        Map.of(
            "Extensions",
            Map.of("SubjectAlternativeNames", List.of(Map.of("DnsName", "app.dev.example.com"))));
    String api = "EndEntityCertificate_APIPassthrough";
    CaCalls.ok(issueNamed(sub, "app.dev.example.com", api, called));
    Map<String, ?> elsewhere = Map.of("Subject", Map.of("CommonName", "www.other.com"));
    assertRefused(issueNamed(sub, "app.dev.example.com", api, elsewhere));
  }

  private void manage(String sub) {
    pca.permitManager(sub);
    assertThat(managed(sub, "app.prod.dev.example.com"))
        .extracting(CertificateDetail::status, CertificateDetail::failureReason)
        .containsExactly(CertificateStatus.FAILED, FailureReason.PCA_NAME_CONSTRAINTS_VALIDATION);
    assertThat(managed(sub, "app.dev.example.com").status()).isEqualTo(CertificateStatus.ISSUED);
  }

  private CertificateDetail managed(String sub, String domainName) {
    String arn =
        client
            .calls()
            .call(
                Acm.REQUEST_CERTIFICATE,
                RequestCertificateRequest.of(domainName).withCertificateAuthorityArn(sub))
            .certificateArn();
    return client.calls().acm().describe(arn);
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.errorType()).as(answer.body()).isEqualTo("InvalidArgsException");
    assertThat(answer.text("message")).contains("name constraints");
  }

  private Answer issueFor(String authority, GeneralName name) {
    Extension names = Extension.alternativeName(false, new SubjectAlternativeName(List.of(name)));
    String csr = Requests.csr(DistinguishedName.empty(), names);
    return issue(authority, "EndEntityCertificate", csr, Map.of(), 30);
  }

  private Answer issueNamed(
      String authority, String commonName, String template, Map<String, ?> passthrough) {
    String csr = Requests.csr(DistinguishedName.of(AttributeType.COMMON_NAME, commonName));
    return issue(authority, template, csr, passthrough, 30);
  }

  private Answer issue(String authority, String template, String csr, Map<String, ?> passthrough) {
    Answer answer = issue(authority, template, csr, passthrough, 1825);
    CaCalls.ok(answer);
    return answer;
  }

  private Answer issue(
      String authority, String template, String csr, Map<String, ?> passthrough, int days) {
    return client.privateCa(
        "IssueCertificate",
        Map.of(
            "CertificateAuthorityArn",
            authority,
            "Csr",
            base64(csr),
            "SigningAlgorithm",
            "SHA256WITHRSA",
            "TemplateArn",
            "arn:aws:acm-pca:::template/" + template + "/V1",
            "Validity",
            Map.of("Type", "DAYS", "Value", days),
            "ApiPassthrough",
            passthrough));
  }

  private static Map<String, ?> constraining(String value) {
    return Map.of(
        "Extensions",
        Map.of(
            "CustomExtensions",
            List.of(Map.of("ObjectIdentifier", "2.5.29.30", "Value", value, "Critical", true))));
  }

  private void install(String authority, String issuer, Answer issued) {
    var got = pca.get(issuer, issued.text("CertificateArn"));
    CaCalls.ok(
        client.privateCa(
            "ImportCertificateAuthorityCertificate",
            Map.of(
                "CertificateAuthorityArn",
                authority,
                "Certificate",
                base64(got.certificate()),
                "CertificateChain",
                base64(got.certificateChain()))));
  }

  private String described(String authority, String member) {
    return client
        .privateCa("DescribeCertificateAuthority", Map.of("CertificateAuthorityArn", authority))
        .json()
        .at("/CertificateAuthority/" + member)
        .asText();
  }

  private static Certificate certificate(String pem) {
    return Certificate.parse(pem.getBytes(StandardCharsets.US_ASCII));
  }

  private static String base64(String pem) {
    return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
  }
}
