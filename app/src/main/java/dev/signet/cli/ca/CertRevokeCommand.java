// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import dev.signet.cli.ServerOptions;
import dev.signet.cli.terminal.Confirmation;
import dev.signet.pki.cert.Certificate;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.RevocationReason;
import dev.signet.wire.generated.acmpca.RevokeCertificateRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet cert revoke}: a certificate counts no more. */
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Revokes a certificate. That is never taken back.",
      "OCSP says so at once and the next CRL within seconds, to whoever asks."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  signet cert revoke --ca 'Example Issuing' host.pem --reason KEY_COMPROMISE",
      "  signet cert revoke --ca 'Example Issuing' 53b6… --reason SUPERSEDED --yes"
    })
final class CertRevokeCommand implements Callable<Integer> {
  @Mixin private GivenCertificate given = new GivenCertificate();

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "REASON",
      description = "One of ${COMPLETION-CANDIDATES}.")
  private RevocationReason reason = RevocationReason.UNSPECIFIED;

  @Mixin private Confirmation confirmation = new Confirmation();

  @Option(names = "--json", description = "As JSON, in the names of the API.")
  private boolean json;

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() {
    try (PcaClient pca = new PcaClient(server)) {
      FoundCertificate found = given.find(pca);
      Certificate certificate = found.certificate();
      String named =
          "'%s' of '%s', serial %s"
              .formatted(
                  certificate.subject().text(), certificate.issuer().text(), certificate.serial());
      confirmation.require("Revoke for ever " + named);
      pca.call(
          found.authority(),
          AcmPca.REVOKE_CERTIFICATE,
          new RevokeCertificateRequest(
              found.authority().toString(), certificate.serial().hex(), reason));
      System.out.println(
          json
              ? CertificateJson.object()
                  .put("CertificateArn", found.arn())
                  .put("RevocationReason", reason.value())
              : "Revoked " + named + ": " + reason.value());
    }
    return 0;
  }
}
