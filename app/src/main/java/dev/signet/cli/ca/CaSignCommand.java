// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import dev.signet.wire.generated.acmpca.CertificateAuthority;
import dev.signet.wire.generated.acmpca.CertificateAuthorityType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code signet ca sign}: gives an authority a certificate that is signed here. */
@Command(
    name = "sign",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Signs the certificate of a CA and installs it: a root's by itself, another's by its parent.",
      "For a CA that waits for one, and for one whose certificate ends; its key stays."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  signet ca sign 'Example Root' --days 3650",
      "  signet ca sign 'Example Issuing' --parent 'Example Root'"
    })
final class CaSignCommand extends AuthorityCommand {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin private AuthoritySigning signing = new AuthoritySigning();

  @Override
  void act(PcaClient pca, CertificateAuthority authority) {
    boolean root = authority.type() == CertificateAuthorityType.ROOT;
    if (root == signing.hasParent()) {
      throw new ParameterException(
          spec.commandLine(),
          AuthorityText.described(authority)
              + (root
                  ? " is a root, which signs itself: expected no --parent"
                  : " is subordinate: expected --parent, or signet ca csr and signet ca import"));
    }
    signing.sign(pca, authority, signing.parent(pca), null);
    show(pca, NamedAuthority.arn(authority));
  }
}
