// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.secret;

import picocli.CommandLine.Command;

/** {@code signet secret}. */
@Command(
    name = "secret",
    mixinStandardHelpOptions = true,
    description = {
      "Keeps secrets, hands them out and rotates them.",
      "Values come from files, standard input or the terminal, never from arguments."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  signet secret create app/database --value-file password.txt",
      "  signet secret get app/database",
      "  signet secret rotate server1 --by arn:aws:lambda:us-east-1:000000000000:function:"
          + "signet-certificate-rotation --every 306"
    },
    subcommands = {
      SecretCreateCommand.class,
      SecretGetCommand.class,
      SecretPutCommand.class,
      SecretRotateCommand.class,
      SecretListCommand.class
    })
public final class SecretCommand {}
