// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import dev.signet.proxy.stream.Action.Close;
import dev.signet.proxy.stream.Closing;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;

/**
 * The network side of one stream, used by its owning thread only.
 *
 * @param out where responses go
 * @param mailbox where messages and notes come from
 */
record Wire(ServerCallStreamObserver<DeltaDiscoveryResponse> out, Mailbox mailbox, Peer peer) {
  /** Waits until the client takes more: without this a client that does not read fills memory. */
  boolean awaitReady(Duration atMost) throws InterruptedException {
    mailbox.awaitUntil(out::isReady, atMost);
    return out.isReady();
  }

  void send(DeltaDiscoveryResponse response) {
    if (!out.isCancelled()) {
      out.onNext(response);
    }
  }

  /** Lets the client send one more message. */
  void listen() {
    out.request(1);
  }

  /**
   * Ends the stream. A connection shows the certificate of its handshake for as long as it lives:
   * so where the next stream needs another certificate, or may have one, the connection ends too.
   */
  void close(Close close) {
    if (out.isCancelled()) {
      return;
    }
    if (close.reason() == Closing.RECONNECT || close.reason() == Closing.UNAUTHENTICATED) {
      peer.hangUp().run();
    }
    if (close.reason() == Closing.RECONNECT) {
      out.onCompleted();
    } else {
      out.onError(status(close.reason()).withDescription(close.message()).asRuntimeException());
    }
  }

  private static Status status(Closing reason) {
    return switch (reason) {
      case RECONNECT -> Status.OK;
      case INVALID -> Status.INVALID_ARGUMENT;
      case FORBIDDEN -> Status.PERMISSION_DENIED;
      case EXHAUSTED -> Status.RESOURCE_EXHAUSTED;
      case UNAVAILABLE -> Status.UNAVAILABLE;
      case UNAUTHENTICATED -> Status.UNAUTHENTICATED;
    };
  }
}
