// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.identity;

import dev.signet.ledger.Memories;
import dev.signet.proxy.stream.IdentityWatch;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Follows the log for those who use identities: an identity may have ended when it was revoked, and
 * when its resource was deleted. What another process revoked is heard within a second.
 */
final class IdentityWatches {
  /** The kind of the change that ends an identity. */
  static final String REVOKED = "proxy.identity-revoked";

  /** By the subject of the change that ends the identity. */
  private final Map<String, Set<Runnable>> doubts = new ConcurrentHashMap<>();

  IdentityWatches(Memories memories) {
    memories.forget(REVOKED, this::heard);
    memories.forget("mesh.deleted", this::heard);
  }

  /** Calls when one of these changes. */
  IdentityWatch over(Set<String> subjects, Runnable doubt) {
    subjects.forEach(subject ->
        doubts.compute(
            subject,
            (_, present) -> {
              Set<Runnable> all = present == null ? ConcurrentHashMap.newKeySet() : present;
              all.add(doubt);
              return all;
            }));
    return () ->
        subjects.forEach(subject ->
            doubts.computeIfPresent(
                subject,
                (_, present) -> {
                  present.remove(doubt);
                  return present.isEmpty() ? null : present;
                }));
  }

  private void heard(String subject) {
    doubts.getOrDefault(subject, Set.of()).forEach(Runnable::run);
  }
}
