// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.status;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a conditional request is answered (RFC 9110 section 13.2.2), of something with this tag and
 * date.
 */
record Condition(String tag, Instant modified) {
  static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** The begin of the answer: 200, or what the condition comes to, which has no body. */
  ResponseHeadersBuilder begin(RequestHeaders request) {
    return begin(status(request));
  }

  /** The same of an answer that stands under no condition. */
  ResponseHeadersBuilder begin(HttpStatus status) {
    return ResponseHeaders.builder(status)
        .add(HttpHeaderNames.ETAG, tag)
        .add(HttpHeaderNames.LAST_MODIFIED, DATE.format(modified));
  }

  /** 304 or 412; 200 when the thing itself is the answer. */
  HttpStatus status(RequestHeaders request) {
    String match = request.get(HttpHeaderNames.IF_MATCH);
    if (match != null
        ? !names(match)
        : changedSince(request, HttpHeaderNames.IF_UNMODIFIED_SINCE)) {
      return HttpStatus.PRECONDITION_FAILED;
    }
    String noneMatch = request.get(HttpHeaderNames.IF_NONE_MATCH);
    boolean known =
        noneMatch != null
            ? names(noneMatch)
            : date(request.get(HttpHeaderNames.IF_MODIFIED_SINCE))
                .filter(since -> !modified.isAfter(since))
                .isPresent();
    return known ? HttpStatus.NOT_MODIFIED : HttpStatus.OK;
  }

  private boolean changedSince(RequestHeaders request, CharSequence header) {
    return date(request.get(header)).filter(modified::isAfter).isPresent();
  }

  /** A list of tags, weak ones too, or all of them. */
  private boolean names(String list) {
    Predicate<String> same = each -> each.equals("*") || each.replaceFirst("^W/", "").equals(tag);
    return Arrays.stream(list.split(",")).map(String::strip).anyMatch(same);
  }

  /** What is no date counts as absent. */
  private static Optional<Instant> date(@Nullable String text) {
    try {
      return text == null
          ? Optional.empty()
          : Optional.of(
              ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
