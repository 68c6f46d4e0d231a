// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateNamesTest {
  private static final List<String> BASE =
      List.of(
          "CodeSigningCertificate",
          "EndEntityCertificate",
          "EndEntityClientAuthCertificate",
          "EndEntityServerAuthCertificate",
          "OCSPSigningCertificate",
          "RootCACertificate",
          "SubordinateCACertificate_PathLen0",
          "SubordinateCACertificate_PathLen1",
          "SubordinateCACertificate_PathLen2",
          "SubordinateCACertificate_PathLen3");

  /** Those that take fields from the request: without their endings. */
  private static final List<String> PASSING =
      List.of(
          "BlankEndEntityCertificate",
          "BlankEndEntityCertificate_CriticalBasicConstraints",
          "BlankSubordinateCACertificate_PathLen0",
          "BlankSubordinateCACertificate_PathLen1",
          "BlankSubordinateCACertificate_PathLen2",
          "BlankSubordinateCACertificate_PathLen3",
          "CodeSigningCertificate",
          "EndEntityCertificate",
          "EndEntityClientAuthCertificate",
          "EndEntityServerAuthCertificate",
          "OCSPSigningCertificate",
          "SubordinateCACertificate_PathLen0",
          "SubordinateCACertificate_PathLen1",
          "SubordinateCACertificate_PathLen2",
          "SubordinateCACertificate_PathLen3");

  @Test
  void exactlyThe61NamesOfAwsAreKnown() {
    List<String> rootsOfTheApi =
        Stream.concat(
                Stream.of("RootCACertificate", "BlankRootCACertificate"),
                IntStream.rangeClosed(0, 3).mapToObj(n -> "BlankRootCACertificate_PathLen" + n))
            .map(name -> name + "_APIPassthrough")
            .toList();
    List<String> all =
        Stream.of(
                BASE.stream(),
                rootsOfTheApi.stream(),
                PASSING.stream().map(name -> name + "_CSRPassthrough"),
                PASSING.stream().map(name -> name + "_APIPassthrough"),
                PASSING.stream().map(name -> name + "_APICSRPassthrough"))
            .flatMap(names -> names)
            .toList();
    assertThat(all).hasSize(61).doesNotHaveDuplicates();
    assertThat(Profile.names()).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void everyProfileKnowsItsNameAndKind() {
    for (String name : Profile.names()) {
      Profile profile = Profile.named(name).orElseThrow();
      assertThat(profile.name()).isEqualTo(name);
      assertThat(profile.isCa()).as(name).isEqualTo(name.contains("CACertificate"));
      assertThat(profile.isRoot()).as(name).isEqualTo(name.contains("RootCA"));
      assertThat(name).endsWith(profile.passthrough().suffix());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "endentitycertificate",
        "EndEntityCertificate/V1",
        "EndEntityCertificate/V2",
        "BlankEndEntityCertificate",
        "RootCACertificate_CSRPassthrough",
        "SubordinateCACertificate",
        "SubordinateCACertificate_PathLen4",
        "ProxyIdentity"
      })
  void otherNamesAreUnknown(String name) {
    assertThat(Profile.named(name)).isEmpty();
  }
}
