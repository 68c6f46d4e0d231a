// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import dev.signet.cli.ServerOptions;
import dev.signet.cli.managed.ManagedShow;
import dev.signet.cli.terminal.Moments;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet cert list}: managed certificates, or all that an authority issued. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lists managed certificates: those that are good and end soonest first.",
      "With --ca all that a CA issued: revoked or not, expired or not, its own and OCSP signers"
          + " too. The API tells that by an audit report only: it is written to a bucket, read, and"
          + " removed."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  signet cert list",
      "  signet cert list --ca 'Example Issuing'",
      "  signet cert list --ca 'Example Issuing' --bucket reports --json"
    })
final class CertListCommand implements Callable<Integer> {
  @Option(
      names = "--ca",
      paramLabel = "CA",
      description = "What this CA issued: common name, ID or ARN.")
  private @Nullable String authority;

  @Option(
      names = "--bucket",
      paramLabel = "BUCKET",
      description =
          "With --ca: where the report is written (default: signet-lists- and the account, made when missing).")
  private @Nullable String bucket;

  @Option(names = "--json", description = "As JSON, the report as it is.")
  private boolean json;

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() {
    if (authority == null) {
      ManagedShow.list(server, json);
      return 0;
    }
    try (PcaClient pca = new PcaClient(server)) {
      new AuditedCertificates(pca, bucket)
          .read(NamedAuthority.find(pca, authority), json ? this::asItIs : this::table);
    }
    return 0;
  }

  private void asItIs(InputStream report) throws IOException {
    report.transferTo(System.out);
    System.out.println();
  }

  private void table(InputStream report) throws IOException {
    new IssuedTable(new Moments(InstantSource.system().instant())).print(report, System.out);
  }
}
