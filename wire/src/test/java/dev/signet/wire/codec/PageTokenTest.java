// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signet.wire.codec.PageToken.Binding;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTokenTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Binding BINDING = new Binding("ListTags", "123456789012", "us-east-1");

  private final PageToken tokens = new PageToken(new byte[32]);

  @Test
  void aTokenTellsItsPositionToTheListItWasMadeFor() {
    for (String position : List.of("", "arn:aws:x/ü 🌱", "x".repeat(3000))) {
      String token = tokens.issue(BINDING, position, NOW.plusSeconds(60));
      assertThat(token).matches("[A-Za-z0-9_-]+");
      assertThat(tokens.read(BINDING, token, NOW)).contains(position);
    }
  }

  @Test
  void aTokenExpires() {
    String token = tokens.issue(BINDING, "p", NOW.plusSeconds(60));
    assertThat(tokens.read(BINDING, token, NOW.plusSeconds(59))).isPresent();
    assertThat(tokens.read(BINDING, token, NOW.plusSeconds(60))).isEmpty();
  }

  @Test
  void aTokenIsForNoOtherList() {
    String token = tokens.issue(BINDING, "p", NOW.plusSeconds(60));
    for (Binding other :
        List.of(
            new Binding("ListPermissions", "123456789012", "us-east-1"),
            new Binding("ListTags", "210987654321", "us-east-1"),
            new Binding("ListTags", "123456789012", "us-east-2"),
            new Binding("ListTags1", "23456789012", "us-east-1"),
            new Binding("ListTags", "123456789012us", "-east-1"))) {
      assertThat(tokens.read(other, token, NOW)).isEmpty();
    }
  }

  @Test
  void aChangedTokenIsRefused() {
    String token = tokens.issue(BINDING, "position", NOW.plusSeconds(60));
    for (int i = 0; i < token.length() - 1; i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      assertThat(tokens.read(BINDING, token.substring(0, i) + other + token.substring(i + 1), NOW))
          .isEmpty();
    }
    for (String other :
        List.of("", "A", "not a token", "====", token.substring(0, 20), token + token)) {
      assertThat(tokens.read(BINDING, other, NOW)).isEmpty();
    }
  }

  @Test
  void aTokenOfAnotherKeyIsRefused() {
    byte[] key = new byte[32];
    key[31] = 1;
    assertThat(
            tokens.read(BINDING, new PageToken(key).issue(BINDING, "p", NOW.plusSeconds(60)), NOW))
        .isEmpty();
  }

  @Test
  void aShortKeyIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PageToken(new byte[31]))
        .withMessage("31 bytes of key, expected at least 32");
  }
}
