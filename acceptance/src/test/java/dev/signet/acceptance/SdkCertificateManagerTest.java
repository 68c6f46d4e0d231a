// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.CertificateType;
import software.amazon.awssdk.services.acm.model.FailureReason;
import software.amazon.awssdk.services.acm.model.InvalidArnException;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;
import software.amazon.awssdk.services.acm.model.ResourceInUseException;
import software.amazon.awssdk.services.acm.model.ResourceNotFoundException;
import software.amazon.awssdk.services.acmpca.AcmPcaClient;
import software.amazon.awssdk.services.acmpca.model.CertificateAuthorityStatus;
import software.amazon.awssdk.services.appmesh.AppMeshClient;
import software.amazon.awssdk.services.appmesh.model.Listener;
import software.amazon.awssdk.services.appmesh.model.ListenerTlsMode;

/** The certificate manager through its stock client. */
@Tag("acceptance")
final class SdkCertificateManagerTest {
  @RegisterExtension static final Program program = new Program();

  private final AcmClient certificates = program.clients("us-east-1").certificates();
  private final AcmPcaClient privateCa = program.clients("us-east-1").privateCa();

  @Test
  void aPrivateCertificateIsIssuedByItsAuthority() throws Exception {
    String root = root("us-east-1");
    String arn = request(root, "a.example.com", "b.example.com");
    CertificateDetail detail =
        certificates
            .waiter()
            .waitUntilCertificateValidated(request -> request.certificateArn(arn))
            .matched()
            .response()
            .orElseThrow()
            .certificate();
    assertThat(detail.status()).isEqualTo(CertificateStatus.ISSUED);
    assertThat(detail.type()).isEqualTo(CertificateType.PRIVATE);
    assertThat(detail.certificateAuthorityArn()).isEqualTo(root);
    var got = certificates.getCertificate(request -> request.certificateArn(arn));
    X509Certificate leaf = Pems.certificate(got.certificate());
    assertThat(leaf.getSubjectAlternativeNames())
        .containsExactlyInAnyOrder(List.of(2, "a.example.com"), List.of(2, "b.example.com"));
    assertThat(detail.notAfter()).isEqualTo(leaf.getNotAfter().toInstant());
    Pems.requireChain(leaf, Pems.certificate(got.certificateChain()));
  }

  @Test
  void aListingGoesThroughAllPages() {
    var elsewhere = program.clients("ap-south-2");
    String root = root("ap-south-2");
    AcmClient client = elsewhere.certificates();
    List<String> made =
        Stream.of("a", "b", "c", "d", "e")
            .map(name -> request(client, root, name + ".example.com"))
            .toList();
    var pages =
        client.listCertificatesPaginator(request ->
            request.maxItems(2).includes(filter -> filter.keyTypes(KeyAlgorithm.EC_PRIME256_V1)));
    assertThat(pages.stream()).hasSize(3);
    assertThat(pages.certificateSummaryList())
        .extracting(CertificateSummary::certificateArn)
        .containsExactlyInAnyOrderElementsOf(made);
  }

  @Test
  void tagsAreGivenAndTaken() {
    String arn = request(root("us-east-1"), "tagged.example.com");
    certificates.addTagsToCertificate(
        request -> request.certificateArn(arn).tags(tag("a", "1"), tag("b", "ü +")));
    certificates.removeTagsFromCertificate(
        request -> request.certificateArn(arn).tags(tag("a", "1")));
    assertThat(certificates.listTagsForCertificate(request -> request.certificateArn(arn)).tags())
        .containsExactly(tag("b", "ü +"));
  }

  @Test
  void whatADisabledAuthorityRefusesFailsAndTellsWhy() {
    String root = root("us-east-1");
    privateCa.updateCertificateAuthority(request ->
        request.certificateAuthorityArn(root).status(CertificateAuthorityStatus.DISABLED));
    String arn = request(root, "refused.example.com");
    assertThatThrownBy(() ->
            certificates
                .waiter()
                .waitUntilCertificateValidated(request -> request.certificateArn(arn)))
        .isInstanceOf(SdkClientException.class)
        .hasMessageContaining("failure state");
    CertificateDetail detail =
        certificates.describeCertificate(request -> request.certificateArn(arn)).certificate();
    assertThat(detail.status()).isEqualTo(CertificateStatus.FAILED);
    assertThat(detail.failureReason()).isEqualTo(FailureReason.PCA_INVALID_STATE);
    assertThatThrownBy(() -> certificates.getCertificate(request -> request.certificateArn(arn)))
        .isInstanceOf(ResourceNotFoundException.class);
    certificates.deleteCertificate(request -> request.certificateArn(arn));
    assertNotFound(arn);
  }

  @Test
  void aDeletedCertificateIsNotFound() {
    String arn = request(root("us-east-1"), "gone.example.com");
    certificates.deleteCertificate(request -> request.certificateArn(arn));
    assertNotFound(arn);
  }

  @Test
  void whatIsNoArnIsRefused() {
    assertThatThrownBy(() ->
            certificates.describeCertificate(request ->
                request.certificateArn("arn:aws:acm:us-east-1:000000000000:no/certificate")))
        .isInstanceOf(InvalidArnException.class);
  }

  @Test
  void aCertificateThatAVirtualNodeNamesStays() {
    String arn = request(root("us-east-1"), "n.mesh.local");
    AppMeshClient mesh = program.clients("us-east-1").mesh();
    new MeshScene(mesh, "guarded").createMesh();
    var node =
        mesh.createVirtualNode(request ->
                request
                    .meshName("guarded")
                    .virtualNodeName("n")
                    .spec(spec ->
                        spec.listeners(
                            Listener.builder()
                                .portMapping(mapping -> mapping.port(443).protocol("http"))
                                .tls(tls ->
                                    tls.mode(ListenerTlsMode.STRICT)
                                        .certificate(certificate ->
                                            certificate.acm(acm -> acm.certificateArn(arn))))
                                .build())))
            .virtualNode();
    assertThat(
            certificates
                .describeCertificate(request -> request.certificateArn(arn))
                .certificate()
                .inUseBy())
        .containsExactly(node.metadata().arn());
    assertThatThrownBy(() -> certificates.deleteCertificate(request -> request.certificateArn(arn)))
        .isInstanceOf(ResourceInUseException.class);
  }

  private static software.amazon.awssdk.services.acm.model.Tag tag(String key, String value) {
    return software.amazon.awssdk.services.acm.model.Tag.builder().key(key).value(value).build();
  }

  /** What SdkPrivateCaTest makes by the SDK only has to be there here. */
  private static String root(String region) {
    return program.calls(region).pca().root("SDK root");
  }

  private void assertNotFound(String arn) {
    assertThatThrownBy(
            () -> certificates.describeCertificate(request -> request.certificateArn(arn)))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  private String request(String root, String name, String... more) {
    return request(certificates, root, name, more);
  }

  private static String request(AcmClient client, String root, String name, String... more) {
    return client
        .requestCertificate(request -> {
          request
              .certificateAuthorityArn(root)
              .domainName(name)
              .keyAlgorithm(KeyAlgorithm.EC_PRIME256_V1);
          if (more.length > 0) {
            request.subjectAlternativeNames(more);
          }
        })
        .certificateArn();
  }
}
