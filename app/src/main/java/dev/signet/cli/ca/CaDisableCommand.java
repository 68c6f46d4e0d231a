// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import dev.signet.cli.terminal.Confirmation;
import dev.signet.wire.generated.acmpca.CertificateAuthority;
import dev.signet.wire.generated.acmpca.CertificateAuthorityStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code signet ca disable}: an authority issues nothing until it is enabled. */
@Command(
    name = "disable",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lets a CA issue nothing until it is enabled again.",
      "It goes on to revoke, and to tell what it revoked; what it issued stays good."
    },
    footerHeading = "%nExamples:%n",
    footer = "  signet ca disable 'Example Issuing' --yes")
final class CaDisableCommand extends AuthorityCommand {
  @Mixin private Confirmation confirmation = new Confirmation();

  @Override
  void act(PcaClient pca, CertificateAuthority authority) {
    confirmation.require("Disable " + AuthorityText.described(authority));
    update(pca, authority, CertificateAuthorityStatus.DISABLED);
  }
}
