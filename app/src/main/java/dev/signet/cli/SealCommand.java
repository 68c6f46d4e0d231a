// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import picocli.CommandLine.Command;

/** {@code signet seal}. */
@Command(
    name = "seal",
    mixinStandardHelpOptions = true,
    description = "Looks after the seal, the file that opens the keys in the database.",
    subcommands = {SealRotateCommand.class})
final class SealCommand {}
