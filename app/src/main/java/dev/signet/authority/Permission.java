// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import java.time.Instant;
import java.util.List;

/**
 * A grant for a service to use an authority (CreatePermission).
 *
 * @param principal the service, {@code acm.amazonaws.com}
 * @param sourceAccount account whose requests count, 12 digits
 * @param actions names of acm-pca operations
 */
public record Permission(
    String principal, String sourceAccount, List<String> actions, Instant createdAt) {
  public Permission {
    actions = List.copyOf(actions);
  }
}
