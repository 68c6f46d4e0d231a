// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.name;

import static dev.signet.pki.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.PkiException.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpiffeIdTest {
  @Test
  void anIdentityIsReadAsItIsWritten() {
    SpiffeId id =
        new SpiffeId("signet.000000000000", List.of("mesh", "Shop_1", "virtualNode", "a"));
    assertThat(id.uri()).isEqualTo("spiffe://signet.000000000000/mesh/Shop_1/virtualNode/a");
    assertThat(SpiffeId.parse(id.uri())).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/a",
        "SPIFFE://example.org/a",
        "spiffe://Example.org/a",
        "spiffe://example.org",
        "spiffe://example.org/",
        "spiffe://example.org/a/",
        "spiffe://example.org//a",
        "spiffe://example.org/./a",
        "spiffe://example.org/a/..",
        "spiffe://example.org:443/a",
        "spiffe://user@example.org/a",
        "spiffe://example.org/a%2Fb",
        "spiffe://example.org/a?b",
        "spiffe://example.org/a#b",
        "spiffe:///a"
      })
  void whatIsNoIdentityIsNotRead(String uri) {
    assertThat(SpiffeId.parse(uri)).isEmpty();
  }

  @Test
  void lengthsAreLimited() {
    assertRefused(Reason.MALFORMED_NAME, () -> new SpiffeId("a".repeat(256), List.of("b")));
    String longest = "b".repeat(2048 - "spiffe://a/".length());
    assertThat(new SpiffeId("a", List.of(longest)).uri()).hasSize(2048);
    assertRefused(Reason.MALFORMED_NAME, () -> new SpiffeId("a", List.of(longest + "b")));
  }
}
