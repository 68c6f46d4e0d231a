// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import picocli.CommandLine.Command;

/** {@code signet ca}. */
@Command(
    name = "ca",
    mixinStandardHelpOptions = true,
    description = "Makes and shows private CAs, and says what they may do.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  signet ca create --name 'Example Root'",
      "  signet ca create --name 'Example Issuing' --parent 'Example Root'",
      "  signet ca list"
    },
    subcommands = {
      CaCreateCommand.class,
      CaSignCommand.class,
      CaListCommand.class,
      CaShowCommand.class,
      CaCsrCommand.class,
      CaImportCommand.class,
      CaDisableCommand.class,
      CaEnableCommand.class,
      CaDeleteCommand.class,
      CaRestoreCommand.class
    })
public final class CaCommand {}
