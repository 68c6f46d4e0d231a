// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.wire.sigv4.Payload;
import dev.signet.wire.sigv4.Signer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body is believed only where what vouches for it holds. Signed chunks: StreamVerifierTest. */
class PayloadStreamTest {
  private static PayloadStream chunks(String body) {
    return PayloadStream.of(
        new Payload.PlainChunks(), new ByteArrayInputStream(body.getBytes(UTF_8)));
  }

  private static String all(PayloadStream stream) throws IOException {
    return new String(stream.readAllBytes(), UTF_8);
  }

  @Test
  void chunksAreJoinedAndTrailersRead() throws IOException {
    PayloadStream stream = chunks("3\r\nabc\r\n2\r\nde\r\n0\r\nX-Amz-Checksum-Crc32: 1=\r\n\r\n");
    assertThat(all(stream)).isEqualTo("abcde");
    assertThat(stream.trailers()).containsExactly(Map.entry("x-amz-checksum-crc32", "1="));
    assertThat(stream.read()).as("again at the end").isNegative();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "3\r\nabc",
        "3\r\nabc\r\n",
        "3\r\nab",
        "3\r\nabcd\r\n0\r\n\r\n",
        "x\r\nabc\r\n0\r\n\r\n",
        "-1\r\n\r\n0\r\n\r\n",
        "fffffffffff\r\nabc\r\n0\r\n\r\n",
        "3;chunk-signature=00\r\nabc\r\n0\r\n\r\n",
        "0\r\nno colon\r\n\r\n",
        "0\r\na:1\r\na:2\r\n\r\n",
        "0\r\ncut off",
      })
  void whatIsNotInChunksIsRefused(String body) {
    assertThatThrownBy(() -> all(chunks(body))).isInstanceOf(PayloadProblem.class);
  }

  @Test
  void aLineWithoutEndTakesNoMemory() {
    assertThatThrownBy(() -> all(chunks("0".repeat(1_000_000)))).isInstanceOf(PayloadProblem.class);
    assertThatThrownBy(() -> all(chunks("0\r\n" + "a:b\r\n".repeat(100))))
        .isInstanceOf(PayloadProblem.class);
  }

  @Test
  void anotherHashIsSeenAtTheEnd() throws IOException {
    byte[] body = "body".getBytes(UTF_8);
    Payload hashed = new Payload.Hashed(Signer.bodyHash(body));
    PayloadStream same = PayloadStream.of(hashed, new ByteArrayInputStream(body));
    assertThat(all(same)).isEqualTo("body");
    assertThat(same.read()).as("again at the end").isNegative();
    assertThatThrownBy(
            () -> all(PayloadStream.of(hashed, new ByteArrayInputStream("bodY".getBytes(UTF_8)))))
        .isInstanceOfSatisfying(
            PayloadProblem.class,
            problem -> assertThat(problem.kind()).isEqualTo(PayloadProblem.Kind.OTHER_HASH));
  }
}
