// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.signet.pki.csr.CertificateRequest;
import dev.signet.pki.csr.ProvenRequest;
import dev.signet.pki.profile.ApiFields;
import java.util.List;
import java.util.Optional;

/** Certificate requests, PEM or DER: what is accepted becomes certificates that others read. */
class CertificateRequestFuzzTest {
  private static final List<String> TEMPLATES =
      List.of(
          "EndEntityCertificate",
          "BlankEndEntityCertificate_CSRPassthrough",
          "SubordinateCACertificate_PathLen0",
          "BlankSubordinateCACertificate_PathLen0_CSRPassthrough");

  @FuzzTest
  void isRefusedOrIssued(byte[] pemOrDer) {
    Optional<ProvenRequest> request =
        Refusing.readOrRefused(() ->
            CertificateRequest.parse(pemOrDer).prove(IssuingRoot.VERIFIER, IssuingRoot.POLICY));
    request.ifPresent(proven -> {
      assertThat(CertificateRequest.parse(proven.request().der()).der())
          .isEqualTo(proven.request().der());
      TEMPLATES.forEach(template -> issue(template, proven));
    });
  }

  private static void issue(String template, ProvenRequest request) {
    Refusing.readOrRefused(() -> IssuingRoot.issue(template, request, ApiFields.NONE))
        .ifPresent(OtherReaders::read);
  }
}
