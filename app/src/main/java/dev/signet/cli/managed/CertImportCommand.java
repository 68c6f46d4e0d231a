// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.managed;

import static dev.signet.cli.ApiClient.present;

import dev.signet.certificate.CertificateArn;
import dev.signet.cli.ServerOptions;
import dev.signet.wire.generated.acm.Acm;
import dev.signet.wire.generated.acm.CertificateDetail;
import dev.signet.wire.generated.acm.ImportCertificateRequest;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet cert import}: gives a certificate of elsewhere to the certificate manager. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Imports a certificate with its private key: from a PFX file, or from files in PEM.",
      "Nothing renews it: import the next one in its place with --replace."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  signet cert import www.pfx",
      "  signet cert import fullchain.pem --key privkey.pem",
      "  signet cert import next.pfx --replace www.example.com"
    })
public final class CertImportCommand implements Callable<Integer> {
  @Mixin private BroughtFiles files = new BroughtFiles();

  @Option(
      names = "--replace",
      paramLabel = "NAME|ARN",
      description = "The managed certificate in whose place it comes; its ARN stays.")
  private @Nullable String replaced;

  @Option(names = "--json", description = "As JSON, in the names of the API.")
  private boolean json;

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() {
    ImportCertificateRequest request = files.request();
    try (ManagedClient acm = new ManagedClient(server)) {
      CertificateArn arn = replaced == null ? add(acm, request) : replace(acm, request, replaced);
      CertificateDetail detail = acm.describe(arn);
      System.out.print(ManagedShow.text(detail, json));
    }
    return 0;
  }

  private static CertificateArn add(ManagedClient acm, ImportCertificateRequest request) {
    return CertificateArn.of(present(acm.call(Acm.IMPORT_CERTIFICATE, request).certificateArn()));
  }

  private static CertificateArn replace(
      ManagedClient acm, ImportCertificateRequest request, String replaced) {
    CertificateArn arn = acm.find(replaced);
    acm.call(arn, Acm.IMPORT_CERTIFICATE, request.withCertificateArn(arn.toString()));
    return arn;
  }
}
