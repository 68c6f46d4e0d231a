// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.testkit.SignetExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code signet secret …}. */
final class SecretCommandsTest {
  @RegisterExtension static final SignetExtension signet = SignetExtension.now();

  private static final String BUILT_IN =
      "arn:aws:lambda:us-east-1:000000000000:function:signet-certificate-rotation";

  @TempDir Path folder;

  private static CommandRun run(String... arguments) {
    return CommandRun.of(signet, arguments);
  }

  private String file(String value) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "value", ""), value).toString();
  }

  private String made(String name, String value) throws IOException {
    return run("secret", "create", name, "--value-file", file(value), "--json")
        .json()
        .path("ARN")
        .asText();
  }

  @Test
  void aValueComesBackOctetForOctet() throws IOException {
    String arn = made("app/first", "grün\n");
    assertThat(run("secret", "get", "app/first").done()).isEqualTo("grün\n");
    assertThat(run("secret", "get", arn, "--json").json().path("SecretString").asText())
        .isEqualTo("grün\n");
    byte[] octets = {(byte) 0xFF, 0, 10, 13};
    Path binary = Files.write(folder.resolve("octets"), octets);
    run("secret", "put", arn, "--value-file", binary + "").done();
    Path out = folder.resolve("out");
    run("secret", "get", "app/first", "--out", out + "").done();
    assertThat(out).hasBinaryContent(octets);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out)))
        .isEqualTo("rw-------");
    assertThat(run("secret", "get", "app/first", "--out", out + "").refused(1))
        .isEqualTo("signet: " + out + " is there already: expected a new file, or --force");
    assertThat(run("secret", "get", "app/first", "--stage", "AWSPREVIOUS").done())
        .isEqualTo("grün\n");
  }

  @Test
  void aSecretThatIsThereStaysAsItIs() throws IOException {
    made("app/there", "one");
    assertThat(run("secret", "create", "app/there", "--value-file", file("two")).refused(1))
        .isEqualTo("signet: The operation failed because the secret app/there already exists.");
    assertThat(run("secret", "get", "app/there").done()).isEqualTo("one");
    String token = "0123456789abcdef0123456789abcdef";
    String[] again = {
      "secret", "create", "app/once", "--value-file", file("same"), "--idempotency-token", token
    };
    assertThat(run(again).done()).isEqualTo(run(again).done()).startsWith("Made arn:");
  }

  @Test
  void aValueIsTakenFromStandardInput() {
    InputStream usual = System.in;
    System.setIn(new ByteArrayInputStream("piped".getBytes(StandardCharsets.UTF_8)));
    try {
      run("secret", "create", "app/piped", "--value-file", "-").done();
    } finally {
      System.setIn(usual);
    }
    assertThat(run("secret", "get", "app/piped").done()).isEqualTo("piped");
  }

  @Test
  void refusalsNameWhatIsWrong() throws IOException {
    assertThat(run("secret", "create", "app/none").refused(1))
        .isEqualTo(
            "signet: no Value of app/none: there is no terminal to ask on, expected --value-file");
    assertThat(run("secret", "create", "app/none", "--value-file", folder + "/no").refused(1))
        .isEqualTo("signet: cannot read " + folder + "/no: no such file or folder");
    assertThat(run("secret", "create", "a b", "--value-file", file("x")).refused(1))
        .contains("Invalid name.");
    assertThat(run("secret", "get", "app/none").refused(1))
        .isEqualTo("signet: Secrets Manager can't find the specified secret.");
    made("app/kept", "x");
    assertThat(run("secret", "rotate", "app/kept").refused(1))
        .isEqualTo("signet: No Lambda rotation function ARN is associated with this secret.");
    assertThat(run("secret", "put", "app/kept", "--value", "y").refused(2))
        .contains("Unknown option");
  }

  @Test
  void aCertificateSecretIsRotatedAndListedWithoutItsValue() throws IOException {
    run("ca", "create", "--name", "Secret Root").done();
    String ca = run("ca", "show", "Secret Root", "--json").json().path("Arn").asText();
    String before =
        """
        {"CERTIFICATE_TYPE":"ACM_ISSUED","CA_ARN":"%s","COMMON_NAME":"server1.example",\
        "ENVIRONMENT":"TEST"}\
        """
            .formatted(ca);
    made("server1", before);
    assertThat(
            run("secret", "rotate", "server1", "--by", BUILT_IN, "--every", "306", "--wait").done())
        .startsWith("Rotated arn:");
    JsonNode after = new ObjectMapper().readTree(run("secret", "get", "server1").done());
    assertThat(after.path("CERTIFICATE_PEM").asText()).startsWith("-----BEGIN CERTIFICATE");
    assertThat(run("secret", "list").done())
        .startsWith("NAME ")
        .containsPattern(
            "server1 +rotates +\\S+Z \\(.* ago\\) +\\S+Z \\(.* ago\\) +\\S+Z \\(in 30\\d days\\)")
        .doesNotContain("CERTIFICATE_PEM", "CERTIFICATE_TYPE");
    assertThat(run("secret", "list", "--json").json().path("SecretList")).isNotEmpty();
    assertThat(run("secret", "list", "--region", "eu-west-1").done())
        .isEqualTo("There is no secret in this Region.\n");
  }
}
