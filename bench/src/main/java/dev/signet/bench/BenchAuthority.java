// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import dev.signet.testkit.calls.HttpCalls;
import dev.signet.testkit.calls.PrivateCaCalls;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.GetCertificateRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A root CA on a server, made by the usual calls. */
record BenchAuthority(HttpCalls calls, String arn, Algorithm algorithm) {

  /** Makes one that issues, for callers and for the certificate manager. */
  static BenchAuthority create(Server server, Algorithm algorithm) {
    HttpCalls calls = server.calls();
    String arn = calls.pca().root("Bench root " + algorithm.title(), algorithm.kind());
    calls.pca().permitManager(arn);
    return new BenchAuthority(calls, arn, algorithm);
  }

  /** Ready requests for end-entity certificates. */
  List<byte[]> readyToIssue(List<byte[]> csrs) {
    return csrs.stream()
        .map(csr -> new String(csr, StandardCharsets.US_ASCII))
        .map(csr ->
            PrivateCaCalls.issuing(arn, algorithm.kind(), csr, "EndEntityCertificate/V1", 30))
        .map(input -> HttpMessage.request(calls.prepare(AcmPca.ISSUE_CERTIFICATE, input)))
        .toList();
  }

  /** Ready requests for what IssueCertificate answered. */
  List<byte[]> readyToGet(List<byte[]> answers) {
    return answers.stream()
        .map(answer -> AcmPca.ISSUE_CERTIFICATE.decodeOutput(answer).certificateArn())
        .map(issued -> new GetCertificateRequest(arn, Objects.requireNonNull(issued)))
        .map(input -> HttpMessage.request(calls.prepare(AcmPca.GET_CERTIFICATE, input)))
        .toList();
  }
}
