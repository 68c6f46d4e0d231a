// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.status;

import dev.signet.proxy.stream.Closing;
import java.time.Instant;
import java.util.Optional;

/**
 * A stream that was refused before it was told anything.
 *
 * @param address the address it came from
 * @param resourceArn what its identity acts for; empty when it proved none
 * @param nodeId what it claimed to be, shortened to 300 characters; empty when it said nothing
 */
public record RefusedStream(
    Instant at,
    String address,
    Optional<String> resourceArn,
    String nodeId,
    Closing reason,
    String message) {
  private static final int MAX_NODE_ID = 300;

  public RefusedStream {
    nodeId = nodeId.length() > MAX_NODE_ID ? nodeId.substring(0, MAX_NODE_ID) : nodeId;
  }
}
