// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import dev.signet.ground.Endpoint;
import dev.signet.ground.Program;
import dev.signet.secret.handler.EndpointHandler;
import dev.signet.secret.handler.ProgramHandler;
import dev.signet.secret.handler.RotationHandler;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The handlers of the targets that were configured. */
final class RotationHandlers implements AutoCloseable {
  private final RotationTargets targets;
  private final Map<RotationTarget, RotationHandler> handlers = new HashMap<>();

  /**
   * Makes them.
   *
   * @param builtIn this server's own
   */
  RotationHandlers(RotationTargets targets, RotationHandler builtIn) {
    this.targets = targets;
    targets
        .rules()
        .forEach(
            rule -> handlers.computeIfAbsent(rule.target(), target -> handler(target, builtIn)));
  }

  private static RotationHandler handler(RotationTarget target, RotationHandler builtIn) {
    return switch (target) {
      case RotationTarget.BuiltIn _ -> builtIn;
      case RotationTarget.By(Program program) -> new ProgramHandler(program);
      case RotationTarget.By(Endpoint endpoint) -> new EndpointHandler(endpoint);
    };
  }

  /** Who rotates for a RotationLambdaARN; empty where nobody does. */
  Optional<RotationHandler> find(String arn) {
    return targets.find(arn).map(handlers::get);
  }

  @Override
  public void close() {
    for (RotationHandler handler : handlers.values()) {
      if (handler instanceof EndpointHandler endpoint) {
        endpoint.close();
      }
    }
  }
}
