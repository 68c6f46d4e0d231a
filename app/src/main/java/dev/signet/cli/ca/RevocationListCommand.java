// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import picocli.CommandLine.Command;

/** {@code signet crl}. */
@Command(
    name = "crl",
    mixinStandardHelpOptions = true,
    description = "Shows what private CAs say of revoked certificates.",
    subcommands = {CrlShowCommand.class})
public final class RevocationListCommand {}
