// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import static dev.signet.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.csr.UnsignedRequest;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.name.AttributeType;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.testkit.SignetExtension;
import dev.signet.testkit.StatusClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code signet cert …} and {@code signet crl …}. */
final class CertificateCommandsTest {
  @RegisterExtension static final SignetExtension signet = SignetExtension.now();

  @TempDir Path folder;

  @BeforeAll
  static void make() {
    run("ca", "create", "--name", "Root", "--crl-days", "7").done();
    run("ca", "create", "--name", "Issuing", "--parent", "Root", "--crl-days", "7").done();
    run("ca", "create", "--name", "Silent").done();
  }

  private static CommandRun run(String... arguments) {
    return CommandRun.of(signet, arguments);
  }

  /** {@code cert issue} by the CA that is called Issuing. */
  private static CommandRun issue(String... more) {
    String[] begin = {"cert", "issue", "--ca", "Issuing"};
    return run(Stream.of(begin, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  private Path issued(String ca, String host) {
    Path out = folder.resolve(host + ".pem");
    String key = folder.resolve(host + ".key").toString();
    run("cert", "issue", "--ca", ca, "--name", host, "--key-out", key, "--out", out.toString())
        .done();
    return out;
  }

  private static String shown(Path certificate) {
    return run("cert", "show", "--ca", "Issuing", certificate.toString()).done();
  }

  private static String serial(Path certificate) {
    return run("cert", "show", certificate.toString(), "--json")
        .json()
        .path("Serial")
        .asText()
        .replace(":", "");
  }

  @Test
  void aKeyOfThisMachineGetsItsCertificate() throws Exception {
    Path key = folder.resolve("host.key");
    Path out = folder.resolve("host.pem");
    CommandRun ran =
        issue(
            "--name",
            "host.example",
            "--name",
            "10.0.0.7",
            "--key-out",
            key.toString(),
            "--out",
            out.toString(),
            "--chain",
            "--days",
            "30");
    assertThat(ran.done())
        .startsWith("Issued 'host.example', serial ")
        .endsWith(", to " + out + "\n")
        .doesNotContain("PRIVATE");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    String pem = Files.readString(out);
    assertThat(pem.split("BEGIN CERTIFICATE", -1)).as("leaf, issuing, root").hasSize(4);
    assertThat(run("cert", "show", out.toString()).done())
        .as("of a chain the first")
        .startsWith("host.example\n");
    X509Certificate leaf = StatusClient.x509(pem);
    assertThat(leaf.getSubjectAlternativeNames().toString()).contains("host.example", "10.0.0.7");
    assertThat(leaf.getExtendedKeyUsage()).contains("1.3.6.1.5.5.7.3.1");
    assertThat(isKeyOf(Files.readString(key), leaf)).isTrue();
    Path other = folder.resolve("other.key");
    issued("Issuing", "other");
    assertThat(isKeyOf(Files.readString(other), leaf)).as("a control").isFalse();
  }

  private static boolean isKeyOf(String pem, X509Certificate certificate) throws Exception {
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der)));
    signature.update(der);
    byte[] made = signature.sign();
    signature.initVerify(certificate.getPublicKey());
    signature.update(der);
    return signature.verify(made);
  }

  @Test
  void noFileIsLostUnlessForced() throws Exception {
    Path there = Files.writeString(folder.resolve("there"), "mine");
    Path free = folder.resolve("free");
    int before = run("cert", "list", "--ca", "Issuing", "--json").json().size();
    for (String[] files : new String[][] {{there + "", free + ""}, {free + "", there + ""}}) {
      assertThat(issue("--name", "x", "--key-out", files[0], "--out", files[1]).refused(1))
          .isEqualTo("signet: " + there + " is there already: expected a new file, or --force");
    }
    assertThat(there).hasContent("mine");
    assertThat(free).doesNotExist();
    assertThat(run("cert", "list", "--ca", "Issuing", "--json").json()).hasSize(before);
    issue("--name", "x", "--key-out", free + "", "--out", there + "", "--force").done();
    assertThat(there).content().startsWith("-----BEGIN CERTIFICATE");
  }

  @Test
  void aRequestIsOfAFileOrMadeHere() throws Exception {
    String[] issue = {"cert", "issue", "--ca", "Issuing"};
    String key = folder.resolve("k").toString();
    assertThat(run(issue).refused(2)).contains("expected --csr, or --name with --key-out");
    assertThat(issue("--name", "x").refused(2)).contains("--name with --key-out");
    assertThat(issue("--csr", "y", "--name", "x", "--key-out", key).refused(2))
        .contains("--name with --key-out");
    assertThat(issue("--csr", key).refused(1))
        .isEqualTo("signet: cannot read " + key + ": no such file or folder");
    Path nonsense = Files.writeString(folder.resolve("n"), "nonsense");
    assertThat(issue("--csr", nonsense + "").code()).isEqualTo(1);
    String long65 = "a".repeat(65);
    assertThat(issue("--name", long65, "--key-out", key).refused(1))
        .contains("--name " + long65 + ": ");
    assertThat(Path.of(key)).doesNotExist();
    String csr = folder.resolve("root.csr").toString();
    run("ca", "csr", "Root", "--out", csr).done();
    assertThat(issue("--csr", csr).done())
        .startsWith("-----BEGIN CERTIFICATE-----\n")
        .endsWith("-----END CERTIFICATE-----\n");
  }

