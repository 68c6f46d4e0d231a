// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import java.time.Instant;

/**
 * A resource that a proxy refused.
 *
 * @param message the proxy's own words, the reason first, at most {@value #MAX_MESSAGE} characters
 */
public record Rejection(
    ResourceType type, String resource, String version, String message, Instant at) {
  /** How much of a message is kept. */
  public static final int MAX_MESSAGE = 4096;

  /** What Envoy says of a field rule, after the whole resource, which may be long. */
  private static final String REASON = "Proto constraint validation failed";

  public Rejection {
    int reason = message.lastIndexOf(REASON);
    message =
        reason > 0 ? message.substring(reason) + " in " + message.substring(0, reason) : message;
    message = message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) : message;
  }
}
