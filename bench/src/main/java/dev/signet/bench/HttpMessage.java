// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import dev.signet.testkit.calls.HttpCalls;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** As much of HTTP/1.1 as the load and its counterpart need: messages with a stated length. */
final class HttpMessage {
  private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

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

  /** The length of the whole message, or -1 while its head is incomplete. */
  static int length(byte[] bytes, int length) {
    int start = bodyStart(bytes, length);
    return start < 0 ? -1 : start + bodyLength(bytes, start);
  }

  /** The status of an answer that begins here. */
  static int status(byte[] bytes) {
    return (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + bytes[11] - '0';
  }

  private static int bodyLength(byte[] bytes, int headEnd) {
    for (int line = 0; line < headEnd; line++) {
      if (line > 0 && bytes[line - 1] == '\n' && isLengthAt(bytes, line)) {
        return number(bytes, line + LENGTH.length);
      }
    }
    throw new BenchFailed("an answer without Content-Length, expected one");
  }

  private static boolean isLengthAt(byte[] bytes, int at) {
    for (int i = 0; i < LENGTH.length; i++) {
      // Sets the bit that makes a letter small; it changes neither '-' nor ':'.
      if ((bytes[at + i] | 0x20) != LENGTH[i]) {
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
