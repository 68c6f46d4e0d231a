// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.signet.authority.AuthorityArn;
import dev.signet.authority.issuing.IssueCommand;
import dev.signet.fuzz.IssuingRoot;
import dev.signet.fuzz.OtherReaders;
import dev.signet.fuzz.Refusing;
import dev.signet.kernel.Region;
import dev.signet.wire.codec.Protocol;
import dev.signet.wire.generated.acmpca.AcmPca;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** ApiPassthrough of IssueCertificate: what is accepted stands in certificates that others read. */
class ApiPassthroughFuzzTest {
  private static final String AUTHORITY =
      "arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/"
          + "01234567-89ab-cdef-0123-456789abcdef";
  private static final List<String> TEMPLATES =
      List.of(
          "EndEntityCertificate_APIPassthrough",
          "BlankEndEntityCertificate_APICSRPassthrough",
          "BlankSubordinateCACertificate_PathLen0_APIPassthrough");

  @FuzzTest
  void isRefusedOrIssued(byte[] json) {
    String passthrough = new String(json, UTF_8);
    for (String template : TEMPLATES) {
      Refusing.readOrRefused(() -> command(template, passthrough))
          .flatMap(command ->
              Refusing.readOrRefused(
                  () -> IssuingRoot.issue(template, IssuingRoot.request(), command.fields())))
          .ifPresent(OtherReaders::read);
    }
  }

  private static IssueCommand command(String template, String passthrough) {
    String body =
        """
        {"CertificateAuthorityArn":"%s","Csr":"%s","SigningAlgorithm":"SHA256WITHECDSA",
        "TemplateArn":"arn:aws:acm-pca:::template/%s/V1",
        "Validity":{"Type":"DAYS","Value":1},"ApiPassthrough":%s}\
        """
            .formatted(
                AUTHORITY,
                Base64.getEncoder().encodeToString(IssuingRoot.request().request().der()),
                template,
                passthrough);
    return IssueWire.command(
        AuthorityArn.of(AUTHORITY),
        AcmPca.ISSUE_CERTIFICATE.decodeInput(
            Protocol.JSON_1_1, Map.of(), null, body.getBytes(UTF_8)),
        Region.DEFAULT);
  }
}
