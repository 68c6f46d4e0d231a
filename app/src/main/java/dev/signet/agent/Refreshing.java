// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import java.util.List;

/** How whoever uses a certificate is told that there is another. */
interface Refreshing {
  /**
   * Runs a command to its end; answers its exit code.
   *
   * @throws AgentRefused when it cannot be started, or does not end
   */
  int run(List<String> command);
}
