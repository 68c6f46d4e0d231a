// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.sigv4;

import dev.signet.wire.codec.Percent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A signature that travels in the query: whoever holds the address may send the request, for a
 * while ("presigned").
 *
 * @param date when it was signed
 * @param expires how long it is good from then on
 */
record QuerySignature(Authorization authorization, Instant date, Duration expires) {
  static final String SIGNATURE = "X-Amz-Signature";

  private static final String ALGORITHM = "X-Amz-Algorithm";
  private static final String TOKEN = "X-Amz-Security-Token";

  /** The longest that S3 allows. */
  private static final long MOST_SECONDS = Duration.ofDays(7).toSeconds();

  /** Whether a query has one. */
  static boolean isIn(@Nullable String rawQuery) {
    return rawQuery != null
        && (rawQuery.contains(SIGNATURE + "=") || rawQuery.contains(ALGORITHM + "="));
  }

  /**
   * Reads it.
   *
   * @throws RefusedException when it is not complete
   */
  static QuerySignature parse(@Nullable String rawQuery) {
    Map<String, String> query = Percent.parseQuery(rawQuery);
    String algorithm = parameter(query, ALGORITHM);
    if (!algorithm.equals(SigV4.ALGORITHM)) {
      throw new RefusedException(
          Verdict.Kind.UNSUPPORTED,
          ALGORITHM + " '" + algorithm + "' is not served, expected " + SigV4.ALGORITHM);
    }
    if (query.containsKey(TOKEN)) {
      throw new RefusedException(
          Verdict.Kind.STRAY_TOKEN, TOKEN + ": a long-term access key has no session token");
    }
    String date = parameter(query, "X-Amz-Date");
    return new QuerySignature(
        Authorization.of(
            parameter(query, "X-Amz-Credential"),
            parameter(query, "X-Amz-SignedHeaders"),
            parameter(query, SIGNATURE)),
        AmzDate.parse(date)
            .orElseThrow(
                () -> incomplete("X-Amz-Date '" + date + "': expected yyyyMMdd'T'HHmmss'Z'")),
        expires(parameter(query, "X-Amz-Expires")));
  }

  private static Duration expires(String text) {
    if (!text.matches("[0-9]{1,6}")
        || Long.parseLong(text) < 1
        || Long.parseLong(text) > MOST_SECONDS) {
      throw incomplete("X-Amz-Expires '" + text + "': expected 1 to " + MOST_SECONDS + " seconds");
    }
    return Duration.ofSeconds(Long.parseLong(text));
  }

  private static String parameter(Map<String, String> query, String name) {
    String value = query.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw incomplete("a signature in the query requires the parameter " + name);
    }
    return value;
  }

  private static RefusedException incomplete(String message) {
    return new RefusedException(Verdict.Kind.INCOMPLETE, message);
  }
}
