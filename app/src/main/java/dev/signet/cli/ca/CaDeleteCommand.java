// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import dev.signet.authority.AuthorityArn;
import dev.signet.cli.CommandRefused;
import dev.signet.cli.terminal.Confirmation;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.CertificateAuthority;
import dev.signet.wire.generated.acmpca.CertificateAuthorityStatus;
import dev.signet.wire.generated.acmpca.DeleteCertificateAuthorityRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet ca delete}: an authority goes, after a time in which it can be restored. */
@Command(
    name = "delete",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Deletes a CA that is disabled, or that never had a certificate.",
      "It can be restored for some days; then it goes with its key and all that it issued."
    },
    footerHeading = "%nExamples:%n",
    footer = "  signet ca delete 'Example Issuing' --days 7 --yes")
final class CaDeleteCommand extends AuthorityCommand {
  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "30",
      description = "How long it can be restored, 7 to 30 (default: ${DEFAULT-VALUE}).")
  private int days;

  @Mixin private Confirmation confirmation = new Confirmation();

  @Override
  void act(PcaClient pca, CertificateAuthority authority) {
    if (authority.status() == CertificateAuthorityStatus.ACTIVE) {
      throw new CommandRefused(
          AuthorityText.described(authority)
              + " is in use: expected one that is disabled; signet ca disable "
              + AuthorityText.shortId(authority)
              + " first");
    }
    confirmation.require("Delete " + AuthorityText.described(authority));
    AuthorityArn arn = NamedAuthority.arn(authority);
    pca.call(
        arn,
        AcmPca.DELETE_CERTIFICATE_AUTHORITY,
        DeleteCertificateAuthorityRequest.of(arn.toString()).withPermanentDeletionTimeInDays(days));
    show(pca, arn);
  }
}
