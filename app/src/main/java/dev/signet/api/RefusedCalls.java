// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.wire.codec.Operation;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line of log for each change that was refused to who signed for it, beside those of changes. */
final class RefusedCalls {
  private static final Logger log = LoggerFactory.getLogger("dev.signet.refused");

  /** What such operations begin with changes nothing. */
  private static final List<String> LOOKING = List.of("Describe", "Get", "List");

  private RefusedCalls() {}

  static void tell(Operation<?, ?> operation, Caller caller, Refusal refusal) {
    if (LOOKING.stream().anyMatch(operation.name()::startsWith)) {
      return;
    }
    tell(operation.service().name() + " " + operation.name(), caller, refusal);
  }

  /**
   * The same of a call that would have changed something.
   *
   * @param call service and operation
   */
  static void tell(String call, Caller caller, Refusal refusal) {
    log.atInfo()
        .setMessage("{} by {}: refused: {}")
        .addArgument(call)
        .addArgument(caller.principal())
        .addArgument(refusal.message())
        .addKeyValue("call", call)
        .addKeyValue("actor", caller.principal())
        .addKeyValue("result", "refused")
        .log();
  }
}
