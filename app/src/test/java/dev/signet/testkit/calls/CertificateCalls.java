// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.testkit.calls;

import dev.signet.testkit.Eventually;
import dev.signet.testkit.calls.PrivateCaCalls.Kind;
import dev.signet.wire.generated.acm.Acm;
import dev.signet.wire.generated.acm.CertificateDetail;
import dev.signet.wire.generated.acm.CertificateStatus;
import dev.signet.wire.generated.acm.DescribeCertificateRequest;
import dev.signet.wire.generated.acm.KeyAlgorithm;
import dev.signet.wire.generated.acm.RenewCertificateRequest;
import dev.signet.wire.generated.acm.RequestCertificateRequest;
import java.util.Objects;

/** Calls of the certificate manager. */
public record CertificateCalls(Calls calls) {
  /** A certificate of a CA on P-256, issued; answers its ARN. */
  public String privateCertificate(String domainName, String authority) {
    return privateCertificate(domainName, authority, Kind.P256);
  }

  /** A certificate of a private CA with a key of the CA's kind, issued; answers its ARN. */
  public String privateCertificate(String domainName, String authority, Kind kind) {
    String arn =
        Objects.requireNonNull(
            calls
                .call(
                    Acm.REQUEST_CERTIFICATE,
                    RequestCertificateRequest.of(domainName)
                        .withCertificateAuthorityArn(authority)
                        .withKeyAlgorithm(KeyAlgorithm.valueOf(kind.key().name())))
                .certificateArn());
    Eventually.eventually(
        "the request for " + domainName + " is decided",
        () -> describe(arn).status() != CertificateStatus.PENDING_VALIDATION);
    CertificateDetail decided = describe(arn);
    if (decided.status() != CertificateStatus.ISSUED) {
      throw new AssertionError("expected a certificate that is issued, got " + decided);
    }
    return arn;
  }

  public CertificateDetail describe(String arn) {
    return Objects.requireNonNull(
        calls.call(Acm.DESCRIBE_CERTIFICATE, new DescribeCertificateRequest(arn)).certificate());
  }

  public void renew(String arn) {
    calls.call(Acm.RENEW_CERTIFICATE, new RenewCertificateRequest(arn));
  }
}
