// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.sigv4;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an HTTP request that a signature covers, exactly as they travel.
 *
 * @param method the HTTP method
 * @param rawPath the path without the query, percent-escapes untouched
 * @param rawQuery the query without the question mark; null where there is none
 * @param headers values by lower-case name, in the order received; {@code host} is among them, also
 *     for HTTP/2
 * @param bodyHash lower-case hexadecimal SHA-256 of the body
 */
public record SignableRequest(
    String method,
    String rawPath,
    @Nullable String rawQuery,
    Map<String, List<String>> headers,
    String bodyHash) {

  /** Makes the names of headers lower case. */
  public SignableRequest {
    Map<String, List<String>> lower = new TreeMap<>();
    headers.forEach((name, values) ->
        lower.merge(name.toLowerCase(Locale.ROOT), List.copyOf(values), SignableRequest::joined));
    headers = Collections.unmodifiableMap(lower);
  }

  private static List<String> joined(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  /** The same with what stands for its body. */
  SignableRequest vouchedBy(String hash) {
    return new SignableRequest(method, rawPath, rawQuery, headers, hash);
  }

  /** All values of a header, which is empty where the request has none. */
  List<String> values(String header) {
    return headers.getOrDefault(header, List.of());
  }
}
