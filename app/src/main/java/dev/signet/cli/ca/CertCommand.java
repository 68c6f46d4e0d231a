// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import dev.signet.cli.managed.CertExportCommand;
import dev.signet.cli.managed.CertImportCommand;
import dev.signet.cli.managed.CertRenewCommand;
import dev.signet.cli.managed.CertWhereUsedCommand;
import picocli.CommandLine.Command;

/** {@code signet cert}. */
@Command(
    name = "cert",
    mixinStandardHelpOptions = true,
    description = {
      "Certificates: issue, revoke those of private CAs, whose keys are yours;",
      "request, import, export, renew those of the certificate manager, which keeps their keys."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  signet cert issue --ca 'Example Issuing' --csr host.csr --out host.pem --chain",
      "  signet cert show host.pem",
      "  signet cert request --ca 'Example Issuing' --name www.example.com",
      "  signet cert export www.example.com --out www.pfx",
      "  signet cert import www.pfx",
      "  signet cert revoke --ca 'Example Issuing' host.pem --reason KEY_COMPROMISE"
    },
    subcommands = {
      CertListCommand.class,
      CertShowCommand.class,
      CertIssueCommand.class,
      CertRevokeCommand.class,
      CertRequestCommand.class,
      CertImportCommand.class,
      CertExportCommand.class,
      CertRenewCommand.class,
      CertWhereUsedCommand.class
    })
public final class CertCommand {}
