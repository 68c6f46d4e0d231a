// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.event.EventReason;
import dev.signet.kernel.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class EventPatternTest {
  private static final String EVENT =
      """
      {"version": "0", "id": "1", "detail-type": "ACM Certificate Approaching Expiration",
       "source": "aws.acm", "account": "000000000000", "region": "us-east-1",
       "resources": ["arn:one", "arn:two"],
       "detail": {"CommonName": "teller.Example", "DaysToExpiry": 31, "InUse": true, "none": null,
         "address": "10.0.0.7", "path": "a*b/c.PEM", "empty": "", "share": 0.5,
         "sans": ["a.example", "b.example"], "bare": [],
         "parts": [{"a": 1, "b": 2}, {"a": 3, "b": 4}], "inner": {"x": {"y": "z"}}}}
      """;

  /** Each line of the file: an event pattern, and whether the event above fits it. */
  @ParameterizedTest
  @CsvFileSource(resources = "/event/patterns.txt", delimiter = '|', quoteCharacter = '~')
  void anEventFits(String pattern, boolean fits) throws JsonProcessingException {
    assertThat(EventPattern.parse(pattern).fits(new ObjectMapper().readTree(EVENT)))
        .isEqualTo(fits);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/event/no-patterns.txt", delimiter = '|', quoteCharacter = '~')
  void whatIsNoPatternIsRefusedWithWhatWasExpected(String pattern, String words) {
    assertThatThrownBy(() -> EventPattern.parse(pattern))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(EventReason.BAD_PATTERN);
              assertThat(refusal.message())
                  .startsWith("Event pattern is not valid. Reason: ")
                  .contains(words);
            });
  }

  /** The longest pattern and the largest event that the API takes, at their worst. */
  @Test
  void theEffortIsBounded() throws JsonProcessingException {
    String stars = "{\"a\": [{\"wildcard\": \"*" + "aaaaaaaab*".repeat(400) + "\"}]}";
    String long1 = "{\"a\": \"" + "a".repeat(262_000) + "\"}";
    String choices = "{\"a\": [" + "{\"prefix\":\"b\"},".repeat(270) + "\"c\"]}";
    String many = "{\"a\": [" + "\"\",".repeat(87_000) + "\"\"]}";
    String nested = "{\"a\":".repeat(64) + "[1]" + "}".repeat(64);
    String deeper = "{\"a\":".repeat(65) + "[1]" + "}".repeat(65);
    assertThatThrownBy(() -> EventPattern.parse(deeper)).hasMessageContaining("at most 64 objects");
    Assertions.assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          assertThat(fits(stars, long1)).isFalse();
          assertThat(fits(choices, many)).isFalse();
          assertThat(fits(nested, nested)).isTrue();
        });
  }

  private static boolean fits(String pattern, String event) throws JsonProcessingException {
    return EventPattern.parse(pattern).fits(new ObjectMapper().readTree(event));
  }
}
