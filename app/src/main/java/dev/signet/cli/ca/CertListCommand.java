// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.cli.ServerOptions;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet cert list}: all that an authority issued. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lists all that a CA issued: revoked or not, expired or not, its own and OCSP signers too.",
      "The API tells that by an audit report only: it is written to a bucket, read, and removed."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  signet cert list --ca 'Example Issuing'",
      "  signet cert list --ca 'Example Issuing' --bucket reports --json"
    })
final class CertListCommand implements Callable<Integer> {
  @Option(
      names = "--ca",
      required = true,
      paramLabel = "CA",
      description = "Whose certificates: common name, ID or ARN.")
  private String authority = "";

  @Option(
      names = "--bucket",
      paramLabel = "BUCKET",
      description =
          "Where the report is written (default: signet-lists- and the account, made when missing).")
  private @Nullable String bucket;

  @Option(names = "--json", description = "As JSON, the report as it is.")
  private boolean json;

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() {
    JsonNode report;
    try (PcaClient pca = new PcaClient(server)) {
      report = new AuditedCertificates(pca, bucket).of(NamedAuthority.find(pca, authority));
    }
    System.out.print(json ? report + "\n" : text(report));
    return 0;
  }

  private static String text(JsonNode report) {
    if (report.isEmpty()) {
      return "It issued nothing.\n";
    }
    Moments moments = new Moments(InstantSource.system().instant());
    Columns table = Columns.headed("SERIAL", "SUBJECT", "TEMPLATE", "VALID UNTIL", "STATUS");
    for (JsonNode each : report) {
      String template = each.path("templateArn").asText();
      table.row(
          each.path("serial").asText().replace(":", ""),
          each.path("subject").asText(),
          template.substring(template.indexOf('/') + 1),
          moments.text(AuditedCertificates.time(each, "notAfter")),
          status(each, moments));
    }
    return table.text("");
  }

  private static String status(JsonNode each, Moments moments) {
    if (each.has("revokedAt")) {
      return "REVOKED: " + each.path("revocationReason").asText();
    }
    return moments.isPast(AuditedCertificates.time(each, "notAfter")) ? "EXPIRED" : "good";
  }
}
