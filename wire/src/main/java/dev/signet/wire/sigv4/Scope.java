// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.sigv4;

import java.util.Optional;

/**
 * What a signing key is good for.
 *
 * @param date the day in UTC, {@code yyyyMMdd}
 * @param region the region
 * @param service the signing name of the service
 */
public record Scope(String date, String region, String service) {
  /** What ends every scope. */
  static final String TERMINATOR = "aws4_request";

  /** The scope that an {@code Authorization} header states, proven by nothing. */
  public static Optional<Scope> claimed(String authorization) {
    try {
      return Optional.of(Authorization.parse(authorization).scope());
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }

  /** The scope as the string to sign and the credential state it. */
  String text() {
    return date + "/" + region + "/" + service + "/" + TERMINATOR;
  }
}
