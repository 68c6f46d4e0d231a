// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.managed;

import dev.signet.certificate.CertificateArn;
import dev.signet.cli.CommandRefused;
import dev.signet.cli.terminal.Patience;
import dev.signet.wire.generated.acm.CertificateDetail;
import dev.signet.wire.generated.acm.CertificateStatus;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Whether a person waits until a request is decided, and for how long. */
public final class WaitOption {
  @Option(names = "--wait", description = "Wait until it is issued or refused.")
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "With --wait: how long at most (default: ${DEFAULT-VALUE}).")
  private int seconds;

  /** The certificate as it is in the end, or now; refuses one that was refused. */
  public CertificateDetail decided(ManagedClient acm, CertificateArn arn) {
    Patience patience = new Patience(Duration.ofSeconds(wait ? seconds : 0));
    CertificateDetail detail = acm.describe(arn);
    if (wait && isPending(detail)) {
      System.err.println("Waiting for " + arn + ", at most " + seconds + " s");
      ManagedText.records(detail).forEach(each -> System.err.println("To be set: " + each));
    }
    while (isPending(detail) && patience.holds()) {
      detail = acm.describe(arn);
    }
    if (wait && isPending(detail)) {
      throw new CommandRefused(
          arn + " waits still after " + seconds + " s: signet cert show tells how it stands");
    }
    if (detail.status() == CertificateStatus.FAILED) {
      throw new CommandRefused(arn + " is not issued: " + ManagedText.status(detail));
    }
    return detail;
  }

  private static boolean isPending(CertificateDetail detail) {
    return detail.status() == CertificateStatus.PENDING_VALIDATION;
  }
}
