// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import dev.signet.wire.generated.acmpca.CertificateAuthority;
import picocli.CommandLine.Command;

/** {@code signet ca show}: one authority. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Shows a CA, and what can be done with it next.",
    footerHeading = "%nExamples:%n",
    footer = {"  signet ca show 'Example Root'", "  signet ca show 3f2a --json"})
final class CaShowCommand extends AuthorityCommand {
  @Override
  void act(PcaClient pca, CertificateAuthority authority) {
    System.out.print(text(authority, isJson()));
  }
}
