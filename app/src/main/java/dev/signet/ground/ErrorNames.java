// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.ground;

import dev.signet.kernel.Refusal;

/**
 * How one service spells refusals. Each room has one such table beside its API, and the names of a
 * service's errors stand nowhere else.
 */
@FunctionalInterface
public interface ErrorNames {
  /** The name of the service's error for a reason; a reason that it does not know by its kind. */
  String of(Refusal.Reason reason);
}
