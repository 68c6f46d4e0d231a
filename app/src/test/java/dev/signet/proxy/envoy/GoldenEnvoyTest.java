// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.signet.proxy.envoy.log.LogCommands;
import dev.signet.testkit.EnvoyVerdict;
import dev.signet.testkit.TestAuthority;
import dev.signet.wire.generated.appmesh.LoggingFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Envoy's own validation says of the golden files, their secrets inlined. */
@Tag("envoy")
final class GoldenEnvoyTest {
  @TempDir private Path dir = Path.of("");

  static Stream<GoldenScene.Proxied> proxied() {
    return GoldenScene.proxied();
  }

  @ParameterizedTest
  @MethodSource("proxied")
  void envoyAcceptsIt(GoldenScene.Proxied proxied) throws IOException {
    EnvoyVerdict verdict = validate(StaticBootstrap.of(proxied.expected()));
    assertThat(verdict.output()).doesNotContainIgnoringCase("deprecated");
    assertThat(verdict.code()).as(verdict.output()).isZero();
  }

  @Test
  void envoyRefusesACurveItDoesNotKnow() throws IOException {
    ObjectNode broken = strict();
    broken
        .findParents("ecdhCurves")
        .forEach(parameters -> ((ObjectNode) parameters).putArray("ecdhCurves").add("nope"));
    assertRefused(broken, "Failed to initialize ECDH curves nope");
  }

  @Test
  void envoyRefusesAKeyThatIsNotTheCertificates() throws IOException {
    ObjectNode broken = strict();
    broken
        .findParents("privateKey")
        .forEach(certificate ->
            ((ObjectNode) certificate)
                .putObject("privateKey")
                .put("inlineString", new TestAuthority("other").dns("other").keyPem()));
    assertRefused(broken, "KEY_VALUES_MISMATCH");
  }

  @Test
  void envoyRefusesARouteToAClusterThatIsNotThere() throws IOException {
    ObjectNode broken = strict();
    for (JsonNode route : broken.findParents("cluster")) {
      ((ObjectNode) route).replace("cluster", TextNode.valueOf("gone"));
    }
    assertRefused(broken, "unknown cluster 'gone'");
  }

  @Test
  void envoySaysThatAFieldIsDeprecated() throws IOException {
    ObjectNode old = strict();
    for (JsonNode cluster : old.path("staticResources").path("clusters")) {
      ((ObjectNode) cluster).put("dnsRefreshRate", "5s");
    }
    assertThat(validate(old).output()).containsIgnoringCase("deprecated");
  }

  @Test
  void envoyTakesEveryLogCommandThatIsKnown() throws IOException {
    for (String command : LogCommands.BARE) {
      assertThat(LogCommands.areKnown(new LoggingFormat.Text("%" + command + "%"))).isTrue();
    }
    EnvoyVerdict verdict = validate(logging("%" + String.join("% %", LogCommands.BARE) + "%"));
    assertThat(verdict.code()).as(verdict.output()).isZero();
    assertRefused(logging("%NOPE%"), "NOPE");
  }

  private static ObjectNode logging(String format) {
    ObjectNode bootstrap = of("access-log/caller");
    bootstrap
        .findParents("textFormatSource")
        .forEach(
            log -> ((ObjectNode) log).putObject("textFormatSource").put("inlineString", format));
    return bootstrap;
  }

  private static ObjectNode strict() {
    return of("strict/teller");
  }

  private static ObjectNode of(String name) {
    return GoldenScene.proxied()
        .filter(proxied -> proxied.toString().equals(name))
        .map(proxied -> StaticBootstrap.of(proxied.expected()))
        .findFirst()
        .orElseThrow();
  }

  private void assertRefused(ObjectNode bootstrap, String reason) throws IOException {
    EnvoyVerdict verdict = validate(bootstrap);
    assertThat(verdict.output()).contains(reason);
    assertThat(verdict.code()).isNotZero();
  }

  private EnvoyVerdict validate(ObjectNode bootstrap) throws IOException {
    return EnvoyVerdict.of(bootstrap, dir);
  }
}
