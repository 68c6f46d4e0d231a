// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.status;

import dev.signet.proxy.stream.Closing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A stream that was refused before it was told anything. Proxies try again and again: equal
 * refusals are one.
 *
 * @param at when it was refused last
 * @param times how often it was refused
 * @param address the address it came from
 * @param resourceArn what its identity acts for; empty when it proved none
 * @param nodeId what it claimed to be, shortened to 300 characters; empty when it said nothing
 */
public record RefusedStream(
    Instant at,
    int times,
    String address,
    Optional<String> resourceArn,
    String nodeId,
    Closing reason,
    String message) {
  /** A proxy that is there tries again within seconds: later it is gone, or was let in. */
  static final Duration RECENT = Duration.ofSeconds(60);

  private static final int MAX_NODE_ID = 300;

  public RefusedStream {
    nodeId = nodeId.length() > MAX_NODE_ID ? nodeId.substring(0, MAX_NODE_ID) : nodeId;
  }

  /** Whether its proxy is likely to be there still, and to lack what is written for it. */
  public boolean isRecent(Instant now) {
    return at.plus(RECENT).isAfter(now);
  }

  /** Whether the other one differs in its time only. */
  boolean repeats(RefusedStream other) {
    return address.equals(other.address)
        && resourceArn.equals(other.resourceArn)
        && nodeId.equals(other.nodeId)
        && reason == other.reason
        && message.equals(other.message);
  }

  RefusedStream after(RefusedStream earlier) {
    return new RefusedStream(
        at, earlier.times + times, address, resourceArn, nodeId, reason, message);
  }
}
