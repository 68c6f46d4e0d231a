// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.name.AttributeType;
import dev.signet.testkit.Eventually;
import dev.signet.testkit.SignetExtension;
import dev.signet.testkit.calls.HttpCalls;
import dev.signet.testkit.calls.PrivateCaCalls;
import dev.signet.wire.generated.secretsmanager.CreateSecretRequest;
import dev.signet.wire.generated.secretsmanager.DescribeSecretRequest;
import dev.signet.wire.generated.secretsmanager.GetSecretValueRequest;
import dev.signet.wire.generated.secretsmanager.RotateSecretRequest;
import dev.signet.wire.generated.secretsmanager.SecretsManager;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The rotation that the server does itself, through its API. */
@SuppressWarnings("NullAway")
final class CertificateRotationTest {
  @RegisterExtension
  static final SignetExtension signet = SignetExtension.at("2026-01-01T00:00:00Z");

  private static final String FUNCTION =
      "arn:aws:lambda:us-east-1:000000000000:function:Stack-SecretsRotateFunction-1";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static HttpCalls calls() {
    return signet.client("us-east-1").calls();
  }

  private static void create(String name, String members) {
    calls()
        .call(
            SecretsManager.CREATE_SECRET,
            CreateSecretRequest.of(name)
                .withClientRequestToken(token(name, 0))
                .withSecretString("{" + members.replace('\'', '"') + "}"));
  }

  private static String token(String name, int times) {
    return UUID.nameUUIDFromBytes((name + times).getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Rotates, and answers what the secret holds then. */
  private static JsonNode rotated(String name, int times) throws Exception {
    String token = token(name, times);
    calls()
        .call(
            SecretsManager.ROTATE_SECRET,
            RotateSecretRequest.of(name)
                .withClientRequestToken(token)
                .withRotationLambdaARN(FUNCTION));
    Eventually.eventually(
        name + " is rotated", () -> List.of(StagingLabels.CURRENT).equals(stages(name, token)));
    return JSON.readTree(
        calls()
            .call(SecretsManager.GET_SECRET_VALUE, GetSecretValueRequest.of(name))
            .secretString());
  }

  private static List<String> stages(String name, String token) {
    return calls()
        .call(SecretsManager.DESCRIBE_SECRET, new DescribeSecretRequest(name))
        .versionIdsToStages()
        .get(token);
  }

  private static Certificate leaf(JsonNode value) {
    return Certificate.parse(
        value.path("CERTIFICATE_PEM").asText().getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void aManagedCertificateIsRequestedFirstAndRenewedThen() throws Exception {
    String root = signet.pca().root("managed");
    signet.pca().permitManager(root);
    create(
        "managed",
        "'CERTIFICATE_TYPE':'ACM_ISSUED','CA_ARN':'"
            + root
            + "','COMMON_NAME':'www.example.com','ENVIRONMENT':'TEST','mine':'stays'");
    JsonNode first = rotated("managed", 1);
    assertThat(leaf(first).subject().first(AttributeType.COMMON_NAME)).contains("www.example.com");
    assertThat(first.path("PRIVATE_KEY_PEM").asText()).startsWith("-----BEGIN PRIVATE KEY-----\n");
    assertThat(first.path("CERTIFICATE_CHAIN_PEM").asText()).contains("BEGIN CERTIFICATE");
    assertThat(first.path("mine").asText()).isEqualTo("stays");
    JsonNode second = rotated("managed", 2);
    assertThat(second.path("CERTIFICATE_ARN")).isEqualTo(first.path("CERTIFICATE_ARN"));
    assertThat(leaf(second).serial()).isNotEqualTo(leaf(first).serial());
  }

  @Test
  void aManagedCertificateOfProductionIsRenewedOnlyWhenItEndsSoon() throws Exception {
    String root = signet.pca().root("production");
    signet.pca().permitManager(root);
    create(
        "production",
        "'CERTIFICATE_TYPE':'ACM_ISSUED','CA_ARN':'"
            + root
            + "','COMMON_NAME':'www.example.com','ENVIRONMENT':'PROD'");
    JsonNode first = rotated("production", 1);
    assertThat(leaf(rotated("production", 2)).serial()).isEqualTo(leaf(first).serial());
  }

  @Test
  void aCertificateOfThePrivateCaKeepsItsKeyUnlessToldOtherwise() throws Exception {
    String root = signet.pca().root("own", PrivateCaCalls.Kind.RSA_2048);
    String asked =
        "'CERTIFICATE_TYPE':'ACM_PCA_ISSUED','CA_ARN':'"
            + root
            + "','COMMON_NAME':'server2.example','TEMPLATE_ARN':"
            + "'arn:aws:acm-pca:::template/EndEntityCertificate/V1','KEY_ALGORITHM':'TYPE_EC',"
            + "'EC_CURVE':'SECP256R1','SIGNING_ALGORITHM':'RSA','SIGNING_HASH':'sha256','VALIDITY':30";
    create("own", asked);
    JsonNode first = rotated("own", 1);
    JsonNode second = rotated("own", 2);
    assertThat(leaf(second).serial()).isNotEqualTo(leaf(first).serial());
    assertThat(leaf(second).publicKey()).isEqualTo(leaf(first).publicKey());
    assertThat(first.path("CERTIFICATE_ARN").asText()).startsWith(root + "/certificate/");
    create(
        "own-anew", asked + ",'ROTATE_KEY':'true','SUBJECT_ALTERNATIVE_NAMES':'server2.example'");
    JsonNode third = rotated("own-anew", 1);
    assertThat(leaf(rotated("own-anew", 2)).publicKey()).isNotEqualTo(leaf(third).publicKey());
    assertThat(leaf(third).alternativeName().orElseThrow().dnsNames())
        .containsExactly("server2.example");
  }
}
