// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import java.util.Map;

/** Which operation a request names, and in which protocol it reads its answer. */
public sealed interface Route {
  /** The protocol of the request, as far as it can be told. */
  Protocol protocol();

  /**
   * An operation.
   *
   * @param operation what is asked for
   * @param labels the labels of the path by member name, still percent-encoded
   */
  record Matched(Protocol protocol, Operation<?, ?> operation, Map<String, String> labels)
      implements Route {}

  /**
   * A known service, but none of its operations.
   *
   * @param service the service
   * @param name what was asked for: the name in the target, or method and path
   */
  record UnknownOperation(Protocol protocol, ServiceModel service, String name) implements Route {}

  /**
   * A protocol of AWS that is not served, or not by this service, or one used in a wrong way.
   *
   * @param message the text for the caller
   */
  record UnsupportedProtocol(Protocol protocol, String message) implements Route {}

  /** Nothing that an API here listens to; the signature's scope may still tell the service. */
  record NoRoute(Protocol protocol) implements Route {}
}
