// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.Pfx;
import dev.signet.pki.codec.DecryptedKey;
import dev.signet.pki.codec.Pkcs8;
import dev.signet.testkit.SignetExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code signet cert …} of managed certificates. */
final class ManagedCommandsTest {
  @RegisterExtension static final SignetExtension signet = SignetExtension.now();

  private static final String PASSPHRASE = "open sesame";

  @TempDir Path folder;

  @BeforeAll
  static void make() {
    run("ca", "create", "--name", "Root", "--key", "P-256").done();
    run("ca", "create", "--name", "Issuing", "--parent", "Root", "--key", "P-256").done();
  }

  private static CommandRun run(String... arguments) {
    return CommandRun.of(signet, arguments);
  }

  /** A certificate of the CA that is called Issuing; answers its ARN. */
  private static String requested(String name) {
    JsonNode made =
        run(
                "cert", "request", "--ca", "Issuing", "--name", name, "--key", "P-256", "--wait",
                "--json")
            .json();
    return made.path("CertificateArn").asText();
  }

  private Path passphrase(String text) throws IOException {
    return Files.writeString(folder.resolve("passphrase"), text + "\n");
  }

  private CommandRun export(String name, String... more) throws IOException {
    String[] begin = {"cert", "export", name, "--passphrase-file", passphrase(PASSPHRASE) + ""};
    return run(Stream.of(begin, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void whatIsRequestedIsListedAndShownByNameAndArn() {
    String arn = requested("shown.example");
    assertThat(run("cert", "show", "shown.example").done())
        .startsWith("shown.example\n")
        .contains("  ARN          " + arn, "  status       ISSUED\n", "  used by      -\n")
        .containsPattern("  valid until  \\S+Z \\(in 39\\d days\\)");
    assertThat(run("cert", "show", arn, "--json").json().path("Issuer").asText())
        .isEqualTo("Issuing");
    assertThat(run("cert", "list").done())
        .startsWith("NAME ")
        .containsPattern("shown\\.example +ISSUED +PRIVATE +\\S+Z \\(in 39\\d days\\) +- +" + arn);
    assertThat(run("cert", "list", "--region", "eu-west-1").done())
        .isEqualTo("There is no managed certificate in this Region.\n");
    assertThat(run("cert", "where-used", arn).done()).isEmpty();
  }

  @Test
  void aNameOfTwoIsNoneOfThem() {
    requested("twice.example");
    String second = requested("twice.example");
    assertThat(run("cert", "show", "twice.example").refused(1))
        .startsWith("signet: 'twice.example' may be 2 certificates: expected one of the ARNs ")
        .contains(second);
    assertThat(run("cert", "where-used", "nobody.example").refused(1))
        .isEqualTo(
            "signet: no managed certificate 'nobody.example': expected the name or the ARN of one;"
                + " signet cert list shows all");
  }

  @Test
  void whatTheCaRefusesIsToldAndEndsInVain() {
    assertThat(
            run("cert", "request", "--ca", "Issuing", "--name", "rsa.example", "--wait").refused(1))
        .contains(" is not issued: FAILED: PCA_INVALID_ARGS");
    assertThat(run("cert", "request", "--ca", "Nobody", "--name", "x.example").refused(1))
        .contains("no CA 'Nobody'");
    assertThat(
            run("cert", "request", "--ca", "Issuing", "--name", "x.example", "--key", "DSA")
                .refused(2))
        .contains("'DSA': expected one of ");
  }

  @Test
  void aPfxFileGoesRoundAndOnlyItsOwnerReadsIt() throws IOException {
    String arn = requested("pfx.example");
    Path pfx = folder.resolve("out.PFX");
    assertThat(export(arn, "--out", pfx + "").done())
        .isEqualTo("Exported " + arn + " to " + pfx + "\n");
    assertThat(mode(pfx)).isEqualTo("rw-------");
    Pfx read = Pfx.read(Files.readAllBytes(pfx), PASSPHRASE.toCharArray());
    assertThat(read.chain().certificates()).hasSize(3);
    JsonNode imported =
        run("cert", "import", pfx + "", "--passphrase-file", passphrase(PASSPHRASE) + "", "--json")
            .json();
    assertThat(imported.path("Type").asText()).isEqualTo("IMPORTED");
    assertThat(imported.path("Serial").asText())
        .isEqualTo(run("cert", "show", arn, "--json").json().path("Serial").asText());
    assertThat(
            run("cert", "import", pfx + "", "--passphrase-file", passphrase("other") + "")
                .refused(1))
        .isEqualTo(
            "signet: " + pfx + ": the pass phrase does not open it, expected that of the file");
  }

  @Test
  void pemIsWrittenWithItsKeyInTheFileOrBesideIt() throws IOException {
    String arn = requested("pem.example");
    Path whole = folder.resolve("whole.pem");
    export(arn, "--out", whole + "").done();
    assertThat(mode(whole)).isEqualTo("rw-------");
    String text = Files.readString(whole);
    String key = text.substring(text.indexOf("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
    byte[] opened =
        DecryptedKey.pkcs8(key.getBytes(StandardCharsets.US_ASCII), PASSPHRASE.toCharArray());
    Path chain = folder.resolve("chain.pem");
    Path clear = folder.resolve("clear.key");
    export(arn, "--out", chain + "", "--key-out", clear + "", "--clear-key").done();
    assertThat(mode(clear)).isEqualTo("rw-------");
    assertThat(Files.readString(clear))
        .startsWith("-----BEGIN PRIVATE KEY-----\n")
        .isEqualTo(Pkcs8.pem(opened));
    assertThat(Files.readString(chain)).doesNotContain("PRIVATE").isSubstringOf(text);
    assertThat(Chain.parse(Files.readAllBytes(chain)).certificates()).hasSize(3);
  }

  @Test
  void noFileIsLostAndNothingIsExportedForIt() throws IOException {
    String arn = requested("kept.example");
    Path there = Files.writeString(folder.resolve("there.pem"), "mine");
    assertThat(export(arn, "--out", there + "").refused(1))
        .isEqualTo("signet: " + there + " is there already: expected a new file, or --force");
    assertThat(there).hasContent("mine");
    assertThat(run("cert", "list", "--json").json().findValuesAsText("CertificateArn"))
        .contains(arn);
    assertThat(run("cert", "list").done()).containsPattern("kept\\.example .* - +" + arn);
    export(arn, "--out", there + "", "--force").done();
    assertThat(there).content().startsWith("-----BEGIN CERTIFICATE");
    assertThat(run("cert", "list").done()).containsPattern("kept\\.example .* exported +" + arn);
  }

  @Test
  void whatWasExportedIsRenewedUnderItsArn() throws IOException {
    String arn = requested("renewed.example");
    assertThat(run("cert", "renew", arn).code()).as("nobody depends on it").isEqualTo(1);
    export(arn, "--out", folder.resolve("first.pem") + "").done();
    String before = run("cert", "show", arn, "--json").json().path("Serial").asText();
    assertThat(run("cert", "renew", arn).refused(1))
        .contains(" is not renewed yet: PCA_ACCESS_DENIED: ", "create-permission");
    signet.pca().permitManager(run("ca", "show", "Issuing", "--json").json().path("Arn").asText());
    assertThat(run("cert", "renew", "renewed.example").done())
        .contains("  last renewal  SUCCESS, ", arn);
    assertThat(run("cert", "show", arn, "--json").json().path("Serial").asText())
        .isNotEqualTo(before);
  }

  @Test
  void filesOfPemAreImportedAndReplaced() throws IOException {
    Path fullChain = folder.resolve("fullchain.pem");
    Path key = folder.resolve("privkey.pem");
    requested("certbot.example");
    export("certbot.example", "--out", fullChain + "", "--key-out", key + "").done();
    assertThat(run("cert", "import", fullChain + "").refused(1))
        .isEqualTo("signet: " + fullChain + " is PEM: expected --key with its private key, or PFX");
    String[] encrypted = {"cert", "import", fullChain + "", "--key", key + "", "--json"};
    assertThat(run(encrypted).refused(1))
        .contains("there is no terminal to ask on, expected --passphrase-file");
    String file = passphrase(PASSPHRASE).toString();
    String arn =
        run(Stream.of(encrypted, new String[] {"--passphrase-file", file})
                .flatMap(Arrays::stream)
                .toArray(String[]::new))
            .json()
            .path("CertificateArn")
            .asText();
    requested("certbot.example");
    assertThat(
            run(
                    "cert",
                    "import",
                    fullChain + "",
                    "--key",
                    key + "",
                    "--passphrase-file",
                    file,
                    "--replace",
                    arn)
                .done())
        .contains("  ARN          " + arn);
    assertThat(run("cert", "export", arn, "--passphrase-file", file).refused(1))
        .endsWith(" is not a private certificate");
  }
}
