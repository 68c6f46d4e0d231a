// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.authority.revocation.EditionTables.Aside;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which earlier editions of a CRL are kept for who still reads them. */
final class EditionTablesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final long MIB = 1024 * 1024;

  private static Aside aside(long octets, Duration ago) {
    return new Aside("e" + octets + ago, octets, NOW.minus(ago));
  }

  @Test
  void theyAreKeptForAnHour() {
    Aside kept = aside(10, Duration.ofMinutes(60));
    Aside old = aside(10, Duration.ofMinutes(61));
    assertThat(EditionTables.surplus(List.of(kept, old), 10, NOW)).containsExactly(old);
  }

  @Test
  void theyTakeNoMoreRoomThanTwiceTheNewest() {
    List<Aside> lists =
        IntStream.range(0, 4).mapToObj(i -> aside(100 * MIB, Duration.ofSeconds(i))).toList();
    assertThat(EditionTables.surplus(lists, 100 * MIB, NOW)).isEqualTo(lists.subList(2, 4));
    assertThat(EditionTables.surplus(lists, 10, NOW)).as("of a list that shrank").isEqualTo(lists);
  }

  @Test
  void ofShortOnesOnlySomeAreKept() {
    List<Aside> many =
        IntStream.range(0, 70).mapToObj(i -> aside(500, Duration.ofSeconds(i))).toList();
    assertThat(EditionTables.surplus(many, 500, NOW)).isEqualTo(many.subList(64, 70));
  }
}
