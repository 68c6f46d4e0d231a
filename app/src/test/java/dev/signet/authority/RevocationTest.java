// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import static dev.signet.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.SignedClient.Answer;
import dev.signet.testkit.SignetExtension;
import dev.signet.testkit.StatusClient;
import dev.signet.testkit.calls.PrivateCaCalls.Kind;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was revoked is seen: in OCSP at once, in the CRL a moment later. */
@SuppressWarnings("NullAway") // answers are whole
final class RevocationTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  @RegisterExtension static final SignetExtension signet = SignetExtension.at(START.toString());

  private CaCalls calls;
  private String root;
  private X509Certificate ca;

  @BeforeEach
  void makeAuthority() {
    signet.clock().set(START); // a test may have moved it on
    calls = new CaCalls(signet.client("us-east-1"));
    take(calls.activeRoot());
    assertThat(update(Map.of("Enabled", true, "ExpirationInDays", 7), Map.of("Enabled", true)))
        .matches(answer -> answer.status() == 200, "updated");
  }

  private void take(String authority) {
    root = authority;
    ca =
        StatusClient.x509(
            calls.on("GetCertificateAuthorityCertificate", root, Map.of()).text("Certificate"));
  }

  private Answer update(Map<String, ?> crl, Map<String, ?> ocsp) {
    return calls.on(
        "UpdateCertificateAuthority",
        root,
        Map.of(
            "RevocationConfiguration", Map.of("CrlConfiguration", crl, "OcspConfiguration", ocsp)));
  }

  @Test
  void aRevokedCertificateIsToldByOcspAtOnceAndByTheNextCrl() throws Exception {
    X509Certificate leaf = issue();
    assertThat(ocsp(leaf)).isEmpty();
    eventually("a CRL is published", () -> crl().isPresent());
    assertThat(crl().get().getRevokedCertificate(leaf)).isNull();

    assertThat(revoke(leaf, "KEY_COMPROMISE").status()).isEqualTo(200);

    assertThat(ocsp(leaf)).isPresent();
    assertThat(ocsp(leaf).get().getRevocationReason()).isEqualTo(1);
    signet.clock().advance(Duration.ofSeconds(1));
    eventually("it is in the CRL", () -> crl().get().isRevoked(leaf));
    crl().get().verify(ca.getPublicKey());
  }

  @Test
  void aRevocationIsToldAfterARestart() throws Exception {
    X509Certificate leaf = issue();
    assertThat(revoke(leaf, "SUPERSEDED").status()).isEqualTo(200);
    signet.restart();
    assertThat(ocsp(leaf)).isPresent();
    signet.clock().advance(Duration.ofSeconds(1));
    eventually("it is in the CRL", () -> crl().filter(list -> list.isRevoked(leaf)).isPresent());
  }

  @Test
  void numbersGrowAndAnExpiredCertificateLeavesAfterOneMoreList() throws Exception {
    X509Certificate leaf = issue();
    revoke(leaf, "UNSPECIFIED");
    signet.clock().advance(Duration.ofSeconds(1));
    eventually("it is in the CRL", () -> crl().filter(list -> list.isRevoked(leaf)).isPresent());
    assertThat(crl().get().getRevokedCertificate(leaf).getRevocationReason()).isNull();
    BigInteger first = number();
    signet.clock().set(leaf.getNotAfter().toInstant().plus(Duration.ofHours(2)));
    calls.on("UpdateCertificateAuthority", root, Map.of("Status", "DISABLED")); // it has expired
    eventually("another was made", () -> number().compareTo(first) > 0);
    assertThat(crl().get().isRevoked(leaf)).as("one after its end").isTrue();
    BigInteger second = number();
    signet.clock().advance(Duration.ofDays(4));
    eventually("one more was made", () -> number().compareTo(second) > 0);
    assertThat(crl().get().isRevoked(leaf)).isFalse();
  }

  @Test
  void aSignerOfItsOwnAnswersAndIsReplacedInTime() throws Exception {
    take(signet.pca().root("test", Kind.P256, 300));
    signet.pca().publish(root);
    X509Certificate leaf = issue();
    X509Certificate first = signer(leaf);
    assertThat(signer(leaf)).as("the same answer").isEqualTo(first);
    signet.clock().advance(Duration.ofDays(15));
    assertThat(signer(leaf)).as("half way").isEqualTo(first);
    signet.clock().advance(Duration.ofDays(6));
    X509Certificate second = signer(leaf);
    assertThat(second).as("ten days before its end").isNotEqualTo(first);
    signet.restart();
    assertThat(signer(leaf)).as("of an earlier process").isEqualTo(second);
  }

  /** The certificate of who signed an answer: given by the CA, for this and nothing else. */
  private X509Certificate signer(X509Certificate leaf) throws Exception {
    BasicOCSPResp answer = status().ocsp(ca, leaf.getSerialNumber());
    assertThat(answer.getCerts()).hasSize(1);
    X509Certificate signer = new JcaX509CertificateConverter().getCertificate(answer.getCerts()[0]);
    signer.verify(ca.getPublicKey());
    assertThat(signer.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.9");
    assertThat(
            answer
                .getCerts()[0]
                .getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck)
                .getParsedValue())
        .isEqualTo(DERNull.INSTANCE); // the JDK shows no value of it
    assertThat(signer.getNonCriticalExtensionOIDs())
        .as("it is not checked in turn")
        .doesNotContain("2.5.29.31", "1.3.6.1.5.5.7.1.1");
    assertThat(
            answer.isSignatureValid(
                new JcaContentVerifierProviderBuilder().build(signer.getPublicKey())))
        .isTrue();
    return signer;
  }

  @Test
  void anExpiredAuthorityAnswersItself() {
    X509Certificate leaf = issue();
    signet.clock().set(ca.getNotAfter().toInstant().plus(Duration.ofHours(2)));
    assertThat(status().ocsp(ca, leaf.getSerialNumber()).getCerts()).isEmpty();
    assertThat(ocsp(leaf)).isEmpty();
  }

  @Test
  void certificatesSayWhereTheirRevocationIsTold() {
    String status = signet.running().statusUrl();
    String id = root.substring(root.lastIndexOf('/') + 1);
    assertThat(text(issue(), "2.5.29.31")).contains(status + "/crl/" + id + ".crl");
    assertThat(text(issue(), "1.3.6.1.5.5.7.1.1")).endsWith(status + "/ocsp");
    update(
        Map.of(
            "Enabled",
            true,
            "ExpirationInDays",
            7,
            "CustomCname",
            "c.example/x",
            "CustomPath",
            "/"),
        Map.of("Enabled", true, "OcspCustomCname", "o.example"));
    X509Certificate custom = issue();
    assertThat(text(custom, "2.5.29.31")).contains("http://c.example/x/" + id + ".crl");
    assertThat(text(custom, "1.3.6.1.5.5.7.1.1")).endsWith("http://o.example");
    eventually("it is there", () -> status().get("/" + id + ".crl").statusCode() == 200);
    update(
        Map.of(
            "Enabled",
            true,
            "ExpirationInDays",
            7,
            "CrlDistributionPointExtensionConfiguration",
            Map.of("OmitExtension", true)),
        Map.of("Enabled", false));
    assertThat(issue().getNonCriticalExtensionOIDs())
        .doesNotContain("2.5.29.31", "1.3.6.1.5.5.7.1.1");
  }

  private static String text(X509Certificate certificate, String extension) {
    return new String(certificate.getExtensionValue(extension), StandardCharsets.ISO_8859_1);
  }

  @Test
  void aPartitionListsItsCertificatesUnderTheUriThatTheyName() throws Exception {
    X509Certificate before = issue();
    Map<String, ?> partitioned =
        Map.of("Enabled", true, "ExpirationInDays", 7, "CrlType", "PARTITIONED");
    assertThat(update(partitioned, Map.of("Enabled", true)).status()).isEqualTo(200);
    X509Certificate leaf = issue();
    X509Certificate neighbour = issueOfAnotherPartition(leaf);
    eventually("its list is there", () -> partition(leaf).isPresent());
    eventually("the neighbour's too", () -> partition(neighbour).isPresent());
    assertThat(partition(leaf).get().getCriticalExtensionOIDs()).containsExactly("2.5.29.28");
    byte[] scope = partition(leaf).get().getExtensionValue("2.5.29.28");
    assertThat(new String(scope, StandardCharsets.ISO_8859_1)).endsWith(uri(leaf));
    revoke(leaf, "KEY_COMPROMISE");
    revoke(before, "KEY_COMPROMISE");
    signet.clock().advance(Duration.ofSeconds(1));
    eventually("it is in its list", () -> partition(leaf).get().isRevoked(leaf));
    eventually("and in the complete one", () -> crl().get().isRevoked(leaf));
    assertThat(crl().get().isRevoked(before)).as("which older certificates name").isTrue();
    assertThat(partition(neighbour).get().isRevoked(leaf)).isFalse();
  }

  private X509Certificate issueOfAnotherPartition(X509Certificate than) {
    X509Certificate found = issue();
    while (uri(found).equals(uri(than))) {
      found = issue();
    }
    return found;
  }

  private static String uri(X509Certificate certificate) {
    String all = text(certificate, "2.5.29.31");
    return all.substring(all.indexOf("http://"));
  }

  private static Optional<X509CRL> partition(X509Certificate certificate) {
    return status().crlAt(URI.create(uri(certificate)).getPath());
  }

  private BigInteger number() {
    return new BigInteger(
        ASN1OctetString.getInstance(crl().orElseThrow().getExtensionValue("2.5.29.20"))
            .getOctets());
  }

  @Test
  void aDisabledAuthorityRevokesAndTells() throws Exception {
    X509Certificate leaf = issue();
    calls.on("UpdateCertificateAuthority", root, Map.of("Status", "DISABLED"));
    assertThat(revoke(leaf, "CESSATION_OF_OPERATION").status()).isEqualTo(200);
    assertThat(ocsp(leaf)).isPresent();
    signet.clock().advance(Duration.ofSeconds(1));
    eventually("it is in the CRL", () -> crl().filter(list -> list.isRevoked(leaf)).isPresent());
  }

  @Test
  void switchedOffOcspIsAnsweredStillAndCrlsStayWhereTheyAre() throws Exception {
    X509Certificate leaf = issue();
    eventually("a CRL is published", () -> crl().isPresent());
    update(Map.of("Enabled", false), Map.of("Enabled", false));
    assertThat(revoke(leaf, "KEY_COMPROMISE").status()).isEqualTo(200);
    assertThat(ocsp(leaf)).isPresent();
    assertThat(crl()).isPresent();
  }

  @Test
  void aSerialIsReadAsClientsWriteIt() throws Exception {
    for (UnaryOperator<String> written :
        List.<UnaryOperator<String>>of(
            hex -> hex.toUpperCase(Locale.ROOT),
            hex -> hex.replaceAll("..(?!$)", "$0:"),
            hex -> "0x" + hex,
            hex -> "00" + hex)) {
      X509Certificate leaf = issue();
      String serial = written.apply(leaf.getSerialNumber().toString(16));
      assertThat(revoke(serial, "KEY_COMPROMISE").status()).as(serial).isEqualTo(200);
    }
  }

  @Test
  void whatCannotBeRevokedIsRefusedByItsName() throws Exception {
    X509Certificate leaf = issue();
    String serial = leaf.getSerialNumber().toString(16);
    revoke(serial, "KEY_COMPROMISE");
    CaCalls.assertRefused(
        revoke(serial, "KEY_COMPROMISE"), "RequestAlreadyProcessedException", serial);
    CaCalls.assertRefused(revoke("1234", "KEY_COMPROMISE"), "ResourceNotFoundException", "1234");
    CaCalls.assertRefused(revoke("xyz", "KEY_COMPROMISE"), "InvalidRequestException", "'xyz'");
    CaCalls.assertRefused(
        revoke(ca, "KEY_COMPROMISE"),
        "InvalidRequestException",
        "Self-signed certificate can not be revoked");
    CaCalls.assertRefused(
        revoke(issue(), "CERTIFICATE_HOLD"), "ValidationException", "CERTIFICATE_HOLD");
    X509Certificate old = issue();
    signet.clock().set(old.getNotAfter().toInstant().minusSeconds(1));
    assertThat(revoke(old, "KEY_COMPROMISE").status()).isEqualTo(200);
    String pending = calls.create("ROOT");
    CaCalls.assertRefused(
        calls.on(
            "RevokeCertificate",
            pending,
            Map.of("CertificateSerial", serial, "RevocationReason", "KEY_COMPROMISE")),
        "InvalidStateException",
        "not in the correct state to revoke");
  }

  private X509Certificate issue() {
    String arn =
        calls
            .issue(root, calls.csr(calls.create("SUBORDINATE")), "EndEntityCertificate")
            .text("CertificateArn");
    return StatusClient.x509(calls.get(root, arn).text("Certificate"));
  }

  private Answer revoke(X509Certificate certificate, String reason) {
    return revoke(certificate.getSerialNumber().toString(16), reason);
  }

  private Answer revoke(String serial, String reason) {
    return calls.on(
        "RevokeCertificate", root, Map.of("CertificateSerial", serial, "RevocationReason", reason));
  }

  private Optional<X509CRL> crl() {
    return status().crl(root);
  }

  private static StatusClient status() {
    return new StatusClient(signet.running().statusUrl());
  }

  /** What OCSP says: empty for good. */
  private Optional<RevokedStatus> ocsp(X509Certificate leaf) {
    SingleResp single = status().ocsp(ca, leaf.getSerialNumber()).getResponses()[0];
    return Optional.ofNullable((RevokedStatus) single.getCertStatus());
  }
}
