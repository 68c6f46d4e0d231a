// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

/** Where streams get what their proxies should hold: implemented by the mesh's side. */
public interface Subscriptions {
  /**
   * A proxy has opened a stream: from now on it counts as connected. May block.
   *
   * @param proxy who connected, from where, and what it told about itself
   * @param onChange called after {@link Subscription#current} has changed, from any thread; it
   *     returns at once and may be called too often
   * @throws dev.signet.kernel.Refusal NOT_FOUND when its resource does not exist
   */
  Subscription open(ConnectedProxy proxy, Runnable onChange);
}
