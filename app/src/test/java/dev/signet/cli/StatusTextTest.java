// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.wire.generated.signet.MeshFinding;
import dev.signet.wire.generated.signet.Proxy;
import dev.signet.wire.generated.signet.ProxyIdentitySummary;
import dev.signet.wire.generated.signet.ProxyRefusal;
import dev.signet.wire.generated.signet.ProxyRejection;
import dev.signet.wire.generated.signet.ProxySecret;
import dev.signet.wire.generated.signet.ProxyStreamRefusal;
import dev.signet.wire.generated.signet.ProxyType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people read of a mesh. */
final class StatusTextTest {
  private static final Instant AT = Instant.parse("2026-01-01T10:00:00.123Z");
  private static final String ARN =
      "arn:aws:appmesh:us-east-1:000000000000:mesh/shop/virtualNode/orders";

  private static final MeshFinding FINDING =
      new MeshFinding(ARN, "secret-missing", "listener 80", AT);

  private static MeshStatus status(
      List<Proxy> proxies, List<ProxyStreamRefusal> refused, List<MeshFinding> findings) {
    return new MeshStatus("shop", proxies, refused, findings);
  }

  private static Proxy proxy(boolean connected, boolean inSync) {
    return Proxy.of(
            ARN,
            ARN,
            connected,
            inSync,
            List.of(ProxyType.of("cluster", 2, 1, 1), ProxyType.of("listener", 1, 1, 0)),
            List.of(
                ProxyRejection.of("listener", "cannot bind\nAddress in use", AT)
                    .withResource("in")),
            List.of(new ProxyRefusal("secret", "other", "BELONGS_TO_ANOTHER", AT)),
            List.of(
                ProxySecret.of("arn:cert", "v1")
                    .withSubjects(List.of("CN=orders"))
                    .withSerial("0a")
                    .withNotAfter(AT),
                ProxySecret.of("trust/0123456789abcdef", "v2")
                    .withSubjects(List.of("CN=Root A", "CN=Root B"))
                    .withNotAfter(AT)))
        .withAddress("10.0.0.1")
        .withConnectedSince(AT)
        .withDisconnectedAt(connected ? null : AT)
        .withEnvoyVersion("1.40.0")
        .withIdentitySerial("4f")
        .withIdentityNotAfter(AT);
  }

  @Test
  void aProxyIsToldWithWhatItAcknowledgedAndRefused() {
    assertThat(StatusText.of(status(List.of(proxy(true, false)), List.of(), List.of())))
        .isEqualTo(
            """
            mesh shop
              virtualNode/orders at 10.0.0.1: NOT IN SYNC, connected since 2026-01-01T10:00:00Z
                Envoy 1.40.0, identity 4f until 2026-01-01T10:00:00Z
                acknowledged: cluster 1/2, listener 1/1
                secret arn:cert of CN=orders serial 0a until 2026-01-01T10:00:00Z
                trust in CN=Root A and CN=Root B until 2026-01-01T10:00:00Z
                REFUSED listener in at 2026-01-01T10:00:00Z: cannot bind Address in use
                ASKED IN VAIN for secret other at 2026-01-01T10:00:00Z: BELONGS_TO_ANOTHER
            """);
  }

  @Test
  void nothingOfAProxysWordsIsHidden() {
    MeshFinding told = new MeshFinding(ARN, "code", "a\u009b31m\u202eb\u2028c", AT);
    assertThat(StatusText.of(status(List.of(), List.of(), List.of(told))))
        .contains("a\\u009b31m\\u202eb\\u2028c");
    ProxyIdentitySummary identity =
        ProxyIdentitySummary.of("0a", ARN, "sh\u202eop", "ACTIVE", AT, AT, "0b");
    assertThat(ProxyListCommand.text(List.of(identity))).contains("sh\\u202eop");
  }

  @Test
  void aProxyThatLeftIsGone() {
    assertThat(StatusText.of(status(List.of(proxy(false, false)), List.of(), List.of())))
        .contains("virtualNode/orders at 10.0.0.1: GONE since 2026-01-01T10:00:00Z");
  }

  private static ProxyStreamRefusal refusal(boolean recent) {
    return ProxyStreamRefusal.of(AT, 3, recent, "10.0.0.9", "FORBIDDEN", "no");
  }

  @Test
  void aStreamThatWasRefusedAMomentAgoIsNotInSync() {
    assertThat(status(List.of(), List.of(refusal(true)), List.of()).inSync()).isFalse();
    assertThat(status(List.of(), List.of(refusal(false)), List.of()).inSync()).isTrue();
  }

  @Test
  void thePagesSayWhatTheExitCodeMeansAsTheHelpDoes() throws Exception {
    for (String page : List.of("README.md", "docs/guide/lagging-proxy.md")) {
      String text = Files.readString(Path.of("..", page)).replaceAll("\\s+", " ");
      assertThat(text).as(page).contains("3 " + MeshStatusCommand.UNLESS);
    }
  }

  @Test
  void findingsAndRefusedStreamsAreTold() {
    String text =
        StatusText.of(
            status(
                List.of(),
                List.of(refusal(true).withNodeId("x"), refusal(false).withNodeId("y")),
                List.of(FINDING)));
    assertThat(text)
        .contains("mesh shop: no proxy")
        .contains("FINDING virtualNode/orders secret-missing: listener 80")
        .contains("STREAM REFUSED 3 times, last 2026-01-01T10:00:00Z, from 10.0.0.9 as x: no")
        .contains("STREAM REFUSED EARLIER 3 times, last 2026-01-01T10:00:00Z, from 10.0.0.9 as y");
  }

  @Test
  void aProxyIsToldByTheAddressThatItBinds() {
    String at = "virtualNode/orders at ";
    Proxy proxy = proxy(true, true);
    assertThat(text(proxy.withBindAddress("10.0.0.7"))).contains(at + "10.0.0.7: in sync");
    assertThat(text(proxy.withBindAddress("0.0.0.0"))).contains(at + "10.0.0.1: in sync");
  }

  private static String text(Proxy proxy) {
    return StatusText.of(status(List.of(proxy), List.of(), List.of()));
  }

  @Test
  void whatIsLeftOutIsNotInSync() {
    MeshStatus complete = status(List.of(proxy(true, true)), List.of(), List.of());
    MeshStatus incomplete = status(List.of(proxy(true, true)), List.of(), List.of(FINDING));
    assertThat(complete.inSync()).isTrue();
    assertThat(incomplete.inSync()).isFalse();
    assertThat(StatusText.of(incomplete))
        .contains("virtualNode/orders at 10.0.0.1: INCOMPLETE, see the findings, connected since")
        .doesNotContain("in sync");
    assertThat(status(List.of(proxy(true, false)), List.of(), List.of()).inSync()).isFalse();
    assertThat(status(List.of(proxy(false, false)), List.of(), List.of()).inSync()).isTrue();
  }

  @Test
  void theSameIsSaidAsJson() throws Exception {
    var json =
        status(List.of(proxy(true, false)), List.of(), List.of(FINDING))
            .json(new com.fasterxml.jackson.databind.ObjectMapper());
    assertThat(json.path("meshName").asText()).isEqualTo("shop");
    assertThat(json.path("inSync").asBoolean(true)).isFalse();
    assertThat(json.at("/proxies/0/identitySerial").asText()).isEqualTo("4f");
    assertThat(json.at("/proxies/0/connectedSince").asText()).isEqualTo(AT.toString());
    assertThat(json.at("/findings/0/code").asText()).isEqualTo("secret-missing");
    assertThat(json.path("refusedStreams").isArray()).isTrue();
  }
}
