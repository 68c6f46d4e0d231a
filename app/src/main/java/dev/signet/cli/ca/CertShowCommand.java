// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.cli.ServerOptions;
import dev.signet.cli.managed.ManagedShow;
import dev.signet.cli.terminal.Moments;
import dev.signet.pki.cert.Certificate;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet cert show}: what a certificate says. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows what a certificate says; of a managed one, how it stands.",
      "One of a file alone is read without a server, and nothing is known of its revocation."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  signet cert show host.pem",
      "  signet cert show www.example.com",
      "  signet cert show --ca 'Example Issuing' 53b6…",
      "  signet cert show --ca 'Example Issuing' host.pem --json"
    })
final class CertShowCommand implements Callable<Integer> {
  @Mixin private GivenCertificate given = new GivenCertificate();

  @Option(names = "--json", description = "As JSON, in the names of the API.")
  private boolean json;

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() {
    Optional<String> managed = given.managed();
    if (managed.isPresent()) {
      ManagedShow.show(server, managed.get(), json);
      return 0;
    }
    Optional<Certificate> file = given.ofFileAlone();
    if (file.isPresent()) {
      print(CertificateJson.object(), file.get(), RevocationState.notAsked());
      return 0;
    }
    try (PcaClient pca = new PcaClient(server)) {
      FoundCertificate found = given.find(pca);
      print(
          CertificateJson.object().put("CertificateArn", found.arn()),
          found.certificate(),
          RevocationState.of(pca, found));
    }
    return 0;
  }

  private void print(ObjectNode named, Certificate certificate, RevocationState revocation) {
    if (json) {
      named.setAll(CertificateJson.of(certificate));
      revocation.tell(named);
      System.out.println(named);
    } else {
      Moments moments = new Moments(InstantSource.system().instant());
      System.out.print(CertificateText.whole(certificate, moments, revocation.text(moments)));
    }
  }
}
