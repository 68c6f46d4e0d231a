// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.certificate.api.AcmErrors;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Region;
import dev.signet.pki.cert.Chain;
import dev.signet.store.Unrecorded;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.codec.Operation;
import dev.signet.wire.generated.acm.Acm;
import dev.signet.wire.generated.acm.AddTagsToCertificateRequest;
import dev.signet.wire.generated.acm.CertificateDetail;
import dev.signet.wire.generated.acm.CertificateOptions;
import dev.signet.wire.generated.acm.CertificateStatus;
import dev.signet.wire.generated.acm.CertificateSummary;
import dev.signet.wire.generated.acm.CertificateTransparencyLoggingPreference;
import dev.signet.wire.generated.acm.DeleteCertificateRequest;
import dev.signet.wire.generated.acm.DescribeCertificateRequest;
import dev.signet.wire.generated.acm.FailureReason;
import dev.signet.wire.generated.acm.Filters;
import dev.signet.wire.generated.acm.GetCertificateRequest;
import dev.signet.wire.generated.acm.KeyAlgorithm;
import dev.signet.wire.generated.acm.ListCertificatesRequest;
import dev.signet.wire.generated.acm.ListTagsForCertificateRequest;
import dev.signet.wire.generated.acm.RemoveTagsFromCertificateRequest;
import dev.signet.wire.generated.acm.RenewCertificateRequest;
import dev.signet.wire.generated.acm.RenewalStatus;
import dev.signet.wire.generated.acm.RequestCertificateRequest;
import dev.signet.wire.generated.acm.Tag;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway")
final class AcmApiTest {
  private static final Caller CALLER = new Caller(AccountId.DEFAULT, Region.DEFAULT, "admin");
  private static final RequestCertificateRequest REQUEST =
      RequestCertificateRequest.of("www.example.com")
          .withCertificateAuthorityArn(
              "arn:aws:acm-pca:us-east-1:000000000000:certificate-authority/x");

  @TempDir Path folder;
  private Grounds grounds;
  private CertificateManager manager;
  private FakeIssuer issuer;
  private SettableClock clock;
  private Bindings<Caller> api;

  @BeforeEach
  void open() {
    SeededEntropy entropy = new SeededEntropy(2);
    clock = SettableClock.at("2026-01-01T00:00:00Z");
    grounds = Grounds.open(folder, clock, entropy);
    issuer = new FakeIssuer(clock, entropy);
    manager =
        CertificateManager.open(
            grounds.ground(), issuer, PublicProfile.USUAL, new Lookups(Runnable::run));
    api = manager.api().signed();
  }

  @AfterEach
  void close() {
    manager.close();
    grounds.close();
  }

  @Test
  void anIssuedCertificateIsDescribedAndRead() {
    String arn = answer(Acm.REQUEST_CERTIFICATE, REQUEST).certificateArn();
    var detail =
        answer(Acm.DESCRIBE_CERTIFICATE, new DescribeCertificateRequest(arn)).certificate();
    assertThat(detail.status()).isEqualTo(CertificateStatus.ISSUED);
    assertThat(detail.subject()).isEqualTo("CN=www.example.com");
    assertThat(detail.keyAlgorithm()).isEqualTo("RSA-2048"); // not as the request writes it
    var pem = answer(Acm.GET_CERTIFICATE, new GetCertificateRequest(arn));
    // One file of both is what proxies and tools want.
    byte[] both = (pem.certificate() + pem.certificateChain()).getBytes(StandardCharsets.US_ASCII);
    assertThat(Chain.parse(both).certificates()).hasSize(2);
    assertThat(pem.certificate()).endsWith("-----END CERTIFICATE-----\n");
    assertThat(pem.certificateChain()).endsWith("-----END CERTIFICATE-----\n");
  }

