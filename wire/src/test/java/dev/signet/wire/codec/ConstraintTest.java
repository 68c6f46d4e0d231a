// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signet.wire.generated.acm.ExportCertificateRequest;
import dev.signet.wire.generated.acm.ImportCertificateRequest;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.CreateCertificateAuthorityResponse;
import dev.signet.wire.generated.acmpca.CreatePermissionRequest;
import dev.signet.wire.generated.acmpca.DescribeCertificateAuthorityRequest;
import dev.signet.wire.generated.acmpca.ListCertificateAuthoritiesRequest;
import dev.signet.wire.generated.acmpca.TagCertificateAuthorityRequest;
import dev.signet.wire.generated.appmesh.AppMesh;
import dev.signet.wire.generated.appmesh.VirtualNodeSpec;
import dev.signet.wire.generated.secretsmanager.CreateSecretRequest;
import dev.signet.wire.generated.signet.Signet;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConstraintTest {
  private static final String ARN =
      "arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/1";

  @Test
  void aMissingMemberIsNull() {
    assertThat(broken(DescribeCertificateAuthorityRequest.SHAPE, "{}"))
        .isEqualTo(
            "1 validation error detected: Value null at 'certificateAuthorityArn' failed to satisfy"
                + " constraint: Member must not be null");
    assertThat(
            broken(DescribeCertificateAuthorityRequest.SHAPE, "{\"CertificateAuthorityArn\":null}"))
        .contains("Value null at 'certificateAuthorityArn'");
  }

  @Test
  void textThatIsTooShortAndMembersInListsAreNamedByTheirPath() {
    assertThat(
            broken(
                TagCertificateAuthorityRequest.SHAPE,
                "{\"CertificateAuthorityArn\":\""
                    + ARN
                    + "\",\"Tags\":[{\"Key\":\"a\"},{\"Key\":\"\"},{\"Value\":\"x\"}]}"))
        .isEqualTo(
            "2 validation errors detected: Value '' at 'tags.2.member.key' failed to satisfy constraint:"
                + " Member must have length greater than or equal to 1; Value null at 'tags.3.member.key'"
                + " failed to satisfy constraint: Member must not be null");
  }

  @Test
  void lengthsCountCodePoints() {
    String spec =
        "{\"serviceDiscovery\":{\"awsCloudMap\":{\"namespaceName\":\"%s\",\"serviceName\":\"s\"}}}";
    assertThat(Json.read(VirtualNodeSpec.SHAPE, bytes(spec.formatted("🌱".repeat(1024)))))
        .isNotNull();
    assertThat(broken(VirtualNodeSpec.SHAPE, spec.formatted("🌱".repeat(1025))))
        .startsWith("1 validation error detected: Value '🌱🌱")
        .endsWith(
            "…' at 'serviceDiscovery.awsCloudMap.namespaceName' failed to satisfy constraint: Member must have length"
                + " less than or equal to 1024");
  }

  @Test
  void listsHaveLengths() {
    assertThat(
            broken(
                TagCertificateAuthorityRequest.SHAPE,
                "{\"CertificateAuthorityArn\":\"" + ARN + "\",\"Tags\":[]}"))
        .isEqualTo(
            "1 validation error detected: Value '[]' at 'tags' failed to satisfy constraint: Member must have length"
                + " greater than or equal to 1");
    String tags = "{\"Key\":\"k\"},".repeat(51);
    assertThat(
            broken(
                TagCertificateAuthorityRequest.SHAPE,
                "{\"CertificateAuthorityArn\":\""
                    + ARN
                    + "\",\"Tags\":["
                    + tags.substring(0, tags.length() - 1)
                    + "]}"))
        .isEqualTo(
            "1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must have length"
                + " less than or equal to 50");
  }

  @Test
  void numbersHaveRanges() {
    assertThat(broken(ListCertificateAuthoritiesRequest.SHAPE, "{\"MaxResults\":0}"))
        .isEqualTo(
            "1 validation error detected: Value '0' at 'maxResults' failed to satisfy constraint: Member must have value"
                + " greater than or equal to 1");
    assertThat(broken(ListCertificateAuthoritiesRequest.SHAPE, "{\"MaxResults\":1001}"))
        .contains("Member must have value less than or equal to 1000");
  }

  @Test
  void textMustMatchThePatternAsAWhole() {
    String shape = "{\"CertificateAuthorityArn\":\"%s\"}";
    assertThat(broken(DescribeCertificateAuthorityRequest.SHAPE, shape.formatted("x" + ARN)))
        .isEqualTo(
            "1 validation error detected: Value 'x"
                + ARN
                + "' at 'certificateAuthorityArn' failed to satisfy constraint:"
                + " Member must satisfy regular expression pattern: arn:[\\w+=/,.@-]+:acm-pca:[\\w+=/,.@-]*:[0-9]*:[\\w+=,.@-]+(/[\\w+=,.@-]+)*");
    assertThat(broken(DescribeCertificateAuthorityRequest.SHAPE, shape.formatted(ARN + "\\n")))
        .contains("pattern");
  }

  @Test
  void enumerationsNameTheirValues() {
    assertThat(
            broken(
                CreatePermissionRequest.SHAPE,
                "{\"CertificateAuthorityArn\":\""
                    + ARN
                    + "\",\"Principal\":\"acm.amazonaws.com\",\"Actions\":[\"IssueCertificate\",\"Issue\"]}"))
        .isEqualTo(
            "1 validation error detected: Value 'Issue' at 'actions.2.member' failed to satisfy constraint: Member must"
                + " satisfy enum value set: [IssueCertificate, GetCertificate, ListPermissions]");
  }

  @Test
  void aUnionHasExactlyOneMember() {
    String none = "{\"serviceDiscovery\":{}}";
    String unknown = "{\"serviceDiscovery\":{\"consul\":{}}}";
    String nothing = "{\"serviceDiscovery\":{\"dns\":null}}";
    String two =
        "{\"serviceDiscovery\":{\"dns\":{\"hostname\":\"a\"},\"awsCloudMap\":{\"namespaceName\":\"n\",\"serviceName\":\"s\"}}}";
    for (String json : new String[] {none, unknown, nothing, two}) {
      assertThat(broken(VirtualNodeSpec.SHAPE, json))
          .isEqualTo(
              "1 validation error detected: Value at 'serviceDiscovery' failed to satisfy constraint: One type of Service"
                  + " Discovery must be set, expected one of [awsCloudMap, dns]");
    }
  }

  @Test
  void aUnionIsNamedAsAppMeshNamesIt() {
    String json =
        "{\"backendDefaults\":{\"clientPolicy\":{\"tls\":{\"validation\":{\"trust\":{}}}}}}";
    assertThat(broken(VirtualNodeSpec.SHAPE, json))
        .contains("One type of TLS Validation Context Trust must be set");
  }

  @Test
  void brokenConstraintsInsideAUnionAreFound() {
    assertThat(broken(VirtualNodeSpec.SHAPE, "{\"serviceDiscovery\":{\"dns\":{}}}"))
        .contains("Value null at 'serviceDiscovery.dns.hostname'");
  }

  @Test
  void aNullInAListIsRefused() {
    assertThat(broken(VirtualNodeSpec.SHAPE, "{\"backends\":[null]}"))
        .contains("Value null at 'backends.1.member'");
  }

  @Test
  void blobsHaveLengthsInBytesAndAreNotShown() {
    String arn = "arn:aws:acm:us-east-1:123456789012:certificate/1";
    assertThat(
            broken(
                ExportCertificateRequest.SHAPE,
                "{\"CertificateArn\":\"" + arn + "\",\"Passphrase\":\"QUJD\"}"))
        .isEqualTo(
            "1 validation error detected: Value at 'passphrase' failed to satisfy constraint: Member must have length"
                + " greater than or equal to 4");
    assertThat(
            broken(
                ImportCertificateRequest.SHAPE,
                "{\"Certificate\":\"" + "QUJD".repeat(10923) + "\",\"PrivateKey\":\"QQ==\"}"))
        .isEqualTo(
            "1 validation error detected: Value at 'certificate' failed to satisfy constraint: Member must have length"
                + " less than or equal to 32768");
  }

  @Test
  void sensitiveTextIsNotShown() {
    assertThat(
            broken(
                CreateSecretRequest.SHAPE,
                "{\"Name\":\"n\",\"SecretString\":\"" + "hush".repeat(16385) + "\"}"))
        .isEqualTo(
            "1 validation error detected: Value at 'secretString' failed to satisfy constraint: Member must have length"
                + " less than or equal to 65536");
    String record =
        CreateSecretRequest.of("n")
            .withSecretString("hush")
            .withSecretBinary(Blob.of(bytes("hush")))
            .toString();
    assertThat(record)
        .contains("name=n", "secretString=***", "secretBinary=***")
        .doesNotContain("hush");
    assertThat(new ExportCertificateRequest("arn", Blob.of(bytes("hush"))).toString())
        .doesNotContain("hush");
  }

  @Test
  void labelsAndQueryParametersAreChecked() {
    assertThat(
            problem(() ->
                AppMesh.LIST_VIRTUAL_NODES.decodeInput(
                    Protocol.REST_JSON,
                    Map.of("meshName", ""),
                    "limit=101&meshOwner=1",
                    new byte[0])))
        .isEqualTo(
            "3 validation errors detected: Value '101' at 'limit' failed to satisfy constraint: Member must have value"
                + " less than or equal to 100; Value '' at 'meshName' failed to satisfy constraint: Member must have length"
                + " greater than or equal to 1; Value '1' at 'meshOwner' failed to satisfy constraint: Member must have"
                + " length greater than or equal to 12");
  }

  @Test
  void ourOwnApiIsCheckedToo() {
    assertThat(
            problem(() ->
                Signet.CREATE_PROXY_TOKEN.decodeInput(
                    Protocol.REST_JSON, Map.of(), null, bytes("{\"ttlSeconds\":59}"))))
        .contains("'resourceArn'", "Value '59' at 'ttlSeconds'", "greater than or equal to 60");
    assertThat(
            problem(() ->
                Signet.CREATE_PROXY_CERTIFICATE.decodeInput(
                    Protocol.REST_JSON, Map.of(), null, bytes("{\"token\":\"\",\"csr\":\"x\"}"))))
        .contains("Value at 'token'");
  }

  @Test
  void aPatternThatNeedsMoreStackThanThereIsDoesNotMatch() throws InterruptedException {
    StringShape shape = StringShape.any().pattern("(a|b)*");
    Thread small =
        new Thread(
            null, () -> broken(shape, '"' + "ab".repeat(100_000) + '"'), "small", 256 * 1024);
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    small.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
    small.start();
    small.join();
    assertThat(failure.get()).isNull();
  }

  @Test
  void answersAreReadWithoutTheirLimits() {
    byte[] answer = bytes("{\"CertificateAuthorityArn\":\"x\"}");
    assertThat(AcmPca.CREATE_CERTIFICATE_AUTHORITY.decodeOutput(answer))
        .isEqualTo(CreateCertificateAuthorityResponse.of().withCertificateAuthorityArn("x"));
  }

  @Test
  void theListOfBrokenConstraintsIsBounded() {
    String listeners = "{},".repeat(500);
    String message =
        broken(
            VirtualNodeSpec.SHAPE,
            "{\"backends\":[" + listeners.substring(0, listeners.length() - 1) + "]}");
    assertThat(message).startsWith("32 validation errors detected: ").hasSizeLessThan(10_000);
  }

  @Test
  void aRequestWithoutBodyIsAnEmptyOne() {
    assertThat(
            AcmPca.LIST_CERTIFICATE_AUTHORITIES.decodeInput(
                Protocol.JSON_1_1, Map.of(), null, new byte[0]))
        .isEqualTo(ListCertificateAuthoritiesRequest.of());
  }

  private static String broken(Shape<?> shape, String json) {
    return problem(() -> Json.read(shape, bytes(json)));
  }

  private static String problem(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    @Nullable Problem problem = catchThrowableOfType(Problem.class, call);
    assertThat(problem).isNotNull();
    assertThat(problem.kind()).isEqualTo(Problem.Kind.CONSTRAINT);
    return problem.message();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
