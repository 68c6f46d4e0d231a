// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

/** Why a stream ends: each is one gRPC status. */
public enum Closing {
  /** Graceful; the proxy is expected to open the next one at once (OK, 0). */
  RECONNECT,
  /** The node id is malformed, or its resource does not exist (INVALID_ARGUMENT, 3). */
  INVALID,
  /** This identity may not stream for that resource (PERMISSION_DENIED, 7). */
  FORBIDDEN,
  /** More proxies or names than allowed (RESOURCE_EXHAUSTED, 8). */
  EXHAUSTED,
  /** The server is at fault or is stopping (UNAVAILABLE, 14). */
  UNAVAILABLE,
  /** No identity, or one that has ended (UNAUTHENTICATED, 16). */
  UNAUTHENTICATED
}
