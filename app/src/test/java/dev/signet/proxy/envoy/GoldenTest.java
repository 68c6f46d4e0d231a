// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the proxies of each mesh under {@code golden} are told, against files that were read by
 * people. {@code -Dsignet.write-golden=true} writes the files anew.
 */
final class GoldenTest {
  static Stream<GoldenScene.Proxied> proxied() {
    return GoldenScene.proxied();
  }

  @ParameterizedTest
  @MethodSource("proxied")
  void theProxyIsToldWhatTheFileSays(GoldenScene.Proxied proxied) {
    if (Boolean.getBoolean("signet.write-golden")) {
      proxied.write();
    }
    assertThat(GoldenText.sorted(GoldenText.json(proxied.translation())))
        .isEqualTo(GoldenText.sorted(proxied.expected()));
  }

  @ParameterizedTest
  @MethodSource("proxied")
  void equalMeshesGiveEqualVersions(GoldenScene.Proxied proxied) {
    assertThat(proxied.translation()).isEqualTo(proxied.translation());
  }

  @ParameterizedTest
  @MethodSource("proxied")
  void whatIsNamedIsThereAndNothingElse(GoldenScene.Proxied proxied) {
    JsonNode told = GoldenText.json(proxied.translation());
    assertThat(values(told.path("routes"), GoldenTest::name))
        .isEqualTo(found(told, "routeConfigName", GoldenTest::text));
    assertThat(values(told.path("endpoints"), each -> each.path("clusterName").asText()))
        .isEqualTo(
            StreamSupport.stream(told.path("clusters").spliterator(), false)
                .filter(cluster -> cluster.path("type").asText().equals("EDS"))
                .map(GoldenTest::name)
                .collect(Collectors.toCollection(TreeSet::new)));
    assertThat(values(told.path("secrets"), GoldenTest::text))
        .isEqualTo(
            told.findParents("sdsConfig").stream()
                .map(GoldenTest::name)
                .collect(Collectors.toCollection(TreeSet::new)));
    assertThat(values(told.path("clusters"), GoldenTest::name))
        .isEqualTo(found(told, "cluster", GoldenTest::text));
  }

  private static Set<String> found(JsonNode told, String key, Function<JsonNode, String> name) {
    return told.findValues(key).stream().map(name).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> values(JsonNode list, Function<JsonNode, String> name) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String name(JsonNode named) {
    return named.path("name").asText();
  }

  private static String text(JsonNode value) {
    return value.asText();
  }
}
