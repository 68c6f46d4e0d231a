// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import picocli.CommandLine.Command;

/** {@code signet credentials}. */
@Command(
    name = "credentials",
    mixinStandardHelpOptions = true,
    description = "Looks after the access key in DATA/credentials.",
    subcommands = {CredentialsRotateCommand.class})
final class CredentialsCommand {}
