// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.agent;

import dev.signet.SystemEntropy;
import dev.signet.agent.Agent;
import dev.signet.agent.AgentSettings;
import dev.signet.cli.ServerOptions;
import java.time.InstantSource;
import picocli.CommandLine.Mixin;

/** Where an agent fetches from, unless its file says. */
final class AgentOptions {
  @Mixin private ServerOptions server = new ServerOptions();

  /** The agent of this machine with these settings. */
  Agent agent(AgentSettings settings) {
    SystemEntropy entropy = new SystemEntropy();
    InstantSource clock = InstantSource.system();
    return Agent.onThisHost(
        settings,
        new ServerFetching(
            () -> server.client(settings.endpoint(), settings.trust()), clock, entropy),
        clock,
        entropy);
  }
}
