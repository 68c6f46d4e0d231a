// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Duration;
import dev.signet.kernel.Refusal;
import dev.signet.mesh.resource.SpecReader;
import dev.signet.mesh.rules.GatewayRouteRules;
import dev.signet.mesh.rules.ListenerRules;
import dev.signet.mesh.rules.TextRules;
import dev.signet.mesh.view.MeshLookup;
import dev.signet.mesh.view.MeshView;
import dev.signet.testkit.EnvoyVerdict;
import dev.signet.wire.codec.Json;
import dev.signet.wire.codec.Problem;
import dev.signet.wire.codec.Shape;
import dev.signet.wire.generated.appmesh.GatewayRouteSpec;
import dev.signet.wire.generated.appmesh.MeshSpec;
import dev.signet.wire.generated.appmesh.VirtualGatewaySpec;
import dev.signet.wire.generated.appmesh.VirtualNodeSpec;
import dev.signet.wire.generated.appmesh.VirtualServiceSpec;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.HealthCheck;
import io.envoyproxy.envoy.config.core.v3.HealthCheck.HttpHealthCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No text that the API takes is one that Envoy refuses. */
final class HostileTextTest {
  @TempDir private Path dir = Path.of("");

  @Test
  void whatBreaksAFieldRuleIsFound() {
    HealthCheck check =
        HealthCheck.newBuilder()
            .setTimeout(Duration.newBuilder().setSeconds(1))
            .setInterval(Duration.getDefaultInstance())
            .setHttpHealthCheck(HttpHealthCheck.newBuilder().setPath("/\r\n"))
            .build();
    Cluster cluster = Cluster.newBuilder().addHealthChecks(check).build();
    assertThat(FieldRules.broken(cluster, GoldenText.TYPES))
        .anyMatch(rule -> rule.startsWith(".name min_len 1"))
        .anyMatch(rule -> rule.contains("http_health_check.path form "))
        .anyMatch(rule -> rule.startsWith(".health_checks[].interval gt"))
        .anyMatch(rule -> rule.startsWith(".health_checks[].healthy_threshold required"));
  }

  @Test
  void whatTheApiTakesBreaksNoFieldRuleOfEnvoy() {
    List<String> broken = new ArrayList<>();
    int taken = 0;
    int refused = 0;
    for (HostileTexts.Attempt attempt : HostileTexts.all().toList()) {
      if (isTaken(attempt)) {
        taken++;
        translations(attempt.mesh()).values().stream()
            .flatMap(translation -> broken(translation).stream())
            .forEach(rule -> broken.add(attempt + " breaks " + rule));
      } else {
        refused++;
      }
    }
    assertThat(broken).isEmpty();
    assertThat(refused).isGreaterThan(50);
    assertThat(taken).isGreaterThan(100);
  }

  @Test
  @Tag("envoy")
  void whatTheApiTakesIsTakenByARealEnvoy() throws IOException {
    List<String> refused = new ArrayList<>();
    int validated = 0;
    for (HostileTexts.Attempt attempt :
        HostileTexts.all().filter(HostileTextTest::isTaken).toList()) {
      Optional<JsonNode> told =
          translations(attempt.mesh()).values().stream()
              .map(GoldenText::json)
              .filter(each -> says(each, attempt.text()))
              .findFirst();
      if (told.isPresent()) {
        EnvoyVerdict verdict = EnvoyVerdict.of(StaticBootstrap.of(told.get()), dir);
        if (verdict.code() != 0) {
          refused.add(attempt + ": " + verdict.output().lines().toList().getLast());
        }
        validated++;
      }
    }
    assertThat(refused).isEmpty();
    assertThat(validated).isGreaterThan(50);
  }

  /** Whether the text reaches the proxy at all, in whatever it is put into. */
  private static boolean says(JsonNode told, String text) {
    return told.isTextual()
        ? !text.isBlank() && told.textValue().contains(text)
        : Stream.iterate(0, i -> i < told.size(), i -> i + 1)
                .anyMatch(i -> told.isArray() && says(told.get(i), text))
            || told.properties().stream().anyMatch(member -> says(member.getValue(), text));
  }

  private static boolean isTaken(HostileTexts.Attempt attempt) {
    try {
      TextRules.check(attempt.spec());
      switch (attempt.kind()) {
        case "virtualNodes" ->
            ListenerRules.check(SpecReader.read(read(VirtualNodeSpec.SHAPE, attempt.spec())));
        case "virtualGateways" ->
            ListenerRules.check(SpecReader.read(read(VirtualGatewaySpec.SHAPE, attempt.spec())));
        case "gatewayRoutes" ->
            GatewayRouteRules.check(read(GatewayRouteSpec.SHAPE, attempt.spec()));
        case "virtualServices" -> read(VirtualServiceSpec.SHAPE, attempt.spec());
        default -> read(MeshSpec.SHAPE, attempt.spec());
      }
      return true;
    } catch (Problem | Refusal refused) {
      return false;
    }
  }

  private static <T> T read(Shape<T> shape, JsonNode spec) {
    return Json.read(shape, spec.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static SortedMap<String, Translation> translations(JsonNode mesh) {
    MeshView view = GoldenScene.mesh(mesh);
    SortedMap<String, Translation> told = new TreeMap<>();
    Stream.concat(view.nodes().keySet().stream(), view.gateways().keySet().stream())
        .forEach(name ->
            told.put(
                name,
                Translations.of(new MeshLookup(view), GoldenScene.arn(name), GoldenScene.PLACE)
                    .orElseThrow()));
    return told;
  }

  private static List<String> broken(Translation translation) {
    List<String> broken = new ArrayList<>();
    Stream.of(
            translation.snapshot().clusters(),
            translation.snapshot().endpoints(),
            translation.snapshot().listeners(),
            translation.snapshot().routes())
        .flatMap(set -> set.all().stream())
        .forEach(resource -> broken.addAll(FieldRules.broken(resource.body(), GoldenText.TYPES)));
    return broken;
  }
}
