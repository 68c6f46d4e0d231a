// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket;

import dev.signet.kernel.Caller;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A call of the S3 REST API in path style, whose signature is proven.
 *
 * @param method of HTTP
 * @param bucket empty where the path names none
 * @param key empty where the path names no object
 * @param query parameters, decoded
 * @param headers by lower-case name; several of one name are joined by commas
 */
public record S3Request(
    Caller caller,
    String method,
    String bucket,
    String key,
    Map<String, String> query,
    Map<String, String> headers,
    Body body) {
  /**
   * The octets of a body as they arrive; reading them throws a {@link dev.signet.kernel.Refusal}
   * where they are not what was signed.
   *
   * @param trailers headers that come after them, complete once all were read
   */
  public record Body(InputStream octets, Supplier<Map<String, String>> trailers) {}

  /** A header, if it was sent. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** A parameter, if it was sent. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** What the path names, as errors show it. */
  public String resource() {
    return "/" + bucket + (key.isEmpty() ? "" : "/" + key);
  }
}
