// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person reads who asks for something that cannot be. */
final class MainTest {
  @TempDir Path folder;

  @Test
  void aWrongArgumentIsToldInOneLineWithTheWayToHelp() {
    assertThat(refusal(2, "serve", "--port", "abc"))
        .isEqualTo(
            "signet serve: Invalid value for option '--port': 'abc' is not an int;"
                + " signet serve --help tells more");
    assertThat(refusal(2, "nonsense")).startsWith("signet: Unmatched argument");
    assertThat(refusal(2, "proxy")).startsWith("signet proxy: Missing required subcommand;");
    assertThat(refusal(2, "proxy", "token", "--ttl", "60", "--nope", "arn"))
        .startsWith("signet proxy token: Unknown option: '--nope'");
  }

  @Test
  void anAddressThatIsNoneIsTold() {
    String data = folder.resolve("data").toString();
    assertThat(refusal(2, "serve", "--data", data, "--host", "300.1.1.1"))
        .contains("host 300.1.1.1: expected an address of this machine");
    assertThat(folder.resolve("data")).doesNotExist();
    assertThat(refusal(1, "mesh", "status", "--endpoint", "nope"))
        .isEqualTo("signet: --endpoint nope: expected http://HOST:PORT or https://HOST:PORT");
  }

  @Test
  void aFileThatCannotServeIsToldWithItsReason() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "no PEM");
    assertThat(refusal(1, "serve", "--data", file + "/data"))
        .isEqualTo("signet: cannot use data folder " + file + "/data: Not a directory");
    Path data = Files.createDirectory(folder.resolve("data"));
    assertThat(refusal(1, "mesh", "status", "--data", data.toString()))
        .contains("expected server.json in it; --data or SIGNET_DATA names another folder");
    Files.writeString(data.resolve("server.json"), "{\"api\":\"https://127.0.0.1:1\"}");
    Files.writeString(
        data.resolve("credentials"),
        "[signet]\naws_access_key_id = key\naws_secret_access_key = word\n");
    Files.copy(file, data.resolve("trust.pem"));
    assertThat(refusal(1, "mesh", "status", "--data", data.toString()))
        .startsWith("signet: " + data.resolve("trust.pem") + ": text without a PEM block");
  }

  @Test
  void anArnOfAnotherServiceIsNoProxy() {
    assertThat(refusal(1, "proxy", "token", "arn:aws:iam::000000000000:user/x"))
        .contains("expected the ARN of a virtual node or virtual gateway");
  }

  /** What stands on standard error: one line. */
  private static String refusal(int code, String... arguments) {
    PrintStream usual = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      assertThat(Main.run(arguments)).isEqualTo(code);
    } finally {
      System.setErr(usual);
    }
    return assertThat(said.toString(StandardCharsets.UTF_8).lines().toList())
        .singleElement()
        .actual();
  }
}
