// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import dev.signet.authority.AuthorityArn;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.CertificateAuthority;
import dev.signet.wire.generated.acmpca.RestoreCertificateAuthorityRequest;
import picocli.CommandLine.Command;

/** {@code signet ca restore}: takes a deletion back. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Takes the deletion of a CA back; it is disabled then.",
    footerHeading = "%nExamples:%n",
    footer = "  signet ca restore 'Example Issuing'")
final class CaRestoreCommand extends AuthorityCommand {
  @Override
  CertificateAuthority find(PcaClient pca, String named) {
    return NamedAuthority.findDeleted(pca, named);
  }

  @Override
  void act(PcaClient pca, CertificateAuthority authority) {
    AuthorityArn arn = NamedAuthority.arn(authority);
    pca.call(
        arn,
        AcmPca.RESTORE_CERTIFICATE_AUTHORITY,
        new RestoreCertificateAuthorityRequest(arn.toString()));
    show(pca, arn);
  }
}
