// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Takes events. One may come again, and then changes nothing. */
public interface Receiver extends AutoCloseable {
  /**
   * Takes one, and may take its time.
   *
   * @param event as EventBridge hands it on
   * @param input what the target shall be sent of it, JSON
   * @return why it was not taken; empty when it was
   */
  Optional<String> take(JsonNode event, String input) throws InterruptedException;

  @Override
  void close();
}
