// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.wire.generated.acm.SearchCertificatesRequest;
import dev.signet.wire.generated.acmpca.IssueCertificateRequest;
import dev.signet.wire.generated.appmesh.AppMesh;
import dev.signet.wire.generated.appmesh.VirtualNodeSpec;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableInputTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | The request body is a list, expected an object",
        "7 | The request body is an integer, expected an object",
        "null | The request body is null, expected an object",
        "{\"listeners\":{}} | 'listeners' is an object, expected a list",
        "{\"listeners\":\"x\"} | 'listeners' is a string, expected a list",
        "{\"listeners\":[{\"portMapping\":[]}]} | 'listeners.1.member.portMapping' is a list, expected an object",
        "{\"listeners\":[{\"portMapping\":{\"port\":\"80\"}}]} | 'listeners.1.member.portMapping.port' is a string, expected a 32-bit integer",
        "{\"listeners\":[{\"portMapping\":{\"port\":80.0}}]} | 'listeners.1.member.portMapping.port' is a decimal number, expected a 32-bit integer",
        "{\"listeners\":[{\"portMapping\":{\"port\":8589934592}}]} | 'listeners.1.member.portMapping.port' is too large a number, expected a 32-bit integer",
        "{\"listeners\":[{\"healthCheck\":{\"intervalMillis\":99999999999999999999}}]} | 'listeners.1.member.healthCheck.intervalMillis' is too large a number, expected a 64-bit integer",
        "{\"listeners\":[{\"portMapping\":{\"protocol\":1}}]} | 'listeners.1.member.portMapping.protocol' is an integer, expected a string",
        "{\"serviceDiscovery\":[]} | 'serviceDiscovery' is a list, expected an object",
        "{\"serviceDiscovery\":{\"dns\":true}} | 'serviceDiscovery.dns' is a boolean, expected an object",
        "{\"backendDefaults\":{\"clientPolicy\":{\"tls\":{\"enforce\":\"true\"}}}} | 'backendDefaults.clientPolicy.tls.enforce' is a string, expected a boolean",
      })
  void aWrongTypeIsNamedWithItsPath(String json, String message) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> Json.read(VirtualNodeSpec.SHAPE, bytes(json)))
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.SERIALIZATION))
        .withMessage(message);
  }

  @Test
  void aBlobThatIsNotBase64IsNamed() {
    assertThatThrownBy(
            () -> Json.read(IssueCertificateRequest.SHAPE, bytes("{\"Csr\":\"-----BEGIN\"}")))
        .hasMessage("'csr' is not base64, expected base64");
    assertThatThrownBy(() -> Json.read(IssueCertificateRequest.SHAPE, bytes("{\"Csr\":1}")))
        .hasMessage("'csr' is an integer, expected base64");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"soon\"", "true", "1e30", "-1e999999", "\"2026-13-01T00:00:00Z\"", "{}"})
  void aTimeThatIsNoneIsRefused(String json) {
    assertUnreadable(TimestampShape.any(), bytes(json));
  }

  @Test
  void aTinyFractionIsZero() {
    assertThat(Json.read(TimestampShape.any(), bytes("1e-99999")))
        .isEqualTo(java.time.Instant.EPOCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"listeners\":[",
        "{\"listeners\":[]",
        "{} {}",
        "{}x",
        "{a:1}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{\"listeners\":[],\"listeners\":[]}",
        "{\"x\":1,\"x\":1}",
        "{\"x\":\"\\ud800\\n\"",
        "{\"x\":\"a\tb\"}",
        "// c\n{}",
      })
  void brokenJsonIsACleanProblem(String json) {
    assertUnreadable(VirtualNodeSpec.SHAPE, bytes(json));
  }

  @Test
  void aMessageTellsThePlaceAndDoesNotQuoteTheText() {
    assertThatThrownBy(() -> Json.read(VirtualNodeSpec.SHAPE, bytes("{\n \"x\": hunter2}")))
        .hasMessageContaining("line 2, column")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void nestingIsBounded() {
    String open = "{\"x\":".repeat(62);
    assertThat(
            Json.read(VirtualNodeSpec.SHAPE, bytes("{\"y\":" + open + "1" + "}".repeat(62) + "}")))
        .isNotNull();
    assertUnreadable(VirtualNodeSpec.SHAPE, bytes("{\"x\":".repeat(65) + "1" + "}".repeat(65)));
    assertUnreadable(VirtualNodeSpec.SHAPE, bytes("{\"x\":" + "[".repeat(1_000_000)));
    assertUnreadable(
        SearchCertificatesRequest.SHAPE,
        bytes("{\"FilterStatement\":" + "{\"Not\":".repeat(100_000)));
  }

  /** Also of those that are skipped, and also in what would be read. */
  @Test
  void namesAndValuesAreCounted() {
    assertThat(Json.read(VirtualNodeSpec.SHAPE, bytes("{" + names(49_000) + "}"))).isNotNull();
    for (String many :
        List.of(
            "{" + names(50_001) + "}",
            "{\"x\":[" + "1,".repeat(100_000) + "1]}",
            "{\"x\":[" + "{},".repeat(50_000) + "1]}",
            "{\"backends\":[" + "{},".repeat(50_000) + "{}]}",
            "{\"backends\":[" + "null,".repeat(100_000) + "null]}")) {
      assertThatExceptionOfType(Problem.class)
          .isThrownBy(() -> Json.read(VirtualNodeSpec.SHAPE, bytes(many)))
          .withMessageContaining("expected at most 64 levels of nesting, 100000 names and values");
    }
  }

  private static String names(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"" + i + "\":1")
        .collect(Collectors.joining(","));
  }

  @Test
  void hugeNumbersAreRefusedAlsoInUnknownMembers() {
    assertUnreadable(VirtualNodeSpec.SHAPE, bytes("{\"x\":" + "9".repeat(10_000) + "}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud800", "\\udc00", "a\\ud83c", "\\udf31\\ud83c"})
  void halfASurrogatePairIsRefusedBecauseItCouldNotBeWrittenAgain(String half) {
    assertUnreadable(
        VirtualNodeSpec.SHAPE,
        bytes("{\"serviceDiscovery\":{\"dns\":{\"hostname\":\"" + half + "\"}}}"));
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] json = bytes("{\"serviceDiscovery\":{\"dns\":{\"hostname\":\"@\"}}}");
    for (int broken : new int[] {0x80, 0xC0, 0xFE, 0xFF, 0xE2}) {
      byte[] changed = json.clone();
      changed[new String(json, StandardCharsets.US_ASCII).indexOf('@')] = (byte) broken;
      assertUnreadable(VirtualNodeSpec.SHAPE, changed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"})
  void otherEncodingsAreRefused(String encoding) {
    for (String json : List.of("{}", "\uFEFF{}", " {\"listeners\":[]}")) {
      assertThatThrownBy(
              () -> Json.read(VirtualNodeSpec.SHAPE, json.getBytes(Charset.forName(encoding))))
          .hasMessage("The request body is not UTF-8");
    }
    assertThat(Json.read(VirtualNodeSpec.SHAPE, bytes("\uFEFF{}"))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%4", "%zz", "%ff", "%C3"})
  void aBrokenEscapeInALabelIsACleanProblem(String label) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() ->
            AppMesh.DESCRIBE_MESH.decodeInput(
                Protocol.REST_JSON, Map.of("meshName", label), null, new byte[0]))
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.SERIALIZATION));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"limit=x", "limit=", "limit", "limit=99999999999", "limit=1&limit=2", "limit=%"})
  void aQueryParameterThatCannotBeReadIsACleanProblem(String query) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(
            () -> AppMesh.LIST_MESHES.decodeInput(Protocol.REST_JSON, Map.of(), query, new byte[0]))
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.SERIALIZATION));
  }

  @Test
  void anythingAtAllGivesAValueOrAProblem() {
    Random random = new Random(7);
    byte[] seed =
        bytes(
            "{\"listeners\":[{\"portMapping\":{\"port\":80,\"protocol\":\"http\"},\"tls\":{\"mode\":\"STRICT\",\"certificate\":"
                + "{\"file\":{\"certificateChain\":\"/a\",\"privateKey\":\"/b\"}}}}],\"serviceDiscovery\":{\"dns\":{\"hostname\":\"h\"}}}");
    for (int i = 0; i < 20_000; i++) {
      byte[] changed = seed.clone();
      for (int j = random.nextInt(4); j >= 0; j--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      try {
        VirtualNodeSpec spec = Json.read(VirtualNodeSpec.SHAPE, changed);
        assertThat(Json.read(VirtualNodeSpec.SHAPE, Json.write(VirtualNodeSpec.SHAPE, spec)))
            .isEqualTo(spec);
      } catch (Problem expected) {
        assertThat(expected.message()).isNotBlank();
      }
    }
  }

  private static void assertUnreadable(Shape<?> shape, byte[] json) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> Json.read(shape, json))
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.SERIALIZATION));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
