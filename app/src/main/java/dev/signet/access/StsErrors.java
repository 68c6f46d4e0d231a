// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.access;

import dev.signet.ground.ErrorNames;
import dev.signet.kernel.Refusal;

/** How sts spells refusals: the one call that is built has a single sort of its own. */
public final class StsErrors implements ErrorNames {
  @Override
  public String of(Refusal.Reason reason) {
    return reason.kind() == Refusal.Kind.UNAVAILABLE
        ? "ServiceUnavailableException"
        : "ValidationException";
  }
}
