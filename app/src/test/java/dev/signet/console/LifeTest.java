// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.cert.ValidityPeriod;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the bar turns amber and red. */
final class LifeTest {
  private static final Instant END = Instant.parse("2030-01-01T00:00:00Z");

  private static Life life(Duration whole, Duration left) {
    return Life.of(new ValidityPeriod(END.minus(whole), END), END.minus(left));
  }

  @ParameterizedTest
  @CsvSource({
    // life, left, level: a third and a tenth of what lives long
    "PT7200H, PT2400H, GOOD",
    "PT7200H, PT2399H59M59S, AMBER",
    "PT7200H, PT720H, AMBER",
    "PT7200H, PT719H59M59S, RED",
    // 14 and 3 days of what lives for a month
    "PT720H, PT336H, GOOD",
    "PT720H, PT335H59M59S, AMBER",
    "PT720H, PT72H, AMBER",
    "PT720H, PT71H59M59S, RED",
    // a half and a quarter of what lives for a day
    "PT24H, PT12H, GOOD",
    "PT24H, PT11H59M59S, AMBER",
    "PT24H, PT6H, AMBER",
    "PT24H, PT5H59M59S, RED",
    "PT24H, PT0S, RED"
  })
  void theBarTurnsAtItsThirdAndItsTenthOrSomeDaysBefore(
      Duration whole, Duration left, Life.Level level) {
    assertThat(life(whole, left).level()).isEqualTo(level);
  }

  @Test
  void theBarShowsWhatIsLeft() {
    assertThat(life(Duration.ofDays(100), Duration.ofDays(100)).left()).isEqualTo(100);
    assertThat(life(Duration.ofDays(100), Duration.ofDays(37)).left()).isEqualTo(37);
    assertThat(life(Duration.ofDays(100), Duration.ZERO).left()).isZero();
  }

  @Test
  void itIsSaidInWordsToo() {
    Duration year = Duration.ofDays(365);
    assertThat(life(year, Duration.ofDays(200)).words()).isEqualTo("ends in 200 days");
    assertThat(life(year, Duration.ofDays(100)).words()).isEqualTo("ends soon, in 100 days");
    assertThat(life(year, Duration.ofHours(25)).words()).isEqualTo("ends very soon, in 1 day");
    assertThat(life(year, Duration.ofHours(2)).words())
        .isEqualTo("ends very soon, in less than a day");
    assertThat(life(year, Duration.ofDays(-2)))
        .isEqualTo(new Life(Life.Level.RED, 0, "expired 2 days ago"));
    assertThat(life(year, Duration.ofDays(370)))
        .isEqualTo(new Life(Life.Level.AMBER, 100, "not valid yet, begins in 5 days"));
  }

  @Test
  void theLongestLifeIsNoTrouble() {
    Instant never = Instant.parse("9999-12-31T23:59:59Z");
    Life life = Life.of(new ValidityPeriod(Instant.EPOCH, never), END);
    assertThat(life.level()).isEqualTo(Life.Level.GOOD);
    assertThat(life.left()).isEqualTo(99);
  }
}
