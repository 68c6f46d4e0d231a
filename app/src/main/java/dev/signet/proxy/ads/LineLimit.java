// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lines of log that others can cause: of each of them some at once, and then one in ten seconds,
 * which says how many were left out.
 */
final class LineLimit {
  /** How many lines come at once. */
  static final int BURST = 20;

  private static final Duration EACH = Duration.ofSeconds(10);
  private static final int MOST_SUBJECTS = 1000;

  private final Consumer<String> log;
  private final InstantSource clock;
  private final Map<String, Said> subjects = new LinkedHashMap<>(16, 0.75f, true);

  private static final class Said {
    private int left = BURST;
    private Instant since;
    private long omitted;

    Said(Instant now) {
      since = now;
    }
  }

  LineLimit(Consumer<String> log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * Warns in one line, or counts what is not said.
   *
   * @param subject who caused it: the serial of an identity, or an address
   * @param text made fit for one line here
   */
  void warn(String subject, String text) {
    long omitted = admit(subject);
    if (omitted == 0) {
      log.accept(OneLine.of(text));
    } else if (omitted > 0) {
      log.accept(OneLine.of(text) + " (and " + omitted + " more that were not told)");
    }
  }

  /** How many were left out before this one; negative when this one is too. */
  private synchronized long admit(String subject) {
    Instant now = clock.instant();
    Said said = subjects.computeIfAbsent(subject, _ -> new Said(now));
    if (subjects.size() > MOST_SUBJECTS) {
      subjects.remove(subjects.keySet().iterator().next());
    }
    long refilled = Duration.between(said.since, now).dividedBy(EACH);
    if (refilled != 0) { // below zero after the clock was set back
      said.left = (int) Math.min(BURST, said.left + Math.max(0, refilled));
      said.since = now;
    }
    if (said.left == 0) {
      said.omitted++;
      return -1;
    }
    said.left--;
    long omitted = said.omitted;
    said.omitted = 0;
    return omitted;
  }
}
