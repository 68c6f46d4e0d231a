// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import java.time.Duration;

/**
 * Bounds of discovery streams.
 *
 * @param maximumAge after which a stream ends gracefully, so that proxies spread over servers; give
 *     or take a tenth
 * @param proxiesPerResource how many proxies may act for one virtual node or gateway
 * @param firstMessage how long a stream may stay without its first message
 */
public record AdsSettings(Duration maximumAge, int proxiesPerResource, Duration firstMessage) {
  /** What a server uses unless told otherwise. */
  public static AdsSettings defaults() {
    return new AdsSettings(Duration.ofMinutes(60), 1000, Duration.ofSeconds(30));
  }
}
