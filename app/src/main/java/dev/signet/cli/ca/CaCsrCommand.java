// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import dev.signet.authority.AuthorityArn;
import dev.signet.cli.ApiClient;
import dev.signet.cli.terminal.NewFile;
import dev.signet.wire.codec.Json;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.CertificateAuthority;
import dev.signet.wire.generated.acmpca.GetCertificateAuthorityCsrRequest;
import dev.signet.wire.generated.acmpca.GetCertificateAuthorityCsrResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code signet ca csr}: the request of an authority for its own certificate. */
@Command(
    name = "csr",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Prints the certificate request of a CA, for another CA to sign.",
    footerHeading = "%nExamples:%n",
    footer = "  signet ca csr 'Example Issuing' --out issuing.csr")
final class CaCsrCommand extends AuthorityCommand {
  @Mixin private NewFile out = new NewFile();

  @Override
  void act(PcaClient pca, CertificateAuthority authority) {
    out.requireFree();
    AuthorityArn arn = NamedAuthority.arn(authority);
    GetCertificateAuthorityCsrResponse answer =
        pca.call(
            arn,
            AcmPca.GET_CERTIFICATE_AUTHORITY_CSR,
            new GetCertificateAuthorityCsrRequest(arn.toString()));
    out.write(
        isJson()
            ? Json.text(GetCertificateAuthorityCsrResponse.SHAPE, answer)
            : ApiClient.present(answer.csr()));
  }
}
