// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import static dev.signet.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.testkit.SignetExtension;
import dev.signet.testkit.StatusClient;
import dev.signet.testkit.TestAuthority;
import dev.signet.wire.generated.secretsmanager.CreateSecretRequest;
import dev.signet.wire.generated.secretsmanager.SecretsManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code signet agent …} with a server. */
final class AgentCommandsTest {
  @RegisterExtension static final SignetExtension signet = SignetExtension.now();

  @TempDir Path folder;
  private Path config;

  @BeforeEach
  void place() {
    config = folder.resolve("agent.toml");
  }

  /** Settings of one certificate, in a folder that is switched, and a command that counts. */
  private void settings(String capability, String arn, String more) throws IOException {
    String key = capability.equals("acm") ? "certificate_arn" : "secret_arn";
    Files.writeString(
        config,
        """
        status_file = "%1$s/status.json"
        %4$s
        [[capabilities.%2$s.certificates]]
        %5$s = "%3$s"
        certificate_path = "%1$s/site/site.pem"
        private_key_path = "%1$s/site/site.key"
        layout = "symlink"
        refresh_command = "/bin/mkdir -p %1$s/told"
        certificate_and_chain_permission = { mode = "0644" }
        """
            .formatted(folder, capability, arn, more, key));
  }

  private CommandRun install() {
    return CommandRun.of(signet, "agent", "install", "--config", config.toString());
  }

  private String installed(String name) throws IOException {
    return Files.readString(folder.resolve("site").resolve(name));
  }

  private static String serial(String pem) {
    return StatusClient.x509(pem).getSerialNumber().toString(16);
  }

  private static String managed(String name) {
    String root = signet.pca().root("Root of " + name);
    signet.pca().permitManager(root);
    return signet.acm().privateCertificate(name, root);
  }

