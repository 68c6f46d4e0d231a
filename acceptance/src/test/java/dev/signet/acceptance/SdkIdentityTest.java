// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.acmpca.model.CertificateAuthority;
import software.amazon.awssdk.services.sts.StsClient;

/** Who calls, where, and who is turned away. */
@Tag("acceptance")
final class SdkIdentityTest {
  @RegisterExtension static final Program program = new Program();

  private final Clients clients = program.clients("us-east-1");

  @Test
  void theCallerIsTheAdministratorOfTheAccount() {
    var identity = clients.identity().getCallerIdentity();
    assertThat(identity.account()).isEqualTo("000000000000");
    assertThat(identity.arn()).isEqualTo("arn:aws:iam::000000000000:user/admin");
  }

  @Test
  void theProfileThatTheServerWroteIsAllThatAClientNeeds() {
    var profiles = Clients.profiles(program.data().resolve("credentials"));
    try (StsClient identity =
        StsClient.builder()
            .overrideConfiguration(configuration ->
                configuration.defaultProfileFile(profiles).defaultProfileName("signet"))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      assertThat(identity.getCallerIdentity().account()).isEqualTo("000000000000");
    }
  }

  @Test
  void aWrongSecretIsRefusedInTheWordsOfEachProtocol() {
    String id = clients.caller().resolveCredentials().accessKeyId();
    Clients forger =
        clients.as(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(id, "not the secret")));
    assertRefused(() -> forger.identity().getCallerIdentity(), 403, "SignatureDoesNotMatch");
    assertRefused(
        () -> forger.privateCa().listCertificateAuthorities(), 400, "InvalidSignatureException");
    assertRefused(() -> forger.certificates().listCertificates(), 400, "InvalidSignatureException");
    assertRefused(() -> forger.mesh().listMeshes(request -> {}), 403, "InvalidSignatureException");
  }

  @Test
  void anUnknownKeyIsRefused() {
    Clients stranger =
        clients.as(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "whatever")));
    assertRefused(
        () -> stranger.certificates().listCertificates(), 400, "UnrecognizedClientException");
  }

  @Test
  void aRegionIsANamespaceOfItsOwn() {
    var here = program.clients("eu-central-1");
    String root = Roots.pending(here.privateCa());
    here.mesh().createMesh(request -> request.meshName("here"));
    assertThat(root).startsWith("arn:aws:acm-pca:eu-central-1:");
    assertThat(here.privateCa().listCertificateAuthorities().certificateAuthorities())
        .extracting(CertificateAuthority::arn)
        .containsExactly(root);
    for (String other : new String[] {"us-east-1", "cn-north-1", "us-gov-west-1"}) {
      var elsewhere = program.clients(other);
      assertThat(elsewhere.privateCa().listCertificateAuthorities().certificateAuthorities())
          .isEmpty();
      assertThat(elsewhere.mesh().listMeshes(request -> {}).meshes()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"atlantis", "us-east-", "US-EAST-1"})
  void aMalformedRegionIsRefused(String region) {
    Clients lost = program.clients(region);
    assertRefused(
        () -> lost.privateCa().listCertificateAuthorities(), 400, "InvalidSignatureException");
    assertRefused(() -> lost.mesh().listMeshes(request -> {}), 403, "InvalidSignatureException");
  }

  private static void assertRefused(ThrowingCallable call, int status, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            refused -> {
              assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(refused.statusCode()).isEqualTo(status);
              assertThat(refused.requestId()).isNotBlank();
            });
  }
}
