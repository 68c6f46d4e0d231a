// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import java.util.Map;

/** Which operation a request names. */
public sealed interface Route {
  /**
   * An operation.
   *
   * @param operation what is asked for
   * @param labels the labels of the path by member name, still percent-encoded
   */
  record Matched(Operation<?, ?> operation, Map<String, String> labels) implements Route {}

  /**
   * A known service, but none of its operations.
   *
   * @param service the service
   * @param name what was asked for: the name in the target, or method and path
   */
  record UnknownOperation(ServiceModel service, String name) implements Route {}

  /**
   * A protocol of AWS that is not served.
   *
   * @param name the protocol's name
   */
  record UnsupportedProtocol(String name) implements Route {}

  /** Nothing that an API here listens to; the signature's scope may still tell the service. */
  record NoRoute() implements Route {}
}
