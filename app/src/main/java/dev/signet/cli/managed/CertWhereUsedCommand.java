// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.managed;

import dev.signet.certificate.CertificateArn;
import dev.signet.wire.generated.acm.CertificateDetail;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code signet cert where-used}: who depends on a managed certificate. */
@Command(
    name = "where-used",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says who uses a managed certificate: a line for each ARN, none where nobody does.",
      "Where an exported copy went, no server knows."
    },
    footerHeading = "%nExamples:%n",
    footer = "  signet cert where-used www.example.com")
public final class CertWhereUsedCommand extends ManagedCommand {
  @Override
  void act(ManagedClient acm, CertificateArn arn) {
    CertificateDetail detail = acm.describe(arn);
    if (isJson()) {
      CertificateDetail users =
          CertificateDetail.of().withCertificateArn(arn.toString()).withInUseBy(detail.inUseBy());
      System.out.print(ManagedShow.text(users, true));
      return;
    }
    List<String> users = detail.inUseBy() == null ? List.of() : detail.inUseBy();
    users.forEach(System.out::println);
  }
}
