// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.testkit.SignedClient.Answer;
import dev.signet.testkit.SignetExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How an authority tells what it revoked: read back as it was given, and refused where it errs. */
@SuppressWarnings("NullAway.Init") // set before each
final class RevocationConfigurationTest {
  @RegisterExtension
  static final SignetExtension signet = SignetExtension.at("2026-03-01T12:00:00Z");

  private static final Map<String, ?> OFF = Map.of("Enabled", false);

  private CaCalls calls;
  private String root;

  @BeforeEach
  void makeAuthority() {
    calls = new CaCalls(signet.client("us-east-1"));
    root = calls.activeRoot();
  }

  private Answer update(Map<String, ?> crl, Map<String, ?> ocsp) {
    return update(Map.of("CrlConfiguration", crl, "OcspConfiguration", ocsp));
  }

  private Answer update(Map<String, ?> revocation) {
    return calls.on(
        "UpdateCertificateAuthority", root, Map.of("RevocationConfiguration", revocation));
  }

  @Test
  void anEmptyBlockAndOneWithBothPartsDisabledAreAcceptedAndReadBackSo() {
    for (Map<String, ?> block :
        List.of(
            Map.<String, Object>of(),
            Map.of("CrlConfiguration", OFF),
            Map.of("CrlConfiguration", OFF, "OcspConfiguration", OFF))) {
      assertThat(update(block).status()).isEqualTo(200);
      assertDisabled();
      Answer created =
          calls
              .client()
              .privateCa(
                  "CreateCertificateAuthority",
                  Map.of(
                      "CertificateAuthorityType",
                      "ROOT",
                      "CertificateAuthorityConfiguration",
                      CaCalls.configuration(),
                      "RevocationConfiguration",
                      block));
      root = created.text("CertificateAuthorityArn");
      assertDisabled();
      root = calls.activeRoot();
    }
  }

  private void assertDisabled() {
    assertThat(configuration().path("CrlConfiguration").toString())
        .isEqualTo("{\"Enabled\":false}");
    assertThat(configuration().path("OcspConfiguration").toString())
        .isEqualTo("{\"Enabled\":false}");
  }

  @Test
  void anUpdateOfNothingIsRefusedNamingBothMembers() {
    CaCalls.assertRefused(
        calls.on("UpdateCertificateAuthority", root, Map.of()),
        "InvalidArgsException",
        "Status or RevocationConfiguration");
  }

  @Test
  void theConfigurationReadsBackAsItWasGiven() {
    Map<String, ?> crl =
        Map.of(
            "Enabled",
            true,
            "ExpirationInDays",
            5,
            "CustomCname",
            "crl.example.com:8080/x",
            "CustomPath",
            "a/b");
    assertThat(update(crl, Map.of("Enabled", true, "OcspCustomCname", "o.example")).status())
        .isEqualTo(200);
    JsonNode read = configuration();
    assertThat(read.path("CrlConfiguration").path("CustomPath").asText()).isEqualTo("a/b");
    assertThat(read.path("CrlConfiguration").path("S3ObjectAcl").asText()).isEqualTo("PUBLIC_READ");
    assertThat(read.path("CrlConfiguration").path("CrlType").asText()).isEqualTo("COMPLETE");
    assertThat(read.path("OcspConfiguration").path("OcspCustomCname").asText())
        .isEqualTo("o.example");
    calls.on(
        "UpdateCertificateAuthority",
        root,
        Map.of("RevocationConfiguration", Map.of("CrlConfiguration", Map.of("Enabled", false))));
    assertThat(configuration().path("CrlConfiguration").toString())
        .isEqualTo("{\"Enabled\":false}");
    assertThat(configuration().path("OcspConfiguration").path("Enabled").asBoolean())
        .as("a part that is not given stays")
        .isTrue();
    assertThat(
            calls
                .on("UpdateCertificateAuthority", root, Map.of("RevocationConfiguration", Map.of()))
                .status())
        .as("an empty block changes nothing")
        .isEqualTo(200);
  }

  private JsonNode configuration() {
    return calls
        .on("DescribeCertificateAuthority", root, Map.of())
        .json()
        .path("CertificateAuthority")
        .path("RevocationConfiguration");
  }

  @Test
  void aConfigurationThatContradictsItselfIsRefused() {
    CaCalls.assertRefused(
        update(Map.of("Enabled", false, "ExpirationInDays", 7), OFF),
        "InvalidArgsException",
        "CrlConfiguration: expected no other member");
    CaCalls.assertRefused(
        update(OFF, Map.of("Enabled", false, "OcspCustomCname", "o.example")),
        "InvalidArgsException",
        "OcspConfiguration: expected no other member");
    CaCalls.assertRefused(
        update(Map.of("Enabled", true), OFF), "InvalidArgsException", "ExpirationInDays");
    CaCalls.assertRefused(
        update(Map.of("Enabled", true, "ExpirationInDays", 5001), OFF),
        "ValidationException",
        "5001");
    CaCalls.assertRefused(
        update(
            Map.of("Enabled", true, "ExpirationInDays", 7, "CustomCname", "HTTPS://x.example"),
            OFF),
        "InvalidArgsException",
        "HTTPS://x.example");
    CaCalls.assertRefused(
        update(Map.of("Enabled", true, "ExpirationInDays", 7, "CustomCname", "a".repeat(64)), OFF),
        "InvalidArgsException",
        "expected a host");
    CaCalls.assertRefused(
        update(
            Map.of(
                "Enabled",
                true,
                "ExpirationInDays",
                7,
                "CustomCname",
                "x.example",
                "CrlDistributionPointExtensionConfiguration",
                Map.of("OmitExtension", true)),
            OFF),
        "InvalidArgsException",
        "OmitExtension");
  }
}
