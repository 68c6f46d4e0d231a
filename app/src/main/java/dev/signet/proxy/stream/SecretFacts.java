// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What may be known of a secret without its material.
 *
 * @param subjects of the leaf certificate, or of the anchors, for people
 * @param serial the serial number of the leaf certificate, hexadecimal; empty for trust
 * @param notAfter the end of the leaf, or of the first anchor that ends
 */
public record SecretFacts(
    List<String> subjects, Optional<String> serial, Optional<Instant> notAfter) {
  public SecretFacts {
    subjects = List.copyOf(subjects);
  }
}
