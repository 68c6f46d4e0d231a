// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Percent-encoding (RFC 3986 §2.1), decoded exactly once. A {@code +} is a plus sign. */
public final class Percent {
  private Percent() {}

  /**
   * Decodes one part of a path or query.
   *
   * @throws Problem on a broken escape, or when the bytes are not UTF-8
   */
  public static String decode(String raw) {
    if (raw.indexOf('%') < 0) {
      return raw;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    byte[] source = raw.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < source.length; i++) {
      if (source[i] != '%') {
        bytes.write(source[i]);
        continue;
      }
      int high = i + 2 < source.length ? Character.digit(source[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(source[i + 2], 16);
      if (low < 0) {
        throw Problem.serialization(
            "'" + raw + "' has a broken percent escape, expected % and two hexadecimal digits");
      }
      bytes.write(high * 16 + low);
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw Problem.serialization("'" + raw + "' is not UTF-8 after percent-validation");
    }
  }

  /** Decodes all values of a map. */
  static Map<String, String> decodeValues(Map<String, String> raw) {
    Map<String, String> decoded = new HashMap<>();
    raw.forEach((name, value) -> decoded.put(name, decode(value)));
    return decoded;
  }

  /**
   * Reads a query string.
   *
   * @throws Problem when a name occurs twice, or an escape is broken
   */
  public static Map<String, String> parseQuery(@Nullable String raw) {
    Map<String, String> parameters = new HashMap<>();
    if (raw == null || raw.isEmpty()) {
      return parameters;
    }
    for (String part : raw.split("&", -1)) {
      int equals = part.indexOf('=');
      String name = decode(equals < 0 ? part : part.substring(0, equals));
      String value = equals < 0 ? "" : decode(part.substring(equals + 1));
      if (!part.isEmpty() && parameters.put(name, value) != null) {
        throw Problem.serialization("Query parameter '" + name + "' occurs twice, expected once");
      }
    }
    return parameters;
  }
}