  @Test
  void anArnThatNamesNothingIsNotFoundAndOneOfSomethingElseIsInvalid() {
    String id = ":certificate/11111111-2222-3333-4444-555555555555";
    Map<String, String> errors =
        Map.of(
            "arn:aws:acm:us-east-1:000000000000" + id,
            "ResourceNotFoundException",
            "arn:aws:acm:eu-west-1:000000000000" + id,
            "ResourceNotFoundException",
            "arn:aws:acm:us-east-1:111111111111" + id,
            "ResourceNotFoundException",
            "arn:aws:acm:us-east-1:000000000000:acme-endpoint/x",
            "InvalidArnException",
            "arn:aws:acm-pca:us-east-1:000000000000" + id,
            "InvalidArnException");
    errors.forEach((arn, error) -> {
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> describe(arn),
              () -> answer(Acm.GET_CERTIFICATE, new GetCertificateRequest(arn)),
              () -> answer(Acm.RENEW_CERTIFICATE, new RenewCertificateRequest(arn)),
              () -> answer(Acm.DELETE_CERTIFICATE, new DeleteCertificateRequest(arn)),
              () ->
                  answer(Acm.LIST_TAGS_FOR_CERTIFICATE, new ListTagsForCertificateRequest(arn)))) {
        assertThatThrownBy(call)
            .isInstanceOfSatisfying(
                Refusal.class,
                refusal ->
                    assertThat(new AcmErrors().of(refusal.reason())).as(arn).isEqualTo(error));
      }
    });
  }

  @Test
  void aFailedRequestIsDescribedWithItsReasonAndHasNoCertificate() {
    issuer.refusing = Optional.of(IssuanceFailure.PCA_INVALID_DURATION);
    String arn = answer(Acm.REQUEST_CERTIFICATE, REQUEST).certificateArn();
    CertificateDetail detail = describe(arn);
    assertThat(detail.status()).isEqualTo(CertificateStatus.FAILED);
    assertThat(detail.failureReason()).isEqualTo(FailureReason.PCA_INVALID_DURATION);
    assertThat(detail.signatureAlgorithm()).isEqualTo("SHA256WITHRSA");
    assertThat(detail.keyUsages()).isEmpty();
    assertThatThrownBy(() -> answer(Acm.GET_CERTIFICATE, new GetCertificateRequest(arn)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal ->
                assertThat(new AcmErrors().of(refusal.reason()))
                    .isEqualTo("ResourceNotFoundException"));
  }

  @Test
  void optionsAreRepeatedAndTransparencyIsOffUnlessAskedFor() {
    String plain = answer(Acm.REQUEST_CERTIFICATE, REQUEST).certificateArn();
    assertThat(describe(plain).options())
        .isEqualTo(transparency(CertificateTransparencyLoggingPreference.DISABLED));
    CertificateOptions asked = transparency(CertificateTransparencyLoggingPreference.ENABLED);
    String logged = answer(Acm.REQUEST_CERTIFICATE, REQUEST.withOptions(asked)).certificateArn();
    assertThat(describe(logged).options()).isEqualTo(asked);
  }

  @Test
  void aRenewalThatIsPendingWhenTheCertificateExpiresHasFailed() {
    String arn = answer(Acm.REQUEST_CERTIFICATE, REQUEST).certificateArn();
    grounds
        .ground()
        .store()
        .write(tx -> {
          manager.uses().replace(tx, "arn:aws:appmesh:us-east-1:000000000000:mesh/m", Set.of(arn));
          tx.unrecorded(Unrecorded.HOUSEKEEPING); // the mesh records it
          return true;
        });
    issuer.refusing = Optional.of(IssuanceFailure.PCA_INVALID_STATE);
    api.find(Acm.RENEW_CERTIFICATE).orElseThrow().answer(CALLER, new RenewCertificateRequest(arn));
    assertThat(describe(arn).renewalSummary().renewalStatus())
        .isEqualTo(RenewalStatus.PENDING_AUTO_RENEWAL);
    clock.set(describe(arn).notAfter().plusSeconds(1));
    assertThat(describe(arn).status()).isEqualTo(CertificateStatus.EXPIRED);
    assertThat(describe(arn).renewalSummary().renewalStatus()).isEqualTo(RenewalStatus.FAILED);
  }

  @Test
  void ecCertificatesAreListedOnlyWhenAskedFor() {
    String rsa = answer(Acm.REQUEST_CERTIFICATE, REQUEST).certificateArn();
    String ec =
        answer(Acm.REQUEST_CERTIFICATE, REQUEST.withKeyAlgorithm(KeyAlgorithm.EC_PRIME256V1))
            .certificateArn();
    assertThat(listed(ListCertificatesRequest.of())).containsExactly(rsa);
    Filters keys = Filters.of().withKeyTypes(List.of(KeyAlgorithm.EC_PRIME256V1));
    assertThat(listed(ListCertificatesRequest.of().withIncludes(keys))).containsExactly(ec);
    var failed = answer(Acm.DESCRIBE_CERTIFICATE, new DescribeCertificateRequest(ec)).certificate();
    assertThat(failed.failureReason()).isEqualTo(FailureReason.PCA_INVALID_ARGS);
  }

  @Test
  void tagsAreRemovedOnlyWhereTheValueMatches() {
    String arn = answer(Acm.REQUEST_CERTIFICATE, REQUEST).certificateArn();
    Tag tag = new Tag("team", "blue");
    answer(Acm.ADD_TAGS_TO_CERTIFICATE, new AddTagsToCertificateRequest(arn, List.of(tag)));
    Tag other = new Tag("team", "red");
    answer(
        Acm.REMOVE_TAGS_FROM_CERTIFICATE,
        new RemoveTagsFromCertificateRequest(arn, List.of(other)));
    var request = new ListTagsForCertificateRequest(arn);
    assertThat(answer(Acm.LIST_TAGS_FOR_CERTIFICATE, request).tags()).containsExactly(tag);
    answer(
        Acm.REMOVE_TAGS_FROM_CERTIFICATE, new RemoveTagsFromCertificateRequest(arn, List.of(tag)));
    assertThat(answer(Acm.LIST_TAGS_FOR_CERTIFICATE, request).tags()).isEmpty();
  }

  @Test
  void aForeignPageTokenIsRefused() {
    assertThatThrownBy(
            () -> answer(Acm.LIST_CERTIFICATES, ListCertificatesRequest.of().withNextToken("abc")))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal ->
                assertThat(new AcmErrors().of(refusal.reason())).isEqualTo("InvalidArgsException"));
  }

  private CertificateDetail describe(String arn) {
    return answer(Acm.DESCRIBE_CERTIFICATE, new DescribeCertificateRequest(arn)).certificate();
  }

  private static CertificateOptions transparency(
      CertificateTransparencyLoggingPreference preference) {
    return CertificateOptions.of().withCertificateTransparencyLoggingPreference(preference);
  }

  private List<String> listed(ListCertificatesRequest request) {
    return answer(Acm.LIST_CERTIFICATES, request).certificateSummaryList().stream()
        .map(CertificateSummary::certificateArn)
        .toList();
  }

  private <I, O> O answer(Operation<I, O> operation, I input) {
    return api.find(operation).orElseThrow().answer(CALLER, input);
  }
}
