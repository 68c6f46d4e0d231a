// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import com.google.protobuf.Any;

/**
 * A secret with its material, made for one response and forgotten after it.
 *
 * @param body the packed {@code envoy.extensions.transport_sockets.tls.v3.Secret}
 */
public record RenderedSecret(Any body, SecretFacts facts) {
  /** Names no material. */
  @Override
  public String toString() {
    return "RenderedSecret[serial=" + facts.serial().orElse("none") + "]";
  }
}
