// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.RawHttp;
import dev.signet.testkit.SignetExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import picocli.CommandLine;

/** Servers that are started with what the command line says of who may watch them. */
final class WatchOptionsTest {
  @RegisterExtension static final SignetExtension usual = watched();

  @RegisterExtension static final SignetExtension open = watched("--metrics", "EVERYBODY");

  @RegisterExtension static final SignetExtension closed = watched("--metrics", "LOOPBACK");

  /** Requests as they come from elsewhere, or for somebody elsewhere. */
  private static final List<Map<String, String>> OF_STRANGERS =
      List.of(
          Map.of("Host", "pki.example.com"),
          Map.of("X-Forwarded-For", "192.0.2.1"),
          Map.of("Via", "1.1 proxy.example.com"));

  private static SignetExtension watched(String... arguments) {
    WatchOptions options = CommandLine.populateCommand(new WatchOptions(), arguments);
    return SignetExtension.at("2026-03-01T12:00:00Z").watchedBy(options.watching());
  }

  private static RawHttp.Answer metrics(SignetExtension server, Map<String, String> headers) {
    return RawHttp.get(server.running().statusUrl(), "/metrics", headers);
  }

  @Test
  void thisMachineIsToldAlwaysAndOthersOnlyOnDemand() {
    for (SignetExtension server : List.of(usual, open, closed)) {
      assertThat(metrics(server, Map.of()).status()).isEqualTo(200);
    }
    for (Map<String, String> headers : OF_STRANGERS) {
      RawHttp.Answer told = metrics(open, headers);
      assertThat(told.status()).as("EVERYBODY, %s", headers).isEqualTo(200);
      assertThat(told.body()).contains("signet_build_info");
      for (SignetExtension server : List.of(usual, closed)) {
        RawHttp.Answer refused = metrics(server, headers);
        assertThat(refused.status()).as("%s", headers).isEqualTo(403);
        assertThat(refused.body()).doesNotContain("signet_");
      }
    }
  }

  @Test
  void whatGoesWithAWebhookIsRefusedWithoutOne() {
    for (String option : List.of("--webhook-token-file", "--webhook-trust-file")) {
      WatchOptions options = CommandLine.populateCommand(new WatchOptions(), option, "file");
      assertThatThrownBy(options::watching)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(option + " file: expected --webhook beside it");
    }
  }

  @Test
  void theRootsOfAWebhookAreAFile() {
    String[] line = {"--webhook", "https://hooks.example", "--webhook-trust-file", "roots.pem"};
    WatchOptions options = CommandLine.populateCommand(new WatchOptions(), line);
    assertThat(options.watching().webhook().orElseThrow().trustFile())
        .contains(Path.of("roots.pem"));
  }
}
