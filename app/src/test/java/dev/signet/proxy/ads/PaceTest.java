// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes reach a proxy at once, a flood of them in few messages. */
final class PaceTest {
  private static final long MS = 1_000_000;

  /** Notes 25 ms apart, as of someone who changes one thing after the other. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, Long.MAX_VALUE - 100 * MS, Long.MIN_VALUE})
  void whatIsNoFloodIsTakenAtOnce(long start) {
    Pace pace = new Pace(start);
    for (long now = start; now - start < 1_000 * MS; now += 25 * MS) {
      assertThat(pace.note(now)).isEqualTo(now);
      pace.take(now);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, Long.MAX_VALUE - 100 * MS, Long.MIN_VALUE})
  void ofAFloodTheFirstIsTakenAtOnceAndTheLastWithinASecondAndALittle(long start) {
    List<Long> taken = taken(start, 3_000);
    assertThat(taken.getFirst()).isEqualTo(start);
    assertThat(taken.getLast() - start).isBetween(2_999 * MS, 4_200 * MS);
    assertThat(mostInASecond(taken)).isEqualTo(2);
  }

  /** A pause ends a flood; what comes after the pause is taken at once, and is counted. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void twoThatWereTakenAtOnceAreCountedWhenAFloodFollows(int seed) {
    Pace pace = new Pace(0);
    pace.note(0);
    pace.take(0);
    long second = (21 + new Random(seed).nextInt(400)) * MS;
    assertThat(pace.note(second)).isEqualTo(second);
    pace.take(second);
    assertThat(pace.note(second + MS)).isGreaterThan(1_000 * MS);
  }

  /** Runs a stream that gets a note each millisecond and takes it when it is due. */
  private static List<Long> taken(long start, int notes) {
    Pace pace = new Pace(start);
    List<Long> taken = new ArrayList<>();
    boolean waiting = false;
    long due = 0;
    for (int ms = 0; ms < notes + 2_000; ms++) {
      long now = start + ms * MS;
      if (ms < notes) {
        long wanted = pace.note(now);
        due = waiting ? due : wanted;
        waiting = true;
      }
      if (waiting && now - due >= 0) {
        pace.take(now);
        taken.add(now);
        waiting = false;
      }
    }
    return taken;
  }

  private static long mostInASecond(List<Long> taken) {
    return taken.stream()
        .mapToLong(
            from -> taken.stream().filter(at -> at - from >= 0 && at - from < 1_000 * MS).count())
        .max()
        .orElse(0);
  }
}
