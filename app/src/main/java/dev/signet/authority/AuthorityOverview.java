// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An authority for people to look at.
 *
 * @param status as callers see it
 * @param notAfter the end of its installed certificate
 * @param newest the certificates that it issued last
 * @param issued how many it issued
 */
public record AuthorityOverview(
    String arn,
    String subject,
    String type,
    String status,
    String key,
    Optional<Instant> notAfter,
    List<Issued> newest,
    int issued) {

  /** A certificate that it issued. */
  public record Issued(String subject, String serial, Instant notAfter) {}
}
