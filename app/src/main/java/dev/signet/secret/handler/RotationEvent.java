// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.handler;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * One call of a handler. It holds no secret.
 *
 * @param secret ARN
 * @param token id of the version that the rotation makes
 * @param attempt 1, and more after failures
 */
public record RotationEvent(RotationStep step, String secret, String token, int attempt) {
  /** As handlers read it, the event of published rotation functions. */
  String json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("Step", step.word())
        .put("SecretId", secret)
        .put("ClientRequestToken", token)
        .toString();
  }
}
