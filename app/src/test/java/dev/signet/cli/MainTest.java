// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
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
    assertThat(refusal(2, "nonsense")).startsWith("signet: unexpected argument 'nonsense';");
    assertThat(refusal(2, "mesh", "status", "a", "b"))
        .startsWith("signet mesh status: unexpected argument 'b';");
    for (String[] command :
        List.of(new String[] {"mesh", "status"}, new String[] {"proxy", "list"})) {
      for (String mesh : List.of("", "a b", "..")) {
        assertThat(refusal(2, command[0], command[1], mesh))
            .contains("'" + mesh + "': expected the name of a mesh");
      }
    }
    assertThat(refusal(2, "proxy")).startsWith("signet proxy: Missing required subcommand;");
    assertThat(refusal(2, "proxy", "token", "--ttl", "60", "--nope", "arn"))
        .startsWith("signet proxy token: Unknown option: '--nope'");
  }

  @Test
  void theLevelAndTheFormOfTheLogAreWordsOfALine() {
    assertThat(refusal(2, "serve", "--log-level", "loud"))
        .contains("--log-level", "expected one of [ERROR, WARN, INFO, DEBUG]");
    assertThat(refusal(2, "serve", "--log-format", "xml")).contains("expected one of [TEXT, JSON]");
  }

  @Test
  void whoMayReadTheMetricsIsAWordOfALine() {
    assertThat(refusal(2, "serve", "--metrics", "nobody"))
        .contains("--metrics", "expected one of [LOOPBACK, EVERYBODY]");
  }

  @Test
  void anAddressThatIsNoneIsTold() {
    String data = folder.resolve("data").toString();
    assertThat(refusal(2, "serve", "--data", data, "--host", "300.1.1.1"))
        .contains("host 300.1.1.1: expected an address of this machine");
    assertThat(folder.resolve("data")).doesNotExist();
    assertThat(refusal(2, "mesh", "status", "--endpoint", "nope"))
        .startsWith(
            "signet mesh status: --endpoint nope: expected http://HOST:PORT or https://HOST:PORT;");
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
  void whatIsNoProxyIsAWrongArgument() {
    for (String command : List.of("token", "revoke")) {
      assertThat(refusal(2, "proxy", command, "arn:aws:iam::000000000000:user/x"))
          .contains("expected the ARN of a virtual node or virtual gateway");
    }
    assertThat(refusal(2, "proxy", "token", "notanarn")).contains("notanarn: expected the ARN");
    assertThat(refusal(2, "proxy", "revoke", "xyz")).contains("xyz: expected the serial");
  }

  @Test
  void whereDataIsKeptIsSaidByTheVariablesOfTheUser() {
    assertThat(DataOption.usual(Map.of("XDG_DATA_HOME", "/x", "HOME", "/h")))
        .hasToString("/x/signet");
    assertThat(DataOption.usual(Map.of("XDG_DATA_HOME", " ", "HOME", "/h")))
        .hasToString("/h/.local/share/signet");
    assertThat(DataOption.usual(Map.of()))
        .isEqualTo(Path.of(System.getProperty("user.home"), ".local/share/signet"));
  }

  @Test
  void theVersionIsACommandToo() {
    assertThat(said("version")).isEqualTo(said("--version")).startsWith("signet ");
  }

  @Test
  void theSummaryOfNoCommandIsCutOff() {
    for (String[] group :
        List.of(
            new String[] {"--help"},
            new String[] {"credentials", "--help"},
            new String[] {"proxy", "--help"},
            new String[] {"seal", "--help"})) {
      assertThat(said(group).stripTrailing()).as(group[0]).matches("(?s).*\\.");
    }
  }

  @Test
  void noMessageNamesAClassOfJava() throws Exception {
    Path missing = folder.resolve("missing");
    String data = folder.resolve("data").toString();
    try (HalfServer web = new HalfServer("<html>");
        HalfServer mute = new HalfServer("")) {
      Files.createDirectory(folder.resolve("data"));
      Files.writeString(folder.resolve("data/server.json"), "{\"api\":\"" + web.url() + "\"}");
      Files.writeString(
          folder.resolve("data/credentials"),
          "[signet]\naws_access_key_id = key\naws_secret_access_key = word\n");
      Files.writeString(
          folder.resolve("token"),
          "sjt_" + "0".repeat(16) + "_" + "0".repeat(64) + "_" + "0".repeat(64));
      String token = folder.resolve("token").toString();
      List<String[]> ways =
          List.of(
              new String[] {"console", "--endpoint", "a b"},
              new String[] {"console", "--endpoint", "http://[::1"},
              new String[] {"proxy", "token", "arn", "--ttl", "soon"},
              new String[] {"proxy", "token", "arn:aws:appmesh:::x"},
              new String[] {"proxy", "revoke", "zz", "--data", data},
              new String[] {"proxy", "revoke", "arn:aws:iam::1:user/x", "--data", data},
              new String[] {"proxy", "renew", missing.toString()},
              new String[] {"mesh", "status", "--data", data},
              new String[] {"console", "--data", data},
              new String[] {"credentials", "rotate", "--data", data},
              new String[] {"seal", "rotate", "--data", missing.toString()},
              new String[] {"serve", "--data", data, "--port", "99999"},
              new String[] {"serve", "--data", data, "--account", "x"},
              new String[] {"serve", "--data", data, "--region", "x"},
              bootstrap(token, "https://nowhere.invalid:1"),
              bootstrap(token, "https://127.0.0.1:1"),
              bootstrap(token, web.url().replace("http:", "https:")),
              bootstrap(token, mute.url().replace("http:", "https:")));
      for (String[] way : ways) {
        assertThat(anyRefusal(way))
            .as(String.join(" ", way))
            .startsWith("signet")
            .doesNotContainPattern("[a-z]\\.[A-Z]\\w+")
            .doesNotContain("Exception")
            .doesNotContain("null");
      }
    }
  }

  private String[] bootstrap(String token, String endpoint) {
    return new String[] {
      "proxy",
      "bootstrap",
      "--endpoint",
      endpoint,
      "--out",
      folder.resolve("out").toString(),
      "--token-file",
      token
    };
  }

  /** Answers every request with the same body, in plain HTTP; with none it hangs up. */
  private static final class HalfServer implements AutoCloseable {
    private final ServerSocket socket;

    HalfServer(String body) throws IOException {
      socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
      Thread.ofVirtual()
          .start(() -> {
            try {
              while (true) {
                try (Socket client = socket.accept()) {
                  int first = client.getInputStream().read();
                  if (first >= 0 && !body.isEmpty()) {
                    String answer =
                        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                            .formatted(body.length(), body);
                    client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                  }
                }
              }
            } catch (IOException closed) {
              // the test is over
            }
          });
    }

    String url() {
      return "http://127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static String said(String... arguments) {
    PrintStream usual = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      assertThat(Main.run(arguments)).isZero();
    } finally {
      System.setOut(usual);
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  /** What stands on standard error: one line. */
  private static String refusal(int code, String... arguments) {
    return refusal(ended -> assertThat(ended).isEqualTo(code), arguments);
  }

  private static String anyRefusal(String... arguments) {
    return refusal(ended -> assertThat(ended).isIn(1, 2), arguments);
  }

  private static String refusal(IntConsumer code, String... arguments) {
    PrintStream usual = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      code.accept(Main.run(arguments));
    } finally {
      System.setErr(usual);
    }
    return assertThat(said.toString(StandardCharsets.UTF_8).lines().toList())
        .singleElement()
        .actual();
  }
}
