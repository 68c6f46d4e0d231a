// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import dev.signet.wire.generated.acmpca.CertificateAuthority;
import dev.signet.wire.generated.acmpca.CertificateAuthorityStatus;
import picocli.CommandLine.Command;

/** {@code signet ca enable}: a disabled authority issues again. */
@Command(
    name = "enable",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lets a CA that was disabled, or restored, issue again.",
    footerHeading = "%nExamples:%n",
    footer = "  signet ca enable 'Example Issuing'")
final class CaEnableCommand extends AuthorityCommand {
  @Override
  void act(PcaClient pca, CertificateAuthority authority) {
    update(pca, authority, CertificateAuthorityStatus.ACTIVE);
  }
}
