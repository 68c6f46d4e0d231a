// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that cannot fail holds nothing: each is run over classes that break it. */
final class ArchitectureProvokedTest {
  @SuppressWarnings("NullAway.Init")
  private static JavaClasses offenders;

  @BeforeAll
  static void read() {
    offenders =
        new ClassFileImporter()
            .importPackages(
                Stream.of(
                        "kernel",
                        "agent",
                        "authority",
                        "certificate",
                        "mesh",
                        "pki",
                        "proxy.stream",
                        "proxy.envoy")
                    .map(room -> "dev.signet." + room + ".provoked")
                    .toList());
  }

  static List<Arguments> rules() {
    return List.of(
        rule("ground", ArchitectureTest.GROUND_KNOWS_NO_FEATURE, "GroundThatKnowsAFeature"),
        rule(
            "authority",
            ArchitectureTest.AUTHORITY_KNOWS_NO_OTHER_FEATURE,
            "AuthorityThatKnowsTooMuch"),
        rule(
            "certificate",
            ArchitectureTest.CERTIFICATE_KNOWS_ONLY_AUTHORITY,
            "CertificateThatKnowsTheMesh"),
        rule("agent", ArchitectureTest.AGENT_KNOWS_NO_SERVER, "AgentThatKnowsAServer"),
        rule("mesh", ArchitectureTest.MESH_KNOWS_NO_PROXY, "MeshThatKnowsTheProxy"),
        rule("front", ArchitectureTest.FEATURES_DO_NOT_KNOW_THE_FRONT, "AuthorityThatKnowsTooMuch"),
        rule("sql", ArchitectureTest.SQL_ONLY_IN_TABLES_AND_STORE, "AuthorityThatKnowsTooMuch"),
        rule("wire", ArchitectureTest.WIRE_ONLY_AT_THE_EDGES, "AuthorityThatKnowsTooMuch"),
        rule("server", ArchitectureTest.DOMAIN_SEES_NO_SERVER, "AuthorityThatKnowsTooMuch"),
        rule("pki", ArchitectureTest.PKI_IS_PURE, "PkiThatReadsFiles"),
        rule(
            "doors",
            ArchitectureTest.ROOMS_ARE_ENTERED_BY_THEIR_DOORS,
            "CertificateThatKnowsTheMesh"),
        rule("streams", ArchitectureTest.STREAMS_KNOW_NO_MESH, "StreamThatKnowsTheMesh"),
        rule(
            "translation",
            ArchitectureTest.TRANSLATION_KNOWS_NO_DELIVERY,
            "TranslationThatKnowsItsProxies"),
        rule("timers", ArchitectureTest.NO_HIDDEN_CLOCK, "delayedExecutor"),
        rule("sleep", ArchitectureTest.NO_HIDDEN_CLOCK, "Thread.sleep"),
        rule("clock", ArchitectureTest.NO_HIDDEN_CLOCK, "AuthorityThatKnowsTooMuch"),
        rule(
            "secrets",
            ArchitectureTest.SECRETS_ARE_READ_IN_LISTED_PLACES,
            "AuthorityThatKnowsTooMuch"));
  }

  private static Arguments rule(String name, ArchRule rule, String offender) {
    return Arguments.of(name, rule, offender);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void aRuleNamesTheClassThatBreaksIt(String name, ArchRule rule, String offender) {
    assertThatThrownBy(() -> rule.check(offenders))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(offender);
  }

  @ParameterizedTest
  @MethodSource("wholeProduct")
  void aRuleOverAllPackagesFailsWithTheOffendersAmongThem(ArchRule rule) {
    JavaClasses everything = new ClassFileImporter().importPackages("dev.signet");
    JavaClasses some =
        everything.that(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "product or provoked",
                (JavaClass type) ->
                    type.getPackageName().endsWith(".provoked")
                        || type.getSource()
                            .map(source -> !source.getUri().toString().contains("test-classes"))
                            .orElse(false)));
    assertThatThrownBy(() -> rule.check(some)).isInstanceOf(AssertionError.class);
  }

  static List<ArchRule> wholeProduct() {
    return List.of(ArchitectureTest.NO_CYCLES, ArchitectureTest.SIGNET_NEVER_NAMES_CLI);
  }
}
