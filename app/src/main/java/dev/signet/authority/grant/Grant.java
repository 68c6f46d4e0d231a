// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.grant;

import java.time.Instant;
import java.util.List;

/**
 * What lets a service use an authority (CreatePermission).
 *
 * @param principal the service, {@code acm.amazonaws.com}
 * @param sourceAccount account whose requests count, 12 digits
 * @param actions names of acm-pca operations
 */
public record Grant(
    String principal, String sourceAccount, List<String> actions, Instant createdAt) {
  /** Copies the list. */
  public Grant {
    actions = List.copyOf(actions);
  }
}