  @Test
  void aCertificateIsShownAsItIs() {
    Path file = issued("Issuing", "shown.example");
    String offline = CommandRun.of("cert", "show", file.toString(), "--data", "/nowhere").done();
    assertThat(offline)
        .startsWith("shown.example\n")
        .contains("  subject      CN=shown.example\n", "  issuer       CN=Issuing\n")
        .contains("  names        DNS:shown.example\n", "  key          EC_prime256v1\n")
        .contains("  CA           no\n", "server auth", "digital signature")
        .containsPattern("  SHA-256      ([0-9A-F]{2}:){31}[0-9A-F]{2}\n")
        .containsPattern("valid until  \\S+Z \\(in (89|90) days\\)")
        .contains("not asked for, --ca names the CA to ask");
    JsonNode shown = run("cert", "show", "--ca", "Issuing", file.toString(), "--json").json();
    String arn = shown.path("CertificateArn").asText();
    assertThat(arn).endsWith("/certificate/" + serial(file));
    assertThat(shown.path("RevocationStatus").asText()).isIn("GOOD", "UNKNOWN");
    assertThat(run("cert", "show", arn, "--json").json().path("Sha256"))
        .isEqualTo(shown.path("Sha256"));
    assertThat(run("cert", "show", "--ca", "Silent", file.toString()).code()).isEqualTo(1);
    assertThat(run("cert", "show", serial(file)).refused(2)).contains("expected --ca");
    assertThat(run("cert", "show", folder + "/none").refused(1)).contains("cannot read ");
    assertThat(run("cert", "show", signet.folder().resolve("server.json").toString()).refused(1))
        .contains("server.json: ");
    Path silent = issued("Silent", "quiet");
    assertThat(run("cert", "show", "--ca", "Silent", silent.toString()).done())
        .contains("unknown: the certificate names no CRL");
  }

