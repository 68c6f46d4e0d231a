// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import dev.signet.pki.cert.ValidityPeriod;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * How much of a certificate's life is left, as a bar and in words.
 *
 * @param left in hundredths, 0 to 100
 * @param words what the bar says, for whoever does not see its colour
 */
public record Life(Level level, int left, String words) {
  private static final Duration AMBER_SPAN = Duration.ofDays(14);
  private static final Duration RED_SPAN = Duration.ofDays(3);

  /** How urgent it is. */
  public enum Level {
    GOOD,
    /** Less than a third of its life is left, or less than 14 days. */
    AMBER,
    /** Less than a tenth of its life is left, or less than 3 days; or it is over. */
    RED;

    /** The class of the bar in the style sheet. */
    public String style() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** That of a certificate at an instant. */
  static Life of(ValidityPeriod period, Instant now) {
    Duration whole = Duration.between(period.notBefore(), period.notAfter());
    Duration left = Duration.between(now, period.notAfter());
    if (left.isNegative()) {
      return new Life(Level.RED, 0, "expired " + days(left.negated()) + " ago");
    }
    if (now.isBefore(period.notBefore())) {
      String wait = days(Duration.between(now, period.notBefore()));
      return new Life(Level.AMBER, 100, "not valid yet, begins in " + wait);
    }
    int hundredths = (int) (100 * left.toSeconds() / whole.toSeconds());
    return switch (level(whole, left)) {
      case GOOD -> new Life(Level.GOOD, hundredths, "ends in " + days(left));
      case AMBER -> new Life(Level.AMBER, hundredths, "ends soon, in " + days(left));
      case RED -> new Life(Level.RED, hundredths, "ends very soon, in " + days(left));
    };
  }

  private static Level level(Duration whole, Duration left) {
    if (left.compareTo(span(whole.dividedBy(10), RED_SPAN, whole.dividedBy(4))) < 0) {
      return Level.RED;
    }
    return left.compareTo(span(whole.dividedBy(3), AMBER_SPAN, whole.dividedBy(2))) < 0
        ? Level.AMBER
        : Level.GOOD;
  }

  /**
   * The longer of a share of the life and some days, but not so long that one of a few hours would
   * never be good.
   */
  private static Duration span(Duration share, Duration days, Duration most) {
    Duration longer = share.compareTo(days) > 0 ? share : days;
    return longer.compareTo(most) < 0 ? longer : most;
  }

  private static String days(Duration span) {
    long days = span.toDays();
    return days == 0 ? "less than a day" : days == 1 ? "1 day" : days + " days";
  }
}
