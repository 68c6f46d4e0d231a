// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.testkit.SignetExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code signet ca …}, as a person without another client uses it. */
final class AuthorityCommandsTest {
  @RegisterExtension static final SignetExtension signet = SignetExtension.now();

  @TempDir Path folder;

  private static CommandRun run(String... arguments) {
    return CommandRun.of(signet, arguments);
  }

  private static JsonNode create(String name, String... more) {
    String[] all = new String[more.length + 5];
    System.arraycopy(new String[] {"ca", "create", "--name", name, "--json"}, 0, all, 0, 5);
    System.arraycopy(more, 0, all, 5, more.length);
    return run(all).json();
  }

  private static String id(JsonNode authority) {
    String arn = authority.path("Arn").asText();
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private static JsonNode shown(String name) {
    return run("ca", "show", name, "--json").json();
  }

  @Test
  void aRootIsReadyWhenItWasMade() {
    String printed =
        run("ca", "create", "--name", "Ready Root", "--org", "Example", "--country", "DE").done();
    assertThat(printed)
        .startsWith("Ready Root\n")
        .contains("  type         ROOT\n", "  status       ACTIVE\n")
        .contains("  subject      C=DE,O=Example,CN=Ready Root\n")
        .containsPattern("  valid until  20\\d\\d-\\d\\d-\\d\\dT[0-9:]+Z \\(in 36(49|50) days\\)\n")
        .contains("  revocation   neither CRL nor OCSP\n");
    String table = run("ca", "list").done();
    int status = table.indexOf("STATUS");
    assertThat(table.lines().filter(line -> line.startsWith("Ready Root ")))
        .singleElement()
        .satisfies(line -> assertThat(line.indexOf("ACTIVE")).isEqualTo(status));
    assertThat(table).contains("EC_prime256v1").doesNotContain("arn:");
  }

  @Test
  void aParentSignsASubordinateOne() {
    create("Signing Root", "--key", "rsa-2048", "--crl-days", "7", "--ocsp");
    JsonNode made = create("Signed", "--parent", "Signing Root", "--key", "P-384", "--days", "100");
    assertThat(made.path("Type").asText()).isEqualTo("SUBORDINATE");
    assertThat(made.path("Status").asText()).isEqualTo("ACTIVE");
    JsonNode configuration = made.path("CertificateAuthorityConfiguration");
    assertThat(configuration.path("KeyAlgorithm").asText()).isEqualTo("EC_secp384r1");
    assertThat(configuration.path("SigningAlgorithm").asText()).isEqualTo("SHA384WITHECDSA");
    assertThat(run("ca", "show", "Signing Root").done())
        .contains("CRL for 7 days; OCSP", "RSA_2048");
  }

  @Test
  void oneWithoutParentGetsItsCertificateFromElsewhere() throws Exception {
    create("Elsewhere");
    String waiting = run("ca", "create", "--name", "Waiting", "--type", "subordinate").done();
    assertThat(waiting)
        .contains("PENDING_CERTIFICATE", "signet ca csr ", "signet ca import ", "--parent CA");
    String csr = folder.resolve("waiting.csr").toString();
    run("ca", "csr", "Waiting", "--out", csr).done();
    String template = "SubordinateCACertificate_PathLen0/V1";
    String certificate = folder.resolve("waiting.pem").toString();
    run(
            "cert",
            "issue",
            "--ca",
            "Elsewhere",
            "--csr",
            csr,
            "--template",
            template,
            "--out",
            certificate)
        .done();
    assertThat(run("ca", "import", "Waiting", "--certificate", certificate).refused(1))
        .as("a control: its chain is looked at")
        .isNotEmpty();
    String root = folder.resolve("root.pem").toString();
    String serial =
        run("ca", "show", "Elsewhere").done().replaceAll("(?s).*serial +([0-9a-f]+)\n.*", "$1");
    JsonNode own = run("cert", "show", "--ca", "Elsewhere", serial, "--json").json();
    Files.writeString(Path.of(root), own.path("Certificate").asText());
    assertThat(run("ca", "import", "Waiting", "--certificate", certificate, "--chain", root).done())
        .contains("  status       ACTIVE\n");
  }

  @Test
  void whatWasLeftHalfDoneSaysHowToGoOn() {
    create("Short Root", "--days", "30");
    String refusal =
        run("ca", "create", "--name", "Half", "--parent", "Short Root", "--days", "300").refused(1);
    JsonNode half = shown("Half");
    assertThat(half.path("Status").asText()).isEqualTo("PENDING_CERTIFICATE");
    String id = id(half).substring(0, 8);
    String parent = id(shown("Short Root")).substring(0, 8);
    assertThat(refusal)
        .contains("signet ca sign " + id + " --parent " + parent + " goes on")
        .contains("signet ca delete " + id + " takes it back");
    assertThat(run("ca", "sign", id, "--parent", parent, "--days", "10").done())
        .contains("  status       ACTIVE\n");
    assertThat(run("ca", "sign", "Half").refused(2)).contains("is subordinate: expected --parent");
    assertThat(run("ca", "sign", "Short Root", "--parent", "Half").refused(2))
        .contains("is a root, which signs itself");
  }

  @Test
  void oneTokenMakesOneCa() {
    JsonNode first = create("Once", "--idempotency-token", "once");
    assertThat(create("Once", "--idempotency-token", "once")).isEqualTo(first);
    assertThat(id(create("Once", "--idempotency-token", "twice"))).isNotEqualTo(id(first));
  }

  @Test
  void aCaIsNamedByAnyNameThatIsItsAlone() {
    JsonNode one = create("Twin");
    String id = id(one);
    for (String name : List.of("Twin", id, id.substring(0, 13), one.path("Arn").asText())) {
      assertThat(shown(name)).as(name).isEqualTo(one);
    }
    assertThat(run("ca", "show", id.substring(0, 3)).refused(1)).contains("no CA '");
    assertThat(run("ca", "show", "twin").refused(1)).contains("no CA 'twin': expected");
    assertThat(run("ca", "show", "arn:aws:iam::000000000000:user/x").refused(1))
        .contains("user/x", "expected a certificate authority");
    JsonNode other = create("Twin");
    assertThat(run("ca", "disable", "Twin", "--yes").refused(1))
        .contains("'Twin' may be 2 CAs: expected one of the IDs", id + " Twin", id(other));
    assertThat(shown(id).path("Status").asText()).isEqualTo("ACTIVE");
    run("ca", "disable", id(other), "--yes").done();
    run("ca", "delete", id(other), "--yes").done();
    assertThat(id(shown("Twin"))).as("deleted ones are not meant").isEqualTo(id);
    run("ca", "restore", "Twin").done();
    assertThat(shown(id(other)).path("Status").asText()).isEqualTo("DISABLED");
  }

  @Test
  void whatOthersFeelIsAskedForFirst() {
    create("Careful");
    assertThat(run("ca", "disable", "Careful").refused(1))
        .contains("Disable CA 'Careful' (", "there is no terminal to ask on, expected --yes");
    assertThat(shown("Careful").path("Status").asText()).isEqualTo("ACTIVE");
    assertThat(run("ca", "delete", "Careful", "--yes").refused(1))
        .contains(" is in use: expected one that is disabled; signet ca disable ");
    assertThat(run("ca", "disable", "Careful", "--yes").done())
        .contains("  status       DISABLED\n", "signet ca enable ");
    assertThat(run("ca", "enable", "Careful").done()).contains("  status       ACTIVE\n");
    run("ca", "disable", "Careful", "-y").done();
    assertThat(run("ca", "delete", "Careful").refused(1))
        .contains("Delete CA 'Careful' (", "there is no terminal to ask on, expected --yes");
    assertThat(shown("Careful").path("Status").asText()).isEqualTo("DISABLED");
    assertThat(run("ca", "delete", "Careful", "--days", "7", "--yes").done())
        .contains("  status            DELETED\n", "signet ca restore ")
        .containsPattern("restorable until +\\S+ \\(in (6|7) days\\)");
    assertThat(run("ca", "restore", "Careful").done()).contains("DISABLED");
  }

  @Test
  void whatCannotBeMeantIsAWrongArgument() {
    assertThat(run("ca", "create").refused(2)).contains("Missing required option: '--name");
    assertThat(run("ca", "create", "--name", "x", "--key", "P-1").refused(2))
        .contains("'P-1': expected one of RSA-2048, ", "P-256", "ML-DSA-87");
    assertThat(run("ca", "create", "--name", "x", "--type", "root", "--parent", "y").refused(2))
        .contains("--parent of a root");
    assertThat(run("ca", "create", "--name", "Orphan", "--parent", "nobody").refused(1))
        .contains("no CA 'nobody'");
    assertThat(run("ca", "show", "Orphan").refused(1)).as("nothing was made").contains("no CA");
    assertThat(CommandRun.of("ca", "list", "--endpoint", "http://127.0.0.1:1").code()).isEqualTo(1);
  }

  @Test
  void aServerThatIsNotThereIsToldInOneLine() throws Exception {
    Files.writeString(
        folder.resolve("server.json"),
        "{\"api\":\"http://127.0.0.1:1\",\"status\":\"http://127.0.0.1:1\"}");
    Files.writeString(
        folder.resolve("credentials"), "[signet]\naws_access_key_id=a\naws_secret_access_key=b\n");
    assertThat(CommandRun.of("ca", "list", "--data", folder.toString()).refused(1))
        .isEqualTo("signet: no server answers at http://127.0.0.1:1: is signet serve running?");
  }

  @Test
  void everyCommandHasHelpWithAnExample() {
    for (String command : List.of("create", "sign", "csr", "import", "show", "delete", "restore")) {
      assertThat(CommandRun.of("ca", command, "--help").done())
          .contains("Examples:\n  signet ca " + command);
    }
    for (String command : List.of("issue", "show", "revoke", "list")) {
      assertThat(CommandRun.of("cert", command, "--help").done())
          .contains("Examples:\n  signet cert " + command);
    }
    assertThat(CommandRun.of("crl", "show", "--help").done())
        .contains("Examples:\n  signet crl show");
  }
}
