// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import picocli.CommandLine.Command;

/** {@code signet cert}. */
@Command(
    name = "cert",
    mixinStandardHelpOptions = true,
    description = "Issues, shows and revokes certificates of private CAs.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  signet cert issue --ca 'Example Issuing' --csr host.csr --out host.pem --chain",
      "  signet cert show host.pem",
      "  signet cert revoke --ca 'Example Issuing' host.pem --reason KEY_COMPROMISE"
    },
    subcommands = {
      CertIssueCommand.class,
      CertShowCommand.class,
      CertRevokeCommand.class,
      CertListCommand.class
    })
public final class CertCommand {}
