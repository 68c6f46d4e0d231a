// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The console's words and bars are read on its grounds, light and dark (WCAG 2.2, 1.4.3, 1.4.11).
 */
final class ColoursTest {
  private static final Pattern SCHEME = Pattern.compile(":root \\{([^}]*)}");
  private static final Pattern COLOUR = Pattern.compile("--([a-z]+): #([0-9a-f]{6});");
  private static final double OF_TEXT = 4.5;
  private static final double OF_BARS = 3;

  private static List<Map<String, Integer>> schemes() throws IOException {
    try (InputStream style = ColoursTest.class.getResourceAsStream("/console/style.css")) {
      byte[] octets = Objects.requireNonNull(style).readAllBytes();
      return SCHEME
          .matcher(new String(octets, StandardCharsets.UTF_8))
          .results()
          .map(scheme -> colours(scheme.group(1)))
          .toList();
    }
  }

  private static Map<String, Integer> colours(String scheme) {
    return COLOUR
        .matcher(scheme)
        .results()
        .collect(Collectors.toMap((MatchResult found) -> found.group(1), ColoursTest::number));
  }

  private static Integer number(MatchResult found) {
    return Integer.valueOf(found.group(2), 16);
  }

  /** Relative luminance, of which black has 0 and white 1. */
  private static double luminance(int colour) {
    return 0.2126 * linear(colour >> 16) + 0.7152 * linear(colour >> 8) + 0.0722 * linear(colour);
  }

  private static double linear(int octet) {
    double part = (octet & 0xFF) / 255.0;
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }

  private static double contrast(Map<String, Integer> scheme, String one, String other) {
    double first = luminance(Objects.requireNonNull(scheme.get(one)));
    double second = luminance(Objects.requireNonNull(scheme.get(other)));
    return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
  }

  @Test
  void everyColourIsToldFromWhatIsBehindIt() throws IOException {
    assertThat(schemes()).as("light and dark").hasSize(2);
    for (Map<String, Integer> scheme : schemes()) {
      for (String ground : List.of("ground", "box")) {
        for (String words : List.of("text", "quiet", "good", "amber", "bad", "link")) {
          assertThat(contrast(scheme, words, ground))
              .as("%s on %s of %s", words, ground, scheme)
              .isGreaterThan(OF_TEXT);
        }
      }
      for (String bar : List.of("good", "amber", "bad")) {
        assertThat(contrast(scheme, bar, "line")).as("bar %s", bar).isGreaterThan(OF_BARS);
      }
    }
  }

  @Test
  void blackOnWhiteIsTheMost() {
    assertThat(contrast(Map.of("a", 0, "b", 0xFFFFFF), "a", "b")).isEqualTo(21);
  }
}
