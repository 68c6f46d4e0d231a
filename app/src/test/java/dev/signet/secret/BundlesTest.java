// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.pki.PkiException;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.codec.DecryptedKey;
import dev.signet.pki.codec.PrivateKeyPem;
import dev.signet.testkit.Eventually;
import dev.signet.testkit.SignetExtension;
import dev.signet.testkit.calls.HttpCalls;
import dev.signet.wire.generated.secretsmanager.CreateSecretRequest;
import dev.signet.wire.generated.secretsmanager.GetSecretValueRequest;
import dev.signet.wire.generated.secretsmanager.GetSecretValueResponse;
import dev.signet.wire.generated.secretsmanager.ListSecretVersionIdsRequest;
import dev.signet.wire.generated.secretsmanager.SecretsManager;
import dev.signet.wire.generated.secretsmanager.Tag;
import dev.signet.wire.generated.secretsmanager.TagResourceRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Secrets that hold certificates because their tags say so, through the API. */
@SuppressWarnings("NullAway")
final class BundlesTest {
  @RegisterExtension
  static final SignetExtension signet = SignetExtension.at("2026-01-01T00:00:00Z");

  private static final ObjectMapper JSON = new ObjectMapper();

  private static HttpCalls calls() {
    return signet.client("us-east-1").calls();
  }

  private static String certificate(String name) {
    String root = signet.pca().root(name);
    signet.pca().permitManager(root);
    return signet.acm().privateCertificate(name + ".example", root);
  }

  private static List<Tag> tags(String format, String certificate) {
    return List.of(
        Tag.of().withKey("signet:bundle").withValue(format),
        Tag.of().withKey("signet:bundle-certificate").withValue(certificate));
  }

  private static void create(String name, String value, List<Tag> tags) {
    calls()
        .call(
            SecretsManager.CREATE_SECRET,
            CreateSecretRequest.of(name)
                .withClientRequestToken(UUID.randomUUID().toString())
                .withSecretString(value)
                .withTags(tags));
  }

  private static GetSecretValueResponse get(String name) {
    return calls().call(SecretsManager.GET_SECRET_VALUE, GetSecretValueRequest.of(name));
  }

  /** The value once it is another one; time goes by meanwhile, because timers need some. */
  private static String changed(String name, String before) {
    Eventually.eventually(
        name + " is kept",
        () -> {
          signet.clock().advance(Duration.ofMillis(10));
          return !get(name).secretString().equals(before);
        });
    return get(name).secretString();
  }

  private static String serial(String certificate) {
    return signet.acm().describe(certificate).serial().replace(":", "");
  }

  private static String serialIn(String pem) {
    return Chain.parse(pem.getBytes(StandardCharsets.US_ASCII)).first().serial().hex();
  }

  private static JsonNode members(String text) throws JsonProcessingException {
    return JSON.readTree(text);
  }

  @Test
  void aBundleIsFilledAtOnceFollowsRenewalsAndKeepsOtherMembers() throws Exception {
    String certificate = certificate("kafka");
    create("kafka", "{\"mine\":\"stays\"}", tags("kafka", certificate));
    String first = changed("kafka", "{\"mine\":\"stays\"}");
    assertThat(members(first).path("mine").asText()).isEqualTo("stays");
    String pem = members(first).path("certificate").asText();
    assertThat(pem.split("BEGIN CERTIFICATE", -1)).hasSize(3); // the leaf and the root
    assertThat(serialIn(pem)).isEqualTo(serial(certificate));
    assertThat(members(first).path("privateKey").asText())
        .startsWith("-----BEGIN PRIVATE KEY-----\n");
    signet.restart();
    signet.acm().renew(certificate);
    String second = changed("kafka", first);
    assertThat(serialIn(members(second).path("certificate").asText()))
        .isEqualTo(serial(certificate))
        .isNotEqualTo(serialIn(pem));
  }

  @Test
  void theGatewaysKeyOpensWithTheBase64OfItsPassphrase() throws Exception {
    String certificate = certificate("gateway");
    String placeholder = "{\"GatewayCertificate\":\"tempcert\",\"Passphrase\":\"passphrase\"}";
    create("gateway", placeholder, tags("appmesh-gateway", certificate));
    JsonNode bundle = members(changed("gateway", placeholder));
    String passphrase = bundle.path("Passphrase").asText();
    assertThat(passphrase).matches("[A-Za-z0-9]{32}");
    byte[] key = bundle.path("GatewayPrivateKey").asText().getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> DecryptedKey.pkcs8(key, passphrase.toCharArray()))
        .isInstanceOf(PkiException.class);
    String encoded =
        Base64.getEncoder().encodeToString(passphrase.getBytes(StandardCharsets.US_ASCII));
    assertThat(DecryptedKey.pkcs8(key, encoded.toCharArray())).isNotEmpty();
    assertThat(bundle.path("GatewayCertificateChain").asText()).contains("BEGIN CERTIFICATE");
    assertThat(serialIn(bundle.path("GatewayCertificate").asText())).isEqualTo(serial(certificate));
  }

  @Test
  void tagsThatComeLaterCountAndWhatIsUpToDateStays() throws Exception {
    String certificate = certificate("later");
    create("later", "before", List.of());
    calls()
        .call(
            SecretsManager.TAG_RESOURCE, new TagResourceRequest("later", tags("pem", certificate)));
    String pem = changed("later", "before");
    assertThat(pem).startsWith("-----BEGIN CERTIFICATE-----\n").contains("BEGIN PRIVATE KEY");
    PrivateKeyPem.toPkcs8(
        pem.substring(pem.indexOf("-----BEGIN PRIVATE KEY")).getBytes(StandardCharsets.US_ASCII));
    calls()
        .call(
            SecretsManager.TAG_RESOURCE,
            new TagResourceRequest("later", List.of(Tag.of().withKey("a").withValue("b"))));
    create("other", "before", tags("certificate-secret", certificate));
    JsonNode other = members(changed("other", "before"));
    assertThat(other.path("CERTIFICATE_ARN").asText()).isEqualTo(certificate);
    assertThat(serialIn(other.path("CERTIFICATE_PEM").asText())).isEqualTo(serial(certificate));
    assertThat(
            calls()
                .call(
                    SecretsManager.LIST_SECRET_VERSION_IDS, ListSecretVersionIdsRequest.of("later"))
                .versions())
        .hasSize(2);
  }

  @Test
  void tagsThatMeanNoBundleAreRefused() {
    String arn = "arn:aws:acm:us-east-1:000000000000:certificate/" + UUID.randomUUID();
    assertThatThrownBy(() -> create("x", "{}", tags("zip", arn)))
        .hasMessageContaining("bundle 'zip': expected one of appmesh-gateway, certificate-secret");
    assertThatThrownBy(() -> create("x", "{}", tags("pem", "arn:other")))
        .hasMessageContaining("'arn:other': expected the ARN of a certificate");
    assertThatThrownBy(() -> create("x", "{}", tags("pem", arn.replace("us-east-1", "eu-west-1"))))
        .hasMessageContaining("account and Region");
    assertThatThrownBy(() -> create("x", "{}", tags("pem", arn).subList(0, 1)))
        .hasMessageContaining("expected signet:bundle and signet:bundle-certificate, or neither");
  }
}
