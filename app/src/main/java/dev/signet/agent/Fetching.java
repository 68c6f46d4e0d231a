// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import dev.signet.agent.Installation.Origin;

/** Where certificates with their keys come from. */
public interface Fetching {
  /**
   * What is in force now.
   *
   * @throws AgentRefused when it cannot be had, or could not serve
   */
  KeyedChain fetch(Origin origin);
}
