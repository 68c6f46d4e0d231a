// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.GetCertificateAuthorityCsrResponse;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CBOR in octets written by hand (RFC 8949); the published cases are run beside it. */
class CborCodecTest {
  private static final StringShape TEXT = StringShape.any();
  private static final Sample ALL =
      Sample.of("All")
          .with("s", TEXT)
          .with("b", BlobShape.any().length(0, 4))
          .with("t", TimestampShape.any().format(TimestampFormat.HTTP_DATE))
          .with("i", IntegerShape.of(-5, 70_000))
          .with("f", BooleanShape.any())
          .with("l", ListShape.of(TEXT))
          .with("m", MapShape.of(TEXT));

  private static Map<String, Object> read(Shape<Map<String, Object>> shape, String hex) {
    return CborCodec.INSTANCE.read(
        shape, HexFormat.of().parseHex(hex.replace(" ", "")), InputValidation.ofRequest());
  }

  private static String hex(Shape<Map<String, Object>> shape, Map<String, Object> value) {
    return HexFormat.of().formatHex(CborCodec.INSTANCE.write(shape, value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // A definite map, one without certain length, and pieces of texts and keys.
        "A1 6173 6161 | s=a",
        "BF 6173 6161 FF | s=a",
        "A1 6173 7F 6161 6162 FF | s=ab",
        "A1 7F 6173 FF 6161 | s=a",
        "A1 616C 9F 6161 6162 FF | l=[a, b]",
        "A1 616D BF 6161 6162 FF | m={a=b}",
        // Numbers of any width, negative ones too.
        "A1 6169 05 | i=5",
        "A1 6169 1B 0000000000000005 | i=5",
        "A1 6169 24 | i=-5",
        "A1 6166 F5 | f=true",
        // Nulls and undefined are absence; what nobody knows is skipped, whatever it is.
        "A2 6173 F6 6166 F7 | ",
        "A3 6178 5F 4101 4102 FF 6179 C1 FB 3FF0000000000000 6173 6161 | s=a",
        "A2 617A 82 A1 01 02 9F FF 6173 6161 | s=a",
        "A0 | ",
      })
  void whatHasCertainLengthAndWhatHasNotIsTheSame(String octets, String values) {
    assertThat(read(ALL, octets).toString()).isEqualTo("{" + (values == null ? "" : values) + "}");
  }

  @Test
  void bytesAreByteStrings() {
    Map<String, Object> expected = Map.of("b", Blob.of(new byte[] {1, 2, 3}));
    assertThat(read(ALL, "A1 6162 43 010203")).isEqualTo(expected);
    assertThat(read(ALL, "A1 6162 5F 41 01 42 0203 FF")).isEqualTo(expected);
    assertThat(hex(ALL, expected)).isEqualTo("bf616243010203ff");
  }

  @Test
  void timesAreSecondsWithTag1WhateverTheModelSaysOfOtherFormats() {
    Instant whole = Instant.ofEpochSecond(1_398_796_238);
    assertThat(read(ALL, "A1 6174 C1 1A 535FEFCE").get("t")).isEqualTo(whole);
    assertThat(read(ALL, "A1 6174 C1 FB 41D4D7FBF3800000").get("t")).isEqualTo(whole);
    assertThat(hex(ALL, Map.of("t", whole))).isEqualTo("bf6174c11a535fefceff");
    Instant fraction = Instant.parse("2000-01-02T20:34:56.123Z");
    assertThat(read(ALL, hex(ALL, Map.of("t", fraction)))).isEqualTo(Map.of("t", fraction));
    assertThat(hex(ALL, Map.of("t", fraction))).startsWith("bf6174c1fb");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "6161 | The request body is a string, expected an object",
        "A1 6173 41 61 | 's' is a byte string, expected a string",
        "A1 6162 6161 | 'b' is a string, expected a byte string",
        "A1 6174 01 | 't' is a number without that tag, expected a number of seconds since 1970 with tag 1",
        "A1 6174 C0 01 | 't' is a number without that tag, expected a number of seconds since 1970 with tag 1",
        "A1 6174 6161 | 't' is a string, expected a number of seconds since 1970 with tag 1",
        "A1 6174 C1 F9 7E00 | 't' is no finite number, expected a number of seconds since 1970 with tag 1",
        "A1 6169 FB 3FF0000000000000 | 'i' is a decimal number, expected a 32-bit integer",
        "A1 6169 C2 49 010000000000000000 | 'i' is too large a number, expected a 32-bit integer",
        "A1 616C 81 01 | 'l.1.member' is an integer, expected a string",
        "A1 616D A1 6161 01 | 'm.a' is an integer, expected a string",
        "A0 A0 | The request body goes on after its end, expected one CBOR map",
      })
  void aWrongTypeIsNamedWithItsPath(String octets, String message) {
    assertUnreadable(octets, message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A2 6173 6161 6173 6162", // one name twice
        "A1 6173", // cut off
        "A1 6173 7F 6161", // without end
        "A1 6173 62 C328", // no UTF-8
        "A1 6173 7F 41 61 FF", // a text of byte strings
        "FF",
        "1C",
        "BF 6173 FF",
      })
  void whatIsNoCborIsUnreadable(String octets) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> read(ALL, octets))
        .withMessageStartingWith("The request body is not a CBOR map: stopped at octet ")
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.SERIALIZATION));
  }

  @Test
  void depthIsLimitedAndHugeLengthsTakeNoMemory() {
    assertUnreadable(
        "A1 6178" + "81".repeat(100_000) + "00",
        "The request body goes beyond a limit, expected at most 64 levels of nesting, 100000 names"
            + " and values, numbers of 64 digits and names of 1024 characters");
    for (String head : new String[] {"5B", "7B", "9B", "BB"}) {
      assertThatExceptionOfType(Problem.class)
          .isThrownBy(() -> read(ALL, "A1 6162" + head + "7FFFFFFFFFFFFFFF 00"));
    }
  }

  @Test
  void namesAndValuesAreCountedBeforeTheyAreKept() {
    assertThat(read(ALL, "BF" + names(49_000) + "FF")).isEmpty();
    for (String many :
        List.of(
            "BF" + names(50_001) + "FF",
            "A1 6178 9A 000186A0" + "00".repeat(100_000),
            "A1 6178 9A 000186A0" + "A0".repeat(100_000))) {
      assertThatExceptionOfType(Problem.class)
          .isThrownBy(() -> read(ALL, many))
          .withMessageContaining("at most 64 levels of nesting, 100000 names and values");
    }
  }

  private static String names(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> "66" + HexFormat.of().formatHex("%06x".formatted(i).getBytes(US_ASCII)) + "00")
        .collect(Collectors.joining());
  }

  @Test
  void constraintsHoldAsForJson() {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> read(ALL, "A2 6169 25 6162 45 0102030405"))
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.CONSTRAINT))
        .withMessage(
            "2 validation errors detected: Value '-6' at 'i' failed to satisfy constraint: Member must"
                + " have value greater than or equal to -5; Value at 'b' failed to satisfy constraint:"
                + " Member must have length less than or equal to 4");
  }

  @Test
  void anyOctetsAreReadOrRefused() {
    Random random = new Random(9);
    byte[] good =
        HexFormat.of().parseHex("a5617362616261624101617a9f01ff6174c1fb41d4d7fbf3800000616903");
    for (int i = 0; i < 20_000; i++) {
      byte[] octets = good.clone();
      for (int change = 0; change <= i % 4; change++) {
        octets[random.nextInt(octets.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(CborCodec.INSTANCE.read(ALL, octets, InputValidation.ofRequest())).isNotNull();
      } catch (Problem problem) {
        assertThat(problem.message()).isNotEmpty();
      }
    }
  }

  @Test
  void anOperationIsReadAndAnsweredInTheProtocolOfItsRequest() {
    byte[] body = HexFormat.of().parseHex("a16343737243414243");
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(
            () -> AcmPca.ISSUE_CERTIFICATE.decodeInput(Protocol.RPC_V2_CBOR, Map.of(), null, body))
        .withMessageContaining("'certificateAuthorityArn'")
        .withMessageNotContaining("'csr'");
    assertThat(
            AcmPca.LIST_CERTIFICATE_AUTHORITIES.decodeInput(
                Protocol.RPC_V2_CBOR, Map.of(), null, new byte[0]))
        .isNotNull();
    assertThat(AcmPca.DELETE_PERMISSION.encodeOutput(Protocol.RPC_V2_CBOR, Empty.VALUE)).isEmpty();
    assertThat(
            AcmPca.GET_CERTIFICATE_AUTHORITY_CSR.encodeOutput(
                Protocol.RPC_V2_CBOR, GetCertificateAuthorityCsrResponse.of().withCsr("x")))
        .isEqualTo(HexFormat.of().parseHex("bf634373726178ff"));
  }

  @Test
  void anErrorSaysItsAbsoluteNameWhereTheModelHasIt() {
    assertThat(error("InvalidArnException", "message"))
        .isEqualTo("{__type=com.amazonaws.acmpca#InvalidArnException, message=no}");
    assertThat(error("AccessDeniedException", "Message"))
        .isEqualTo("{__type=AccessDeniedException, message=no}");
  }

  private static String error(String code, String member) {
    byte[] body =
        new ErrorBody(400, code, member, "no").encode(Protocol.RPC_V2_CBOR, AcmPca.SERVICE, "id");
    return CborCodec.INSTANCE.read(MapShape.of(TEXT), body, InputValidation.ofAnswer()).toString();
  }

  private static void assertUnreadable(String octets, String message) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> read(ALL, octets))
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.SERIALIZATION))
        .withMessage(message);
  }
}
