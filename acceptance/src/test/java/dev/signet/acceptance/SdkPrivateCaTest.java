// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.acmpca.AcmPcaClient;
import software.amazon.awssdk.services.acmpca.model.CertificateAuthority;
import software.amazon.awssdk.services.acmpca.model.CertificateAuthorityStatus;
import software.amazon.awssdk.services.acmpca.model.CertificateAuthorityType;
import software.amazon.awssdk.services.acmpca.model.GetCertificateResponse;
import software.amazon.awssdk.services.acmpca.model.InvalidArgsException;
import software.amazon.awssdk.services.acmpca.model.InvalidStateException;
import software.amazon.awssdk.services.acmpca.model.KeyAlgorithm;
import software.amazon.awssdk.services.acmpca.model.MalformedCsrException;
import software.amazon.awssdk.services.acmpca.model.ResourceNotFoundException;
import software.amazon.awssdk.services.acmpca.model.SigningAlgorithm;

/** The private CA through its stock client. */
@Tag("acceptance")
final class SdkPrivateCaTest {
  @RegisterExtension static final Program program = new Program();

  private static final String UNKNOWN = "/11111111-2222-3333-4444-555555555555";

  private final AcmPcaClient privateCa = program.clients("us-east-1").privateCa();

  @Test
  void aRootIsMadeDescribedAndListed() throws Exception {
    String root = Roots.active(privateCa);
    CertificateAuthority described =
        privateCa
            .describeCertificateAuthority(request -> request.certificateAuthorityArn(root))
            .certificateAuthority();
    assertThat(described.status()).isEqualTo(CertificateAuthorityStatus.ACTIVE);
    assertThat(described.type()).isEqualTo(CertificateAuthorityType.ROOT);
    assertThat(described.certificateAuthorityConfiguration().keyAlgorithm())
        .isEqualTo(KeyAlgorithm.EC_PRIME256_V1);
    X509Certificate own = rootCertificate(root);
    assertThat(own.getSubjectX500Principal().getName()).isEqualTo("CN=SDK root");
    assertThat(described.notBefore()).isEqualTo(own.getNotBefore().toInstant());
    assertThat(described.notAfter()).isEqualTo(own.getNotAfter().toInstant());
    assertThat(privateCa.listCertificateAuthoritiesPaginator().certificateAuthorities())
        .contains(described);
  }

  @Test
  void aListingGoesThroughAllPages() {
    AcmPcaClient elsewhere = program.clients("ap-south-2").privateCa();
    List<String> made = Stream.generate(() -> Roots.pending(elsewhere)).limit(5).toList();
    var pages = elsewhere.listCertificateAuthoritiesPaginator(request -> request.maxResults(2));
    assertThat(pages.stream()).hasSize(3);
    assertThat(pages.certificateAuthorities())
        .extracting(CertificateAuthority::arn)
        .containsExactlyInAnyOrderElementsOf(made);
  }

  @Test
  void anEndEntitysCertificateIsForItsKeyAndChainsToTheRoot() throws Exception {
    String root = Roots.active(privateCa);
    KeyPair key = Pems.newKey();
    String csr = Pems.request(key, "CN=service.example.com");
    String arn = Roots.issue(privateCa, root, csr, "EndEntityCertificate/V1", 30);
    GetCertificateResponse got = Roots.get(privateCa, root, arn);
    X509Certificate leaf = Pems.certificate(got.certificate());
    assertThat(leaf.getPublicKey()).isEqualTo(key.getPublic());
    assertThat(leaf.getSubjectX500Principal().getName()).isEqualTo("CN=service.example.com");
    assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
    X509Certificate issuer = Pems.certificate(got.certificateChain());
    assertThat(issuer).isEqualTo(rootCertificate(root));
    Pems.requireChain(leaf, issuer);
  }

  @Test
  void whatIsUnknownIsNotFound() {
    String root = Roots.pending(privateCa);
    String unknown = root.substring(0, root.lastIndexOf('/')) + UNKNOWN;
    assertThatThrownBy(() ->
            privateCa.describeCertificateAuthority(
                request -> request.certificateAuthorityArn(unknown)))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining(unknown);
    assertThatThrownBy(() ->
            privateCa.getCertificate(request ->
                request
                    .certificateAuthorityArn(root)
                    .certificateArn(root + "/certificate/" + "0".repeat(32))))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void refusalsHaveTheTypesOfTheClient() {
    String root = Roots.pending(privateCa);
    assertThatThrownBy(() ->
            privateCa.getCertificateAuthorityCertificate(
                request -> request.certificateAuthorityArn(root)))
        .isInstanceOf(InvalidStateException.class);
    assertThatThrownBy(() ->
            privateCa.createCertificateAuthority(request ->
                request
                    .certificateAuthorityType(CertificateAuthorityType.ROOT)
                    .certificateAuthorityConfiguration(configuration ->
                        configuration
                            .keyAlgorithm(KeyAlgorithm.EC_PRIME256_V1)
                            .signingAlgorithm(SigningAlgorithm.SHA256_WITHRSA)
                            .subject(subject -> subject.commonName("mismatched")))))
        .isInstanceOf(InvalidArgsException.class);
    String active = Roots.active(privateCa);
    assertThatThrownBy(
            () -> Roots.issue(privateCa, active, "no request", "EndEntityCertificate/V1", 1))
        .isInstanceOf(MalformedCsrException.class);
  }

  private X509Certificate rootCertificate(String root) throws Exception {
    return Pems.certificate(
        privateCa
            .getCertificateAuthorityCertificate(request -> request.certificateAuthorityArn(root))
            .certificate());
  }
}
