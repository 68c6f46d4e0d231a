// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import java.time.Instant;
import java.util.Optional;

/**
 * What may be known of a secret without its material.
 *
 * @param serial the serial number of the leaf certificate, hexadecimal; empty for trust
 * @param notAfter the end of the leaf, or of the first anchor that ends
 */
public record SecretFacts(Optional<String> serial, Optional<Instant> notAfter) {}
