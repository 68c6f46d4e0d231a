// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often a proxy may move: each move is told to the whole mesh and stays in the log of changes.
 * A few moves are allowed at once, and then one for each pause.
 */
final class MoveLimit {
  /** How many moves are allowed at once. */
  static final int AT_ONCE = 5;

  /** After which time there is one more. */
  static final Duration PAUSE = Duration.ofSeconds(20);

  private static final int MOST_SUBJECTS = 10_000;

  private final Map<String, Left> subjects = new LinkedHashMap<>(16, 0.75f, true);

  private record Left(int moves, Instant since) {}

  /** Takes a move; whether there was one left. */
  synchronized boolean take(String subject, Instant now) {
    Left before = subjects.getOrDefault(subject, new Left(AT_ONCE, now));
    Instant from = before.since().isAfter(now) ? now : before.since(); // the clock was set back
    long more = Duration.between(from, now).dividedBy(PAUSE);
    int moves = (int) Math.min(AT_ONCE, before.moves() + more);
    Instant since = moves == AT_ONCE ? now : from.plus(PAUSE.multipliedBy(more));
    subjects.put(subject, new Left(Math.max(0, moves - 1), since));
    if (subjects.size() > MOST_SUBJECTS) {
      subjects.remove(subjects.keySet().iterator().next());
    }
    return moves > 0;
  }
}
