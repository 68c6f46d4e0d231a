// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import picocli.CommandLine.Command;

/** {@code signet proxy}. */
@Command(
    name = "proxy",
    mixinStandardHelpOptions = true,
    description = "Joins Envoys to a mesh; lists, renews and revokes their identities.",
    subcommands = {
      ProxyTokenCommand.class,
      ProxyBootstrapCommand.class,
      ProxyRenewCommand.class,
      ProxyListCommand.class,
      ProxyRevokeCommand.class
    })
final class ProxyCommand {}
