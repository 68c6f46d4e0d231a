// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.identity;

import dev.signet.proxy.ProxyResource;
import java.time.Instant;

/**
 * A token that was just made; its text exists nowhere else.
 *
 * @param id names it in logs
 * @param text what the one who joins presents: a secret
 */
public record IssuedToken(String id, String text, ProxyResource resource, Instant expiresAt) {
  /** Names the token, not its secret. */
  @Override
  public String toString() {
    return "join token " + id;
  }
}
