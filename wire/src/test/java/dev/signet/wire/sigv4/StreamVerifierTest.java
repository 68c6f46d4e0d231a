// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of S3's documentation, and what is changed in them. */
class StreamVerifierTest {
  private static final Instant NOW = Instant.parse("2013-05-24T00:00:00Z");
  private static final Credentials KEY =
      new Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
  private static final String CREDENTIAL =
      "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,";
  private static final String PRESIGNED =
      "X-Amz-Algorithm=AWS4-HMAC-SHA256"
          + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
          + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
          + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";

  private final StreamVerifier verifier =
      new StreamVerifier(id -> Optional.of(KEY).filter(key -> key.accessKeyId().equals(id)));

  private static SignableRequest request(
      String method, String path, @Nullable String query, Map<String, String> headers) {
    Map<String, List<String>> all = new HashMap<>();
    headers.forEach((name, value) -> all.put(name, List.of(value)));
    return new SignableRequest(method, path, query, all, "");
  }

  private static Map<String, String> get() {
    return new HashMap<>(
        Map.of(
            "host", "examplebucket.s3.amazonaws.com",
            "range", "bytes=0-9",
            "x-amz-date", "20130524T000000Z",
            "x-amz-content-sha256",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "authorization",
                CREDENTIAL
                    + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                    + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"));
  }

  private static Map<String, String> chunked(boolean trailer) {
    Map<String, String> headers =
        new HashMap<>(
            Map.of(
                "host", "s3.amazonaws.com",
                "x-amz-date", "20130524T000000Z",
                "x-amz-storage-class", "REDUCED_REDUNDANCY",
                "x-amz-decoded-content-length", "66560",
                "content-encoding", "aws-chunked"));
    headers.put(
        "x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" + (trailer ? "-TRAILER" : ""));
    if (trailer) {
      headers.put("x-amz-trailer", "x-amz-checksum-crc32c");
    } else {
      headers.put("content-length", "66824");
    }
    headers.put(
        "authorization",
        CREDENTIAL
            + "SignedHeaders=content-encoding;"
            + (trailer ? "" : "content-length;")
            + "host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;"
            + "x-amz-storage-class"
            + (trailer ? ";x-amz-trailer" : "")
            + ",Signature="
            + (trailer
                ? "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e"
                : "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9"));
    return headers;
  }

  private Payload proven(SignableRequest request) {
    StreamVerdict verdict = verifier.verify(request, NOW);
    assertThat(verdict).isInstanceOf(StreamVerdict.Proven.class);
    return ((StreamVerdict.Proven) verdict).payload();
  }

  private Verdict.Kind refused(SignableRequest request, Instant now) {
    StreamVerdict verdict = verifier.verify(request, now);
    assertThat(verdict).isInstanceOf(StreamVerdict.Denied.class);
    return ((StreamVerdict.Denied) verdict).why().kind();
  }

  @Test
  void theExampleOfAGetIsProven() {
    assertThat(proven(request("GET", "/test.txt", null, get()))).isInstanceOf(Payload.Hashed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/test.txt/", "//test.txt", "/./test.txt", "/a/../test.txt", "/Test.txt"})
  void everySegmentOfAPathCounts(String path) {
    assertThat(refused(request("GET", path, null, get()), NOW))
        .isEqualTo(Verdict.Kind.BAD_SIGNATURE);
  }

  @Test
  void aHeaderThatIsNotSignedIsRefused() {
    Map<String, String> more = get();
    more.put("x-amz-acl", "public-read");
    assertThat(refused(request("GET", "/test.txt", null, more), NOW))
        .isEqualTo(Verdict.Kind.INCOMPLETE);
  }

  @Test
  void aRequestThatSaysNothingOfItsBodyIsRefused() {
    Map<String, String> less = get();
    less.remove("x-amz-content-sha256");
    less.computeIfPresent(
        "authorization", (_, value) -> value.replace("x-amz-content-sha256;", ""));
    assertThat(refused(request("GET", "/test.txt", null, less), NOW))
        .isEqualTo(Verdict.Kind.UNSUPPORTED);
  }

  @Test
  void clocksMayDifferByAQuarterOfAnHour() {
    SignableRequest request = request("GET", "/test.txt", null, get());
    assertThat(verifier.verify(request, NOW.plusSeconds(900)))
        .isInstanceOf(StreamVerdict.Proven.class);
    assertThat(refused(request, NOW.plusSeconds(901))).isEqualTo(Verdict.Kind.SKEW);
  }

  @Test
  void theChunksOfTheExampleAreProvenEachAfterTheOther() {
    ChunkSignatures chunks =
        ((Payload.SignedChunks)
                proven(request("PUT", "/examplebucket/chunkObject.txt", null, chunked(false))))
            .signatures();
    assertThat(
            chunks.isOfChunk(
                hash(65_536), "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648"))
        .isTrue();
    assertThat(
            chunks.isOfChunk(
                hash(1024), "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497"))
        .isTrue();
    assertThat(
            chunks.isOfChunk(
                hash(0), "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9"))
        .isTrue();
  }

  @Test
  void theTrailerOfTheExampleIsProvenAfterItsChunks() {
    ChunkSignatures chunks =
        ((Payload.SignedChunks)
                proven(request("PUT", "/examplebucket/chunkObject.txt", null, chunked(true))))
            .signatures();
    assertThat(
            chunks.isOfChunk(
                hash(65_536), "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2"))
        .isTrue();
    assertThat(
            chunks.isOfChunk(
                hash(1024), "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7"))
        .isTrue();
    assertThat(
            chunks.isOfChunk(
                hash(0), "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992"))
        .isTrue();
    assertThat(
            chunks.isOfTrailer(
                "x-amz-checksum-crc32c:sOO8/Q==\n",
                "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435"))
        .isTrue();
  }

  private static String hash(int count) {
    return Signer.bodyHash("a".repeat(count).getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void theExampleOfAPresignedRequestIsProvenForItsTime() {
    SignableRequest request =
        request("GET", "/test.txt", PRESIGNED, Map.of("host", "examplebucket.s3.amazonaws.com"));
    assertThat(proven(request)).isInstanceOf(Payload.Unhashed.class);
    assertThat(verifier.verify(request, NOW.plus(Duration.ofDays(1))))
        .isInstanceOf(StreamVerdict.Proven.class);
    assertThat(refused(request, NOW.plus(Duration.ofDays(1)).plusSeconds(1)))
        .isEqualTo(Verdict.Kind.EXPIRED);
    assertThat(refused(request, NOW.minusSeconds(901))).isEqualTo(Verdict.Kind.SKEW);
  }

  @ParameterizedTest
  @CsvSource({
    "86400, 86401, BAD_SIGNATURE",
    "86400, 0, INCOMPLETE",
    "86400, 604801, INCOMPLETE",
    "SignedHeaders=host, SignedHeaders=, INCOMPLETE",
    "us-east-1, eu-west-1, BAD_SIGNATURE",
    "aeeed9bb, aeeed9bc, BAD_SIGNATURE",
    "AWS4-HMAC-SHA256, AWS4-ECDSA-P256-SHA256, UNSUPPORTED",
    "X-Amz-Date=20130524, X-Amz-Date=20130523, EXPIRED_SCOPE",
  })
  void aPresignedRequestThatWasChangedIsRefused(String from, String to, Verdict.Kind kind) {
    SignableRequest request =
        request(
            "GET",
            "/test.txt",
            PRESIGNED.replace(from, to),
            Map.of("host", "examplebucket.s3.amazonaws.com"));
    assertThat(refused(request, NOW)).isEqualTo(kind);
  }

  @Test
  void twoSignaturesAreOneTooMany() {
    assertThat(refused(request("GET", "/test.txt", PRESIGNED, get()), NOW))
        .isEqualTo(Verdict.Kind.INCOMPLETE);
  }
}
