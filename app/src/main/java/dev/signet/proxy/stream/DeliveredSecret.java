// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import java.time.Instant;
import java.util.Optional;

/**
 * A secret that was put on a stream, or that the proxy held already, without its material.
 *
 * @param serial the serial number of the leaf certificate, hexadecimal; empty for trust
 * @param notAfter the end of the leaf, or of the first anchor that ends
 */
public record DeliveredSecret(
    String name, String version, Optional<String> serial, Optional<Instant> notAfter, Instant at) {
  static DeliveredSecret of(SecretName secret, SecretFacts facts, Instant at) {
    return new DeliveredSecret(
        secret.name(), secret.version(), facts.serial(), facts.notAfter(), at);
  }
}
