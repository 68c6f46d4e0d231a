// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.agent;

import picocli.CommandLine.Command;

/** {@code signet agent}. */
@Command(
    name = "agent",
    mixinStandardHelpOptions = true,
    description = "Fetches certificates with their keys to this host, and keeps them fresh.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  signet agent check --config /etc/signet/agent.toml",
      "  signet agent run --config /etc/signet/agent.toml",
      "  signet agent install --secret-arn arn:aws:secretsmanager:… --profile apache"
    },
    subcommands = {
      AgentRunCommand.class,
      AgentInstallCommand.class,
      AgentCheckCommand.class,
      AgentUnitCommand.class,
      AgentEnvCommand.class
    })
public final class AgentCommand {}
