// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.handler;

import java.util.Optional;

/** Does the steps of a rotation. A step may come again, and then changes nothing. */
@FunctionalInterface
public interface RotationHandler {
  /**
   * Does one step, and may take its time.
   *
   * @return what went wrong, without any secret; empty when it is done
   */
  Optional<String> perform(RotationEvent event);
}
