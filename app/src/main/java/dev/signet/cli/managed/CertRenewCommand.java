// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.managed;

import dev.signet.certificate.CertificateArn;
import dev.signet.cli.CommandRefused;
import dev.signet.wire.generated.acm.Acm;
import dev.signet.wire.generated.acm.CertificateDetail;
import dev.signet.wire.generated.acm.FailureReason;
import dev.signet.wire.generated.acm.RenewCertificateRequest;
import dev.signet.wire.generated.acm.RenewalStatus;
import dev.signet.wire.generated.acm.RenewalSummary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code signet cert renew}: the next certificate of the same ARN, now. */
@Command(
    name = "renew",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Renews a managed certificate now. Whoever uses it gets the new one; the ARN stays.",
      "One that is in use or was exported is renewed in time by itself."
    },
    footerHeading = "%nExamples:%n",
    footer = "  signet cert renew www.example.com")
public final class CertRenewCommand extends ManagedCommand {
  @Override
  void act(ManagedClient acm, CertificateArn arn) {
    acm.call(arn, Acm.RENEW_CERTIFICATE, new RenewCertificateRequest(arn.toString()));
    CertificateDetail detail = acm.describe(arn);
    RenewalSummary renewal = detail.renewalSummary();
    if (renewal == null || renewal.renewalStatus() != RenewalStatus.SUCCESS) {
      throw new CommandRefused(arn + " is not renewed yet: " + why(renewal));
    }
    System.out.print(ManagedShow.text(detail, isJson()));
  }

  private static String why(@Nullable RenewalSummary renewal) {
    if (renewal == null || renewal.renewalStatusReason() == null) {
      return "it waits for its issuer";
    }
    String hint =
        renewal.renewalStatusReason() == FailureReason.PCA_ACCESS_DENIED
            ? ": the CA permits acm.amazonaws.com nothing, expected aws acm-pca create-permission"
            : "";
    return renewal.renewalStatusReason().value() + hint + "; it is tried again every hour";
  }
}
