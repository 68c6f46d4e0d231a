// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import dev.signet.proxy.stream.Action.Close;
import dev.signet.proxy.stream.Closing;
import dev.signet.proxy.stream.ProxyIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a stream may live.
 *
 * @param identityEnd when the proxy's certificate ends, and the stream with it
 * @param reconnectAt when the proxy is asked to reconnect, once it has answered everything
 */
record Lifetime(Instant identityEnd, Instant reconnectAt) {
  private static final Duration GRACE = Duration.ofSeconds(30);

  static Lifetime of(ProxyIdentity identity, Instant reconnectAt) {
    return new Lifetime(identity.notAfter(), reconnectAt);
  }

  /** The end of the stream, if it has come. */
  Optional<Close> end(Instant now, boolean quiet) {
    if (!now.isBefore(identityEnd)) {
      return Optional.of(
          new Close(
              Closing.UNAUTHENTICATED,
              "the client certificate ended at " + identityEnd + ": expected a current one"));
    }
    boolean due = quiet ? !now.isBefore(reconnectAt) : !now.isBefore(reconnectAt.plus(GRACE));
    return due ? Optional.of(new Close(Closing.RECONNECT, "reconnect, please")) : Optional.empty();
  }

  /** When to look again. */
  Instant next(Instant now) {
    Instant reconnect = now.isBefore(reconnectAt) ? reconnectAt : reconnectAt.plus(GRACE);
    return reconnect.isBefore(identityEnd) ? reconnect : identityEnd;
  }
}
