// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;

/** What a stream wants done, in the order in which it was returned. */
public sealed interface Action {
  /**
   * Put a response on the wire.
   *
   * @param versions what it tells, version by name
   * @param removed names that it takes back
   * @param secret the secret in it, when it is one
   */
  record Send(
      ResourceType type,
      NavigableMap<String, String> versions,
      NavigableSet<String> removed,
      Optional<DeliveredSecret> secret,
      DeltaDiscoveryResponse response)
      implements Action {
    /** Names no content: a response may hold a private key. */
    @Override
    public String toString() {
      return "Send[" + type + " " + versions + " removed " + removed + "]";
    }
  }

  /**
   * What the proxy holds has changed.
   *
   * @param versions what it took over, or declared to hold when it reconnected
   * @param removed what it gave up, told to or of its own accord
   */
  record RecordAck(
      ResourceType type, NavigableMap<String, String> versions, NavigableSet<String> removed)
      implements Action {}

  /** The proxy declared, when it reconnected, to hold these as they should be; never empty. */
  record RecordHeld(List<DeliveredSecret> secrets) implements Action {}

  /** The proxy refused these; never empty. */
  record RecordNack(List<Rejection> rejections) implements Action {}

  /** The proxy asked for something that it did not get. */
  record RecordRefusal(RefusedName refused) implements Action {}

  /** End the stream; nothing follows. */
  record Close(Closing reason, String message) implements Action {}
}
