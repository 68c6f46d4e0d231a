// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import java.util.Optional;

/**
 * The end of a path of Smithy RPC v2, {@code /service/ACMPrivateCA/operation/ListTags}; anything
 * may stand before it.
 */
record RpcPath(String service, String operation) {
  static Optional<RpcPath> of(String rawPath) {
    String[] segments = PathTemplate.segments(rawPath);
    int first = segments.length - 4;
    return first >= 0
            && segments[first].equals("service")
            && segments[first + 2].equals("operation")
        ? Optional.of(new RpcPath(segments[first + 1], segments[first + 3]))
        : Optional.empty();
  }
}
