// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.cert.ValidityPeriod;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code signet proxy renew --watch}, by a clock that jumps. */
final class RenewalWatchTest {
  private static final Duration LIFE = Duration.ofDays(30);

  private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
  private final List<Instant> renewals = new ArrayList<>();
  private ValidityPeriod present = new ValidityPeriod(clock.instant(), clock.instant().plus(LIFE));
  private int failing;

  /** Stays for so long; answers the pauses. */
  private List<Duration> stayed(Duration time) throws InterruptedException {
    Instant end = clock.instant().plus(time);
    List<Duration> pauses = new ArrayList<>();
    RenewalWatch.Identity identity =
        new RenewalWatch.Identity() {
          @Override
          public ValidityPeriod period() {
            return present;
          }

          @Override
          public void renew() {
            if (failing-- > 0) {
              throw CommandRefused.passing("no server answers");
            }
            renewals.add(clock.instant());
            present = new ValidityPeriod(clock.instant(), clock.instant().plus(LIFE));
          }
        };
    new RenewalWatch(identity, clock, new SeededEntropy(7))
        .stay(pause -> {
          pauses.add(pause);
          clock.advance(pause);
          return clock.instant().isBefore(end);
        });
    return pauses;
  }

  @Test
  void anIdentityIsRenewedWhenTwoThirdsOfItsLifeHavePassed() throws InterruptedException {
    Instant start = clock.instant();
    List<Duration> pauses = stayed(Duration.ofDays(61));
    assertThat(renewals).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(Duration.between(start, renewals.get(i)))
          .isBetween(Duration.ofDays(20L * (i + 1)), Duration.ofDays(20L * (i + 1)).plusHours(1));
    }
    assertThat(pauses).allSatisfy(each -> assertThat(each).isLessThan(Duration.ofMinutes(67)));
  }

  @Test
  void aServerThatIsAwayIsAskedAgainSoonAndLessAndLessOften() throws InterruptedException {
    clock.advance(Duration.ofDays(21));
    failing = 6;
    List<Duration> pauses = stayed(Duration.ofHours(3));
    assertThat(pauses.subList(1, 7))
        .extracting(Duration::toMinutes)
        .containsExactly(1L, 2L, 4L, 8L, 16L, 30L);
    assertThat(renewals).hasSize(1);
  }
}
