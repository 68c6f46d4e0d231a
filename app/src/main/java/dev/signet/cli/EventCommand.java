// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import picocli.CommandLine.Command;

/** {@code signet event}. */
@Command(
    name = "event",
    mixinStandardHelpOptions = true,
    description = "Shows what became of events. Rules and targets: aws events.",
    subcommands = {EventUndeliveredCommand.class})
final class EventCommand {}
