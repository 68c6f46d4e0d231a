// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.bench.Api.Service;
import java.math.BigInteger;
import java.util.Map;

/** A certificate that the certificate manager keeps and renews. */
record ManagedCertificate(Api api, String arn) {

  /** Requests one and waits until it is issued. */
  static ManagedCertificate request(Authority authority, String name) {
    String arn =
        authority
            .api()
            .call(
                Service.ACM,
                "RequestCertificate",
                Map.of(
                    "DomainName",
                    name,
                    "CertificateAuthorityArn",
                    authority.arn(),
                    "KeyAlgorithm",
                    authority.algorithm().awsName()))
            .path("CertificateArn")
            .asText();
    ManagedCertificate certificate = new ManagedCertificate(authority.api(), arn);
    Waiting.until("the certificate is issued", certificate::isIssued);
    return certificate;
  }

  private boolean isIssued() {
    JsonNode now = describe();
    if (now.path("Status").asText().equals("FAILED")) {
      throw new BenchFailed(arn + " failed: " + now.path("FailureReason").asText());
    }
    return now.path("Status").asText().equals("ISSUED");
  }

  void renew() {
    api.call(Service.ACM, "RenewCertificate", Map.of("CertificateArn", arn));
  }

  BigInteger serial() {
    return new BigInteger(describe().path("Serial").asText().replace(":", ""), 16);
  }

  private JsonNode describe() {
    return api.call(Service.ACM, "DescribeCertificate", Map.of("CertificateArn", arn))
        .path("Certificate");
  }
}
