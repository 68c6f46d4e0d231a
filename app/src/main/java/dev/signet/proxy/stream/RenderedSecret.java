// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import com.google.protobuf.Any;
import java.time.Instant;
import java.util.Optional;

/**
 * A secret with its material, made for one response and forgotten after it.
 *
 * @param body the packed {@code envoy.extensions.transport_sockets.tls.v3.Secret}
 * @param serial the serial number of the leaf certificate, hexadecimal; empty for trust
 * @param notAfter the end of the leaf, or of the first anchor that ends
 */
public record RenderedSecret(Any body, Optional<String> serial, Optional<Instant> notAfter) {
  /** Names no material. */
  @Override
  public String toString() {
    return "RenderedSecret[serial=" + serial.orElse("none") + "]";
  }
}
