// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.api;

import dev.signet.bucket.S3Request;
import dev.signet.kernel.Refusal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Headers that travel in the query: whoever presigns an address asks in it for what others say in
 * headers.
 */
final class QueryHeaders {
  private static final String PREFIX = "x-amz-";

  /** What vouches for the request, and is read before. */
  private static final Set<String> SIGNATURE =
      Set.of(
          "x-amz-algorithm",
          "x-amz-credential",
          "x-amz-date",
          "x-amz-expires",
          "x-amz-signedheaders",
          "x-amz-signature",
          "x-amz-security-token",
          "x-amz-content-sha256");

  private QueryHeaders() {}

  /**
   * The same request with the headers of its query among its headers, and no longer in the query. A
   * header that was sent as one wins.
   *
   * @throws Refusal of kind INVALID when one occurs twice, or cannot be a header
   */
  static S3Request folded(S3Request request) {
    Map<String, String> query = new HashMap<>();
    Map<String, String> headers = new HashMap<>(request.headers());
    Set<String> seen = new HashSet<>();
    request
        .query()
        .forEach((name, value) -> {
          String header = name.toLowerCase(Locale.ROOT);
          if (!header.startsWith(PREFIX)) {
            query.put(name, value);
          } else if (!seen.add(header)) {
            throw Refusal.invalid("Query parameter '" + header + "' occurs twice, expected once");
          } else if (!SIGNATURE.contains(header)) {
            headers.putIfAbsent(header, requireValue(name, value));
          }
        });
    return new S3Request(
        request.caller(),
        request.method(),
        request.bucket(),
        request.key(),
        query,
        headers,
        request.body());
  }

  /**
   * What a parameter says of a header.
   *
   * @throws Refusal of kind INVALID when no header can say that: it has control characters
   */
  static String requireValue(String parameter, String value) {
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw Refusal.invalid(
          "Query parameter '"
              + parameter
              + "' is '"
              + value.replaceAll("\\p{Cntrl}", "?")
              + "': expected no control characters");
    }
    return value;
  }
}
