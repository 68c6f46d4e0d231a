// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Where a message ends, however its octets arrive. */
final class HttpMessageTest {
  private static final String STATED =
      lines("HTTP/1.1 200 OK", "Date: today", "CONTENT-Length: 5", "", "hello");
  private static final String CHUNKED =
      lines("HTTP/1.1 201 Created", "Transfer-Encoding: chunked", "")
          + lines("", "a", "0123456789", "10", "0123456789abcdef", "0", "", "");

  private static String lines(String... lines) {
    return String.join("\r\n", lines);
  }

  private static boolean isWhole(String message, int length) {
    byte[] buffer = new byte[4096]; // what is behind the end is of an earlier message
    byte[] octets = message.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(octets, 0, buffer, 0, octets.length);
    return HttpMessage.isWhole(buffer, length);
  }

  @Test
  void aMessageOfAStatedLengthIsWholeAtItsLastOctet() {
    for (int length = 0; length < STATED.length(); length++) {
      assertThat(isWhole(STATED, length)).as("%d octets", length).isFalse();
    }
    assertThat(isWhole(STATED, STATED.length())).isTrue();
  }

  @Test
  void aChunkedMessageIsWholeAtItsLastOctet() {
    for (int length = 0; length < CHUNKED.length(); length++) {
      assertThat(isWhole(CHUNKED, length)).as("%d octets", length).isFalse();
    }
    assertThat(isWhole(CHUNKED, CHUNKED.length())).isTrue();
  }

  @Test
  void anAnswerThatEndsWithItsConnectionIsRefused() {
    String endless = "HTTP/1.1 200 OK\r\nDate: today\r\n\r\n";
    assertThatThrownBy(() -> isWhole(endless, endless.length()))
        .isInstanceOf(BenchFailed.class)
        .hasMessageContaining("without a length");
  }

  @Test
  void aRequestWithoutABodyEndsWithItsHead() {
    byte[] get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    assertThat(HttpMessage.isWholeRequest(get, get.length - 1)).isFalse();
    assertThat(HttpMessage.isWholeRequest(get, get.length)).isTrue();
  }
}
