// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.sigv4;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/** Times as requests carry them. */
final class AmzDate {
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT)
          .withZone(ZoneOffset.UTC);

  private AmzDate() {}

  /** {@code 20150830T123600Z}. */
  static String format(Instant time) {
    return BASIC.format(time);
  }

  /**
   * Reads the form of {@code X-Amz-Date}, or RFC 9110's of {@code Date}; empty when it is neither.
   */
  static Optional<Instant> parse(String text) {
    try {
      DateTimeFormatter form = text.endsWith("Z") ? BASIC : DateTimeFormatter.RFC_1123_DATE_TIME;
      return Optional.of(form.parse(text, Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
