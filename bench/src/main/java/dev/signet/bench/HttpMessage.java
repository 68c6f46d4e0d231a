// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import dev.signet.testkit.calls.HttpCalls;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** As much of HTTP/1.1 as the load and its counterpart need: where a message ends. */
final class HttpMessage {
  private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CHUNKED =
      "transfer-encoding: chunked".getBytes(StandardCharsets.US_ASCII);

  private HttpMessage() {}

  /** A signed request in octets; its signature is good for five minutes. */
  static byte[] request(HttpCalls.Prepared prepared) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Host", prepared.uri().getAuthority());
    headers.putAll(prepared.headers());
    headers.put("Content-Length", Integer.toString(prepared.body().size()));
    String firstLine = prepared.method() + " " + prepared.uri().getRawPath() + " HTTP/1.1";
    return request(firstLine, headers, prepared.body().bytes());
  }

  static byte[] request(String firstLine, Map<String, String> headers, byte[] body) {
    StringBuilder head = new StringBuilder(firstLine).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    byte[] first = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    byte[] whole = Arrays.copyOf(first, first.length + body.length);
    System.arraycopy(body, 0, whole, first.length, body.length);
    return whole;
  }

  /** Where the body begins, or -1 while the head is incomplete. */
  static int bodyStart(byte[] bytes, int length) {
    for (int i = 3; i < length; i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  /** Whether a message is there to its end. */
  static boolean isWhole(byte[] bytes, int length) {
    int start = bodyStart(bytes, length);
    if (start < 0) {
      return false;
    }
    int stated = header(bytes, start, LENGTH);
    if (stated >= 0) {
      return length - start >= number(bytes, stated);
    }
    if (header(bytes, start, CHUNKED) >= 0) {
      return isLastChunkThere(bytes, start, length);
    }
    throw new BenchFailed("an answer without a length, expected one, or chunks");
  }

  /** The same of a request, which may have no body. */
  static boolean isWholeRequest(byte[] bytes, int length) {
    return bytes[0] == 'G' ? bodyStart(bytes, length) >= 0 : isWhole(bytes, length);
  }

  /** Goes from chunk to chunk (RFC 9112 section 7.1); none has trailers. */
  private static boolean isLastChunkThere(byte[] bytes, int start, int length) {
    int at = start;
    while (true) {
      int size = 0;
      int digits = at;
      for (; digits < length && Character.digit(bytes[digits], 16) >= 0; digits++) {
        size = 16 * size + Character.digit(bytes[digits], 16);
      }
      at = digits + 2 + size + 2; // the line's end, the chunk and its end
      if (digits >= length || at > length) {
        return false;
      }
      if (size == 0) {
        return true;
      }
    }
  }

  /** The status of an answer that begins here. */
  static int status(byte[] bytes) {
    return (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + bytes[11] - '0';
  }

  /** Where what comes after these letters begins, at the begin of a line of the head, or -1. */
  private static int header(byte[] bytes, int headEnd, byte[] letters) {
    for (int line = 1; line < headEnd - letters.length; line++) {
      if (bytes[line - 1] == '\n' && isAt(bytes, line, letters)) {
        return line + letters.length;
      }
    }
    return -1;
  }

  private static boolean isAt(byte[] bytes, int at, byte[] letters) {
    for (int i = 0; i < letters.length; i++) {
      // Sets the bit that makes a letter small; it changes neither '-', ':' nor a space.
      if ((bytes[at + i] | 0x20) != letters[i]) {
        return false;
      }
    }
    return true;
  }

  private static int number(byte[] bytes, int from) {
    int at = from;
    while (bytes[at] == ' ') {
      at++;
    }
    int number = 0;
    for (; bytes[at] >= '0' && bytes[at] <= '9'; at++) {
      number = number * 10 + bytes[at] - '0';
    }
    return number;
  }
}
