// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.kernel.Refusal;
import dev.signet.testkit.EnvoyVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Which regular expressions are taken, and that Envoy agrees. */
final class Re2Test {
  private static final List<String> TAKEN = Re2Cases.TAKEN;
  private static final List<String> REFUSED = Re2Cases.REFUSED;
  private static final List<String> TOO_LARGE =
      List.of(
          "a{1000}",
          "(?:abcd){300}",
          "a{1,600}",
          "(a{100}){100}",
          "((((){99}){99}){99}){99}",
          "(((a{99}){99}){99}){99}", // each of these is refused without being compiled
          "(?:(?i:[[:alpha:]\\]]{999}){999}){999,}",
          "(?P<n>(\\Qa{\\E|\\x{61}\\pL{1000}){1000}){2,1000}");

  @TempDir private Path dir = Path.of("");

  @ParameterizedTest
  @FieldSource("TAKEN")
  void whatRe2TakesIsTaken(String regex) {
    assertThatCode(() -> Re2.require(regex)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @FieldSource("REFUSED")
  void whatRe2RefusesIsRefused(String regex) {
    assertThatThrownBy(() -> Re2.require(regex))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("expected a regular expression of RE2, found ");
  }

  @ParameterizedTest
  @FieldSource("TOO_LARGE")
  void whatIsTooLargeForAProxyIsRefused(String regex) {
    assertThatThrownBy(() -> Re2.require(regex)).hasMessageContaining("more than 1000");
  }

  @Test
  void anEstimateIsNeverMuchAboveWhatACompilerMakesOfIt() {
    for (String regex :
        List.of(
            "(?:a|b|c|d|e|f|g|h|i|j|k|l|m|n|o|p|q|r|s|t|u|v|w|x|y|z){900}",
            "(?i)(?:[a-z]{3}-){200}",
            "(?:a{10}){0}(?:b{10}){90}",
            "\\Qa{99}{99}{99}\\E",
            "a\\{99}{9}",
            "[{99}]{9}",
            "(?:(?:(?:a))){900}")) {
      assertThatCode(() -> Re2.require(regex)).as(regex).doesNotThrowAnyException();
    }
  }

  @Test
  void aNameOfTwoGroupsIsRefused() {
    // As older ones did; Envoy 1.40 takes it.
    assertThatThrownBy(() -> Re2.require("(?P<n>a)(?P<n>b)")).hasMessageContaining("duplicate");
  }

  @Test
  @Tag("envoy")
  void envoyTakesWhatIsTaken() throws IOException {
    for (String regex : TAKEN) {
      assertThat(envoyTakes(regex)).as(regex).isTrue();
    }
  }

  @Test
  @Tag("envoy")
  void envoyRefusesWhatIsRefused() throws IOException {
    for (String regex : REFUSED) {
      assertThat(envoyTakes(regex)).as(regex).isFalse();
    }
    for (String regex : TOO_LARGE) {
      assertThat(envoyTakes(regex)).as(regex).isFalse();
    }
  }

  /** Asks with a listener that routes by the expression, under the limits of our bootstrap. */
  private boolean envoyTakes(String regex) throws IOException {
    ObjectNode bootstrap = new ObjectMapper().createObjectNode();
    ObjectNode layer = bootstrap.putObject("layeredRuntime").putArray("layers").addObject();
    layer
        .put("name", "static")
        .putObject("staticLayer")
        .put("re2.max_program_size.error_level", 1000);
    ObjectNode listener = bootstrap.putObject("staticResources").putArray("listeners").addObject();
    listener.put("name", "l").putObject("address").putObject("socketAddress");
    ((ObjectNode) listener.at("/address/socketAddress"))
        .put("address", "127.0.0.1")
        .put("portValue", 0);
    ObjectNode filter =
        listener.putArray("filterChains").addObject().putArray("filters").addObject();
    ObjectNode manager = filter.put("name", "hcm").putObject("typedConfig");
    manager.put(
        "@type",
        "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3"
            + ".HttpConnectionManager");
    manager.put("statPrefix", "l");
    manager
        .putArray("httpFilters")
        .addObject()
        .put("name", "router")
        .putObject("typedConfig")
        .put("@type", "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router");
    ObjectNode host = manager.putObject("routeConfig").putArray("virtualHosts").addObject();
    host.put("name", "h").putArray("domains").add("*");
    ObjectNode route = host.putArray("routes").addObject();
    route.putObject("directResponse").put("status", 200);
    ObjectNode match = route.putObject("match");
    match.put("prefix", "/");
    ObjectNode header = match.putArray("headers").addObject();
    header.put("name", "h").putObject("stringMatch").putObject("safeRegex").put("regex", regex);
    EnvoyVerdict verdict = EnvoyVerdict.of(bootstrap, dir);
    boolean taken = verdict.code() == 0;
    assertThat(taken || verdict.output().contains("error initializing configuration"))
        .as(verdict.output())
        .isTrue();
    return taken;
  }
}
