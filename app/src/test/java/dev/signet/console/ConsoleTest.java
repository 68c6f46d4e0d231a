// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.RawHttp;
import dev.signet.testkit.SignetExtension;
import dev.signet.testkit.calls.PrivateCaCalls.Kind;
import dev.signet.wire.generated.acmpca.CertificateAuthorityType;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who sees the console, and what. */
final class ConsoleTest {
  @RegisterExtension
  static final SignetExtension signet = SignetExtension.at("2026-01-01T00:00:00Z");

  private static final String PAGE = ConsoleVisit.CONSOLE;

  private static String link() {
    return ConsoleVisit.link(signet);
  }

  private static RawHttp.Answer get(String path, Map<String, String> headers) {
    return RawHttp.get(signet.running().apiUrl(), path, headers);
  }

  private static ConsoleVisit session() {
    return ConsoleVisit.enter(signet);
  }

  private static RawHttp.Answer get(ConsoleVisit session) {
    return session.get();
  }

  @Test
  void aLinkOpensTheConsoleOnce() {
    String link = link();
    RawHttp.Answer first = get(link, Map.of());
    assertThat(first.header("set-cookie"))
        .containsIgnoringCase("HttpOnly")
        .contains("SameSite=Strict");
    assertThat(get(ConsoleVisit.of(signet, first)).status()).isEqualTo(200);
    assertThat(get(link, Map.of()).status()).isEqualTo(403);
  }

  @Test
  void withoutALinkNobodySeesIt() {
    assertThat(get(PAGE, Map.of()).status()).isEqualTo(403);
    assertThat(get(PAGE + "?link=" + "0".repeat(64), Map.of()).status()).isEqualTo(403);
    assertThat(get(PAGE, Map.of("Cookie", "signet_console=" + "0".repeat(64))).status())
        .isEqualTo(403);
  }

  @Test
  void aLinkAndASessionEnd() {
    String late = link();
    ConsoleVisit session = session();
    signet.clock().advance(Duration.ofMinutes(11));
    assertThat(get(late, Map.of()).status()).isEqualTo(403);
    assertThat(get(session).status()).isEqualTo(200);
    signet.clock().advance(Duration.ofHours(12));
    assertThat(get(session).status()).isEqualTo(403);
  }

  @Test
  void aForeignHostIsRefused() {
    ConsoleVisit session = session();
    RawHttp.Answer answer =
        get(session.page(), Map.of("Cookie", session.cookie(), "Host", "attacker.example:4443"));
    assertThat(answer.status()).isEqualTo(421);
    assertThat(answer.body()).doesNotContain("<html");
    String link = link();
    assertThat(get(link, Map.of("Host", "attacker.example")).status()).isEqualTo(421);
    assertThat(get(link, Map.of("Host", "localhost:1")).status()).isEqualTo(303);
  }

  @Test
  void twoHostsAreNone() throws Exception {
    URI page = URI.create(signet.running().apiUrl()).resolve(session().page());
    for (String second : List.of("attacker.example", page.getAuthority())) {
      String request =
          "GET %s HTTP/1.1\r\nHost: %s\r\nHost: %s\r\nConnection: close\r\n\r\n"
              .formatted(page.getPath(), page.getAuthority(), second);
      try (Socket socket = new Socket(page.getHost(), page.getPort())) {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .startsWith("HTTP/1.1 400 ");
      }
    }
  }

  @Test
  void anUnsignedCallMakesNoLink() {
    assertThat(RawHttp.post(signet.running().apiUrl(), "/signet/v1/console-links", "{}").status())
        .isEqualTo(403);
  }

  @Test
  void aPageShowsWhatIsThereAndEscapesIt() {
    signet.pca().pending(CertificateAuthorityType.ROOT, "<script>alert(1)</script>", Kind.P256);
    signet.mesh().mesh("shop");
    RawHttp.Answer page = get(session());
    assertThat(page.body())
        .contains("&lt;script")
        .contains("PENDING_CERTIFICATE")
        .contains("shop")
        .containsPattern("version unpacked, up 0 d [0-9]+ h [0-9]+ min, data in " + signet.folder())
        .doesNotContain("<script");
    assertThat(page.header("content-security-policy")).contains("default-src 'none'");
    assertThat(page.header("cache-control")).isEqualTo("no-store");
    ConsoleVisit session = session();
    RawHttp.Answer elsewhere = get(session.page() + "?region=eu-west-1", session.headers());
    assertThat(elsewhere.body()).doesNotContain("shop").contains("us-east-1");
  }

  @Test
  void aCookieIsSentAndGoodBelowAPathThatNobodyElseKnows() {
    RawHttp.Answer entered = get(link(), Map.of());
    ConsoleVisit one = ConsoleVisit.of(signet, entered);
    ConsoleVisit two = session();
    assertThat(one.page()).matches(PAGE + "/[0-9a-f]{32}").isNotEqualTo(two.page());
    assertThat(entered.header("set-cookie")).contains("Path=" + one.page());
    assertThat(get(PAGE, one.headers()).status()).isEqualTo(403);
    assertThat(get(PAGE + "/", one.headers()).status()).isEqualTo(403);
    assertThat(get(two.page(), one.headers()).status()).isEqualTo(403);
    assertThat(get(one).status()).isEqualTo(200);
  }
}
