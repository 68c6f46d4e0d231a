// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import dev.signet.authority.AuthorityArn;
import dev.signet.cli.terminal.GivenFile;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.CertificateAuthority;
import dev.signet.wire.generated.acmpca.ImportCertificateAuthorityCertificateRequest;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code signet ca import}: gives an authority the certificate that another one signed for it. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Installs the certificate that a CA elsewhere signed for the request of a CA.",
    footerHeading = "%nExamples:%n",
    footer = "  signet ca import 'Example Issuing' --certificate issuing.pem --chain root.pem")
final class CaImportCommand extends AuthorityCommand {
  @Option(
      names = "--certificate",
      required = true,
      paramLabel = "FILE",
      description = "The certificate, in PEM.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path certificate;

  @Option(
      names = "--chain",
      paramLabel = "FILE",
      description = "Those above it up to the root, in PEM; none for a root.")
  private @Nullable Path chain;

  @Override
  void act(PcaClient pca, CertificateAuthority authority) {
    AuthorityArn arn = NamedAuthority.arn(authority);
    ImportCertificateAuthorityCertificateRequest request =
        ImportCertificateAuthorityCertificateRequest.of(
            arn.toString(), new GivenFile(certificate).blob());
    pca.call(
        arn,
        AcmPca.IMPORT_CERTIFICATE_AUTHORITY_CERTIFICATE,
        chain == null ? request : request.withCertificateChain(new GivenFile(chain).blob()));
    show(pca, arn);
  }
}