  @Test
  void aManagedCertificateIsInstalledAndItsRenewalToo() throws IOException {
    String arn = managed("host.example");
    settings("acm", arn, "");
    CommandRun first = install();
    assertThat(first.done()).startsWith(folder + "/site/site.pem holds now serial ");
    assertThat(first.out() + first.err()).doesNotContain("BEGIN");
    String before = installed("site.pem");
    assertThat(before.split("BEGIN CERTIFICATE", -1)).as("the chain follows").hasSize(3);
    assertThat(installed("site.key")).startsWith("-----BEGIN PRIVATE KEY-----\n");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("site/site.key"))))
        .isEqualTo("rw-------");
    assertThat(folder.resolve("told")).exists();
    assertThat(install().done()).contains("site.pem holds serial ");
    assertThat(installed("site.pem")).isEqualTo(before);
    signet.acm().renew(arn);
    eventually("it is renewed", () -> !serialTold(arn).equals(serial(before)));
    assertThat(install().done()).contains("site.pem holds now serial ");
    assertThat(serial(installed("site.pem")))
        .isNotEqualTo(serial(before))
        .isEqualTo(serialTold(arn));
  }

  private static String serialTold(String arn) {
    return Objects.requireNonNull(signet.acm().describe(arn).serial()).replace(":", "");
  }

  @Test
  void aServerThatIsAwayOrRefusesLeavesWhatIsThere() throws IOException {
    String arn = managed("away.example");
    settings("acm", arn, "");
    install().done();
    String before = installed("site.pem") + installed("site.key");
    CommandRun away =
        CommandRun.of("agent", "install", "--config", config.toString(), "--data", folder + "");
    assertThat(away.refused(1)).contains("is no data folder of a server that ran");
    Files.copy(signet.folder().resolve("credentials"), folder.resolve("credentials"));
    Files.writeString(folder.resolve("server.json"), "{\"api\":\"http://127.0.0.1:1\"}");
    CommandRun dead =
        CommandRun.of("agent", "install", "--config", config.toString(), "--data", folder + "");
    assertThat(dead.refused(1)).contains("no server answers at http://127.0.0.1:1", "it holds ");
    settings("acm", arn.replaceAll("[^/]+$", "11111111-2222-3333-4444-555555555555"), "");
    assertThat(install().refused(1)).contains("11111111-2222-3333-4444-555555555555");
    assertThat(installed("site.pem") + installed("site.key")).isEqualTo(before);
    JsonNode status = new ObjectMapper().readTree(folder.resolve("status.json").toFile());
    JsonNode one = status.path("certificates").path(0);
    assertThat(one.path("serial").asText()).isEqualTo(serial(before));
    assertThat(one.path("lastError").asText()).contains("11111111");
  }

  @Test
  void theMaterialOfASecretIsInstalledAndAWrongPairIsNot() throws IOException {
    TestAuthority authority = new TestAuthority("Secret root");
    TestAuthority.Leaf leaf = authority.dns("server2.example");
    String arn = secret("server2", authority, leaf, leaf.keyPem());
    settings("secret", arn, "");
    install().done();
    assertThat(serial(installed("site.pem")))
        .isEqualTo(leaf.certificate().getSerialNumber().toString(16));
    assertThat(installed("site.key")).isEqualTo(leaf.keyPem());
    String wrong =
        secret("torn", authority, authority.dns("x.example"), authority.dns("x").keyPem());
    settings("secret", wrong, "");
    CommandRun refused = install();
    assertThat(refused.refused(1)).contains("the key that was fetched is not the certificate's");
    assertThat(refused.err()).doesNotContain("BEGIN");
    assertThat(installed("site.key")).isEqualTo(leaf.keyPem());
  }

  private static String secret(
      String name, TestAuthority authority, TestAuthority.Leaf leaf, String key) {
    ObjectNode value = new ObjectMapper().createObjectNode();
    value.put("CERTIFICATE_PEM", leaf.chainPem());
    value.put("CERTIFICATE_CHAIN_PEM", authority.certificatePem());
    value.put("PRIVATE_KEY_PEM", key);
    return Objects.requireNonNull(
        signet
            .client("us-east-1")
            .calls()
            .call(SecretsManager.CREATE_SECRET, creation(name, value.toString()))
            .arn());
  }

  private static CreateSecretRequest creation(String name, String value) {
    return CreateSecretRequest.of(name)
        .withClientRequestToken(UUID.randomUUID().toString())
        .withSecretString(value);
  }

  @Test
  void whatIsInAFileIsCheckedBeforeAnythingIsCalled() throws IOException {
    settings("acm", "arn:aws:acm:us-east-1:000000000000:certificate/x", "");
    assertThat(CommandRun.of("agent", "check", "--config", config.toString()).done())
        .isEqualTo(
            folder + "/site/site.pem from arn:aws:acm:us-east-1:000000000000:certificate/x\n");
    assertThat(CommandRun.of("agent", "unit", "--config", config.toString()).done())
        .contains("ReadWritePaths=" + folder + "\n", "agent run --config " + config + "\n");
    settings("acm", "arn:aws:acm:us-east-1:000000000000:certificate/x", "colour = 1");
    for (String command : new String[] {"check", "unit", "run", "install"}) {
      assertThat(CommandRun.of("agent", command, "--config", config.toString()).refused(1))
          .contains("colour is not known: expected one of ");
    }
    Files.createDirectory(folder.resolve("site"));
    settings("acm", "arn:aws:acm:us-east-1:000000000000:certificate/x", "");
    assertThat(CommandRun.of("agent", "check", "--config", config.toString()).refused(1))
        .contains("site is not a link of the agent's");
    assertThat(CommandRun.of("agent", "install").code()).isEqualTo(2);
    assertThat(CommandRun.of("agent", "install", "--secret-arn", " x ", "--profile", "nginx").err())
        .contains("blanks around x are left out", "--secret-arn x: expected arn:aws:");
  }

  @Test
  void aProgramGetsASecretInAVariable() {
    String arn =
        Objects.requireNonNull(
            signet
                .client("us-east-1")
                .calls()
                .call(SecretsManager.CREATE_SECRET, creation("bundle", "open"))
                .arn());
    String[] check = {
      "agent",
      "env",
      "--data",
      signet.folder() + "",
      "--secret",
      arn,
      "--name",
      "CertSecret",
      "--",
      "/bin/sh",
      "-c",
      "test \"$CertSecret\" = open || exit 7; exit 5"
    };
    assertThat(CommandRun.of(check).code()).isEqualTo(5);
    check[7] = "Cert-Secret";
    assertThat(CommandRun.of(check).refused(2)).contains("--name Cert-Secret: expected letters");
  }
}
