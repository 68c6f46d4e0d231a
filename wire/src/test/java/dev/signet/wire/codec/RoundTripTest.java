// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.wire.generated.acm.SearchCertificatesRequest;
import dev.signet.wire.generated.acmpca.DescribeCertificateAuthorityResponse;
import dev.signet.wire.generated.acmpca.IssueCertificateRequest;
import dev.signet.wire.generated.appmesh.CreateVirtualNodeInput;
import dev.signet.wire.generated.appmesh.ListenerTlsCertificate;
import dev.signet.wire.generated.appmesh.ListenerTlsMode;
import dev.signet.wire.generated.appmesh.MeshSpec;
import dev.signet.wire.generated.appmesh.RouteSpec;
import dev.signet.wire.generated.appmesh.VirtualNodeSpec;
import dev.signet.wire.generated.secretsmanager.DescribeSecretResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundTripTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The example of the App Mesh preview channel, where TLS on listeners was introduced. */
  private static final String PREVIEW_SPEC =
      """
      {
        "listeners" : [
          {
            "portMapping" : { "port" : 80, "protocol" : "http" },
            "tls" : {
              "mode" : "STRICT",
              "certificate" : {
                "acm" : {
                  "certificateArn" : "arn:aws:acm:us-west-2:123456789012:certificate/12345678-1234-1234-1234-123456789012"
                }
              }
            }
          }
        ],
        "serviceDiscovery" : { "dns" : { "hostname" : "serviceBv1.mesh.local" } }
      }
      """;

  @Test
  void thePreviewExampleIsReadAndWrittenBackEqual() throws IOException {
    VirtualNodeSpec spec = assertRoundTrip(VirtualNodeSpec.SHAPE, PREVIEW_SPEC);
    var tls = requireNonNull(requireNonNull(spec.listeners()).getFirst().tls());
    assertThat(tls.mode()).isEqualTo(ListenerTlsMode.STRICT);
    assertThat(tls.certificate()).isInstanceOf(ListenerTlsCertificate.Acm.class);
  }

  @Test
  void thePreviewExampleIsARequestOfCreateVirtualNode() {
    String body =
        "{\"meshName\":\"ignored\",\"virtualNodeName\":\"serviceBv1\",\"spec\":"
            + PREVIEW_SPEC
            + "}";
    CreateVirtualNodeInput input =
        dev.signet.wire.generated.appmesh.AppMesh.CREATE_VIRTUAL_NODE.decodeInput(
            Protocol.REST_JSON,
            Map.of("meshName", "app1"),
            "meshOwner=123456789012",
            body.getBytes(StandardCharsets.UTF_8));
    assertThat(input.meshName()).isEqualTo("app1");
    assertThat(input.meshOwner()).isEqualTo("123456789012");
    assertThat(input.virtualNodeName()).isEqualTo("serviceBv1");
    assertThat(input.tags()).isNull();
  }

  @Test
  void aRouteWithEveryKindOfMatchIsWrittenBackEqual() throws IOException {
    assertRoundTrip(
        RouteSpec.SHAPE,
        """
        {"priority": 0,
         "http2Route": {
           "match": {"path": {"regex": "/.*"}, "method": "GET", "scheme": "https", "port": 8080,
             "headers": [
               {"name": "a", "match": {"exact": "1"}, "invert": true},
               {"name": "b", "match": {"range": {"start": -5, "end": 9223372036854775807}}},
               {"name": "c"}],
             "queryParameters": [{"name": "q", "match": {"exact": "ü"}}, {"name": "r"}]},
           "action": {"weightedTargets": [{"virtualNode": "blue", "weight": 0}, {"virtualNode": "green", "weight": 100, "port": 1}]},
           "retryPolicy": {"maxRetries": 0, "perRetryTimeout": {"unit": "ms", "value": 0},
             "httpRetryEvents": ["server-error", "stream-error"], "tcpRetryEvents": ["connection-error"]},
           "timeout": {"perRequest": {"unit": "s", "value": 15}, "idle": {}}}}
        """);
  }

  @Test
  void numbersOfBothSizesAreWrittenBackEqual() throws IOException {
    assertRoundTrip(
        VirtualNodeSpec.SHAPE,
        """
        {"listeners": [{"portMapping": {"port": 1, "protocol": "grpc"}, "healthCheck": {"protocol": "grpc",
          "healthyThreshold": 2, "unhealthyThreshold": 3, "intervalMillis": 5000, "timeoutMillis": 2000}}]}
        """);
  }

  @Test
  void whatIsEmptyStaysAndWhatIsAbsentStaysAway() throws IOException {
    assertRoundTrip(MeshSpec.SHAPE, "{}");
    assertRoundTrip(VirtualNodeSpec.SHAPE, "{\"listeners\":[],\"backends\":[]}");
    assertRoundTrip(VirtualNodeSpec.SHAPE, "{\"backendDefaults\":{\"clientPolicy\":{}}}");
  }

  @Test
  void unknownMembersAndNullsAreDropped() {
    byte[] json =
        bytes(
            "{\"new\":{\"deep\":[1,{\"x\":null}]},\"egressFilter\":null,\"serviceDiscovery\":{\"more\":1}}");
    assertThat(text(Json.write(MeshSpec.SHAPE, Json.read(MeshSpec.SHAPE, json))))
        .isEqualTo("{\"serviceDiscovery\":{}}");
  }

  @Test
  void aRecursiveFilterIsWrittenBackEqual() throws IOException {
    assertRoundTrip(
        SearchCertificatesRequest.SHAPE,
        """
        {"FilterStatement": {"And": [
          {"Not": {"Filter": {"AcmCertificateMetadataFilter": {"InUse": true}}}},
          {"Or": [{"Filter": {"X509AttributeFilter": {"KeyAlgorithm": "EC_prime256v1"}}},
                  {"Filter": {"X509AttributeFilter": {"NotAfter": {"Start": 1700000000, "End": 1700000000.5}}}}]}]}}
        """);
  }

  @Test
  void aCertificateAuthorityIsWrittenBackEqual() throws IOException {
    DescribeCertificateAuthorityResponse response =
        assertRoundTrip(
            DescribeCertificateAuthorityResponse.SHAPE,
            """
            {"CertificateAuthority": {
              "Arn": "arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/12345678-1234-1234-1234-123456789012",
              "CreatedAt": 1614982452.867, "NotBefore": 1614982452, "Type": "ROOT", "Serial": "1", "Status": "ACTIVE",
              "CertificateAuthorityConfiguration": {"KeyAlgorithm": "EC_prime256v1", "SigningAlgorithm": "SHA256WITHECDSA",
                "Subject": {"CommonName": "Wurzel ✓ 🌱", "CustomAttributes": [{"ObjectIdentifier": "2.5.4.3", "Value": "x"}]},
                "CsrExtensions": {"KeyUsage": {"CRLSign": true, "DigitalSignature": false}}},
              "RevocationConfiguration": {"CrlConfiguration": {"Enabled": false}}}}
            """);
    assertThat(requireNonNull(response.certificateAuthority()).createdAt())
        .isEqualTo(Instant.parse("2021-03-05T22:14:12.867Z"));
  }

  @Test
  void aMapKeepsItsKeysAsTheyAre() throws IOException {
    assertRoundTrip(
        DescribeSecretResponse.SHAPE,
        "{\"VersionIdsToStages\":{\"EXAMPLE1-90ab-cdef-fedc-ba987EXAMPLE\":[\"AWSCURRENT\"],\"b0000000-0000-0000-0000-000000000000\":[\"Z\",\"A\"]}}");
  }

  @Test
  void aBlobMayBeBrokenIntoLines() {
    String json =
        """
        {"CertificateAuthorityArn": "arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/1",
         "Csr": "AAEC\\n AwQF\\r\\n", "SigningAlgorithm": "SHA256WITHRSA", "Validity": {"Value": 1, "Type": "DAYS"}}
        """;
    IssueCertificateRequest request = Json.read(IssueCertificateRequest.SHAPE, bytes(json));
    assertThat(request.csr()).isEqualTo(Blob.of(new byte[] {0, 1, 2, 3, 4, 5}));
    assertThat(text(Json.write(IssueCertificateRequest.SHAPE, request)))
        .contains("\"Csr\":\"AAECAwQF\"");
  }

  @Test
  void aBlobCannotBeChangedFromOutside() {
    byte[] bytes = {1, 2};
    Blob blob = Blob.of(bytes);
    bytes[0] = 9;
    blob.bytes()[1] = 9;
    assertThat(blob.bytes()).containsExactly(1, 2);
    assertThat(blob)
        .isNotEqualTo(Blob.of(new byte[] {9, 2}))
        .hasSameHashCodeAs(Blob.of(new byte[] {1, 2}));
    assertThat(blob).hasToString("Blob[2 bytes]");
  }

  @ParameterizedTest
  @CsvSource({
    "1700000000, 1700000000",
    "1700000000.123, 1700000000.123",
    "1700000000.120, 1700000000.120",
    "1.7e9, 1700000000",
    "1700000000.1239, 1700000000.123",
    "-1.5, -1.500",
    "'\"2023-11-14T22:13:20Z\"', 1700000000",
    "'\"2023-11-14T23:13:20.5+01:00\"', 1700000000.500",
  })
  void timesAreSecondsWithMilliseconds(String in, String out) {
    assertThat(text(Json.write(TimestampShape.any(), Json.read(TimestampShape.any(), bytes(in)))))
        .isEqualTo(out);
  }

  @Test
  void listsOfARecordCannotBeChanged() {
    VirtualNodeSpec spec = Json.read(VirtualNodeSpec.SHAPE, bytes(PREVIEW_SPEC));
    assertThat(spec.listeners()).isUnmodifiable();
    List<dev.signet.wire.generated.appmesh.Backend> own = new java.util.ArrayList<>();
    assertThat(spec.withBackends(own).backends()).isUnmodifiable().isNotSameAs(own);
  }

  private static <T> T assertRoundTrip(Shape<T> shape, String json) throws IOException {
    T value = Json.read(shape, bytes(json));
    byte[] written = Json.write(shape, value);
    assertThat(MAPPER.readTree(written)).isEqualTo(MAPPER.readTree(json));
    assertThat(Json.read(shape, written)).isEqualTo(value);
    return value;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
