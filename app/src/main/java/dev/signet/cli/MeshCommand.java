// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import picocli.CommandLine.Command;

/** {@code signet mesh}. */
@Command(
    name = "mesh",
    mixinStandardHelpOptions = true,
    description = "Shows what proxies hold.",
    subcommands = {MeshStatusCommand.class})
final class MeshCommand {}
