// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A secret that was put on a stream, or that the proxy held already, without its material.
 *
 * @param subjects of the leaf certificate, or of the anchors, for people
 * @param serial the serial number of the leaf certificate, hexadecimal; empty for trust
 * @param notAfter the end of the leaf, or of the first anchor that ends
 */
public record DeliveredSecret(
    String name,
    String version,
    List<String> subjects,
    Optional<String> serial,
    Optional<Instant> notAfter,
    Instant at) {
  public DeliveredSecret {
    subjects = List.copyOf(subjects);
  }

  static DeliveredSecret of(SecretName secret, SecretFacts facts, Instant at) {
    return new DeliveredSecret(
        secret.name(), secret.version(), facts.subjects(), facts.serial(), facts.notAfter(), at);
  }
}