  @Test
  void aShortKeyIsCalledWeak() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    KeyPair pair = generator.generateKeyPair();
    UnsignedRequest request =
        new UnsignedRequest(
            DistinguishedName.of(AttributeType.COMMON_NAME, "old"),
            PublicKeyInfo.fromDer(pair.getPublic().getEncoded()),
            Extensions.none(),
            SignatureScheme.SHA256WITHRSA);
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(pair.getPrivate());
    signature.update(request.toBeSigned());
    Path csr = folder.resolve("old.csr");
    Files.writeString(csr, request.complete(signature.sign()).pem());
    String out = folder.resolve("old.pem").toString();
    issue("--csr", csr.toString(), "--out", out).done();
    assertThat(run("cert", "show", out).done())
        .contains("RSA_1024 (WEAK: expected 2048 bits or more)");
    assertThat(run("cert", "show", issued("Issuing", "new").toString()).done())
        .as("a control")
        .doesNotContain("WEAK");
  }

  @Test
  void aRevocationIsAskedForAndThenSeen() {
    Path file = issued("Issuing", "lost.example");
    String[] revoke = {
      "cert", "revoke", "--ca", "Issuing", file.toString(), "--reason", "key_compromise"
    };
    assertThat(run(revoke).refused(1))
        .contains("Revoke for ever 'CN=lost.example' of 'CN=Issuing', serial " + serial(file))
        .contains("there is no terminal to ask on, expected --yes");
    eventually(
        "a control: it is good",
        () -> shown(file).contains("revocation   not revoked, says the CRL of "));
    assertThat(
            run("cert", "revoke", "--ca", "Issuing", file.toString(), "--reason", "x").refused(2))
        .contains("--reason", "KEY_COMPROMISE");
    assertThat(
            run(
                    "cert",
                    "revoke",
                    "--ca",
                    "Issuing",
                    serial(file),
                    "--reason",
                    "KEY_COMPROMISE",
                    "--yes")
                .done())
        .isEqualTo(
            "Revoked 'CN=lost.example' of 'CN=Issuing', serial "
                + serial(file)
                + ": KEY_COMPROMISE\n");
    signet.clock().advance(Duration.ofSeconds(1)); // revocations are gathered for a moment
    eventually(
        "the CRL has it",
        () -> shown(file).matches("(?s).*revocation   REVOKED \\S+Z \\(.*\\): KEY_COMPROMISE\\n"));
    assertThat(run("crl", "show", "--ca", "Issuing").done())
        .contains("  issuer       CN=Issuing\n", "  signature    the CA's\n")
        .containsPattern("next update  \\S+Z \\(in [67] days\\)")
        .containsPattern(serial(file) + "  \\S+Z \\(\\d+ \\w+ ago\\)  KEY_COMPROMISE\n");
    assertThat(run("cert", "list", "--ca", "Issuing").done().lines())
        .anyMatch(line -> line.startsWith(serial(file)) && line.endsWith("REVOKED: KEY_COMPROMISE"))
        .anyMatch(line -> line.contains("EndEntityCertificate/V1"));
  }

  @Test
  void aCertificateOfAnotherCaWithTheSameSerialIsNotMeant() throws Exception {
    Path mine = issued("Issuing", "mine");
    Path changed = folder.resolve("changed.der");
    byte[] der = StatusClient.x509(Files.readString(mine)).getEncoded();
    der[der.length - 1] ^= 1; // another signature: another certificate
    Files.write(changed, der);
    assertThat(
            run(
                    "cert",
                    "revoke",
                    "--ca",
                    "Issuing",
                    changed + "",
                    "--reason",
                    "SUPERSEDED",
                    "--yes")
                .refused(1))
        .contains("is not what arn:", "expected its own certificate");
    assertThat(run("cert", "list", "--ca", "Issuing", "--json").json())
        .filteredOn(row -> row.path("serial").asText().replace(":", "").equals(serial(mine)))
        .singleElement()
        .matches(row -> !row.has("revokedAt"));
  }

  @Test
  void aListLeavesNothingInItsBucket() {
    JsonNode rows = run("cert", "list", "--ca", "Root", "--json").json();
    assertThat(rows).isNotEmpty();
    assertThat(rows.get(0).path("templateArn").asText()).endsWith("RootCACertificate/V1");
    assertThat(run("cert", "list", "--ca", "Root").done()).contains("RootCACertificate/V1", "good");
    assertThat(run("cert", "list", "--ca", "Root", "--bucket", "not-there").refused(1))
        .contains("not-there");
    ApiClient api =
        new ApiClient(
            URI.create(signet.running().apiUrl()),
            AwsProfile.read(signet.folder().resolve("credentials"), "signet"),
            Optional.empty(),
            Optional.empty());
    try (api) {
      var listed = api.askStorage("GET", "/signet-lists-000000000000");
      assertThat(listed.statusCode()).isEqualTo(200);
      assertThat(new String(listed.body(), StandardCharsets.UTF_8))
          .contains("ListBucketResult")
          .doesNotContain("<Key>");
    }
  }

  @Test
  void aCertificateOfJsonHasTheNamesOfTheApi() {
    String key = folder.resolve("json.key").toString();
    JsonNode issued = issue("--name", "json", "--key-out", key, "--json").json();
    assertThat(issued.path("CertificateArn").asText()).contains("/certificate/");
    assertThat(issued.path("Certificate").asText()).startsWith("-----BEGIN CERTIFICATE");
    assertThat(issued.path("CertificateChain").asText()).startsWith("-----BEGIN CERTIFICATE");
    JsonNode all = run("ca", "list", "--json").json().path("CertificateAuthorities");
    assertThat(all)
        .extracting(each -> each.path("CertificateAuthorityConfiguration").path("Subject"))
        .extracting(subject -> subject.path("CommonName").asText())
        .contains("Root", "Issuing", "Silent");
  }

  @Test
  void aCrlIsHeldAgainstItsCa() throws Exception {
    issued("Issuing", "first");
    eventually("there is a CRL", () -> run("crl", "show", "--ca", "Issuing").code() == 0);
    String id = run("ca", "show", "Issuing", "--json").json().path("Arn").asText();
    String url =
        signet.running().statusUrl() + "/crl/" + id.substring(id.lastIndexOf('/') + 1) + ".crl";
    assertThat(run("crl", "show", url).done()).contains("not checked: --ca says whose");
    CommandRun others = run("crl", "show", url, "--ca", "Root");
    assertThat(others.code()).isEqualTo(1);
    assertThat(others.out()).contains("NOT the CA's");
    Path file = folder.resolve("list.crl");
    Files.write(
        file, new StatusClient(signet.running().statusUrl()).crl(id).orElseThrow().getEncoded());
    JsonNode said = run("crl", "show", file + "", "--ca", "Issuing", "--json").json();
    assertThat(said.path("SignedByCa").asBoolean()).isTrue();
    assertThat(said.path("CrlNumber").asInt()).isPositive();
    assertThat(said.path("RevokedCertificates")).hasSize(said.path("Entries").asInt());
    Files.writeString(file, "nonsense");
    assertThat(run("crl", "show", file + "").refused(1))
        .isEqualTo("signet: " + file + " is no CRL: expected one in DER or PEM");
    assertThat(run("crl", "show", "--ca", "Silent").refused(1))
        .contains("CA 'Silent' (", "publishes no CRL: expected");
    assertThat(run("crl", "show", "ftp://x/y").refused(1)).contains("expected an http://");
    assertThat(run("crl", "show", url + "x").refused(1)).contains("no CRL from " + url);
    assertThat(run("crl", "show").refused(2)).contains("expected --ca, an address or a file");
  }
}
