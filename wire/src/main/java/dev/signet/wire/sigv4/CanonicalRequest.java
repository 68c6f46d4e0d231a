// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.sigv4;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text form of a request that is hashed and signed (AWS Signature Version 4, "Create a
 * canonical request").
 */
final class CanonicalRequest {
  private static final String HEX = "0123456789ABCDEF";

  private CanonicalRequest() {}

  /** The canonical text; {@code signedHeaders} are lower case and sorted. */
  static String of(SignableRequest request, Collection<String> signedHeaders) {
    return of(request, signedHeaders, encode(normalized(request.rawPath()), true), "");
  }

  /**
   * The same as S3 has it: its path is the name of an object, in which every segment counts, and it
   * is encoded once only. A signature in the query does not cover itself.
   */
  static String ofObject(SignableRequest request, Collection<String> signedHeaders) {
    return of(
        request, signedHeaders, encode(decode(request.rawPath()), true), QuerySignature.SIGNATURE);
  }

  private static String of(
      SignableRequest request,
      Collection<String> signedHeaders,
      String canonicalPath,
      String uncovered) {
    StringBuilder text = new StringBuilder(512);
    text.append(request.method()).append('\n');
    text.append(canonicalPath).append('\n');
    text.append(query(request.rawQuery(), uncovered)).append('\n');
    for (String header : signedHeaders) {
      text.append(header).append(':').append(folded(request.values(header))).append('\n');
    }
    text.append('\n').append(String.join(";", signedHeaders)).append('\n');
    return text.append(request.bodyHash()).toString();
  }

  /** The path without empty and dot segments; a slash at the end stays. */
  static String normalized(String path) {
    if (!path.contains("//") && !path.contains("/.")) {
      return path.isEmpty() ? "/" : path;
    }
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : path.split("/", -1)) {
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    boolean slashAtEnd =
        !segments.isEmpty() && (path.endsWith("/") || path.endsWith("/.") || path.endsWith("/.."));
    return "/" + String.join("/", segments) + (slashAtEnd ? "/" : "");
  }

  /** The parameters, each decoded once and encoded again, sorted by name and then value. */
  private static String query(@Nullable String rawQuery, String uncovered) {
    if (rawQuery == null || rawQuery.isEmpty()) {
      return "";
    }
    List<Parameter> parameters = new ArrayList<>();
    for (String part : rawQuery.split("&", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      if (!part.isEmpty() && !name.equals(uncovered)) {
        String value = equals < 0 ? "" : part.substring(equals + 1);
        parameters.add(new Parameter(encode(decode(name), false), encode(decode(value), false)));
      }
    }
    parameters.sort(null);
    return String.join("&", parameters.stream().map(Parameter::text).toList());
  }

  private record Parameter(String name, String value) implements Comparable<Parameter> {
    @Override
    public int compareTo(Parameter other) {
      int byName = name.compareTo(other.name);
      return byName != 0 ? byName : value.compareTo(other.value);
    }

    String text() {
      return name + "=" + value;
    }
  }

  /** The values with runs of blanks made one, joined by commas. */
  private static String folded(List<String> values) {
    if (values.size() == 1 && isFolded(values.getFirst())) {
      return values.getFirst();
    }
    return String.join(
        ",", values.stream().map(value -> value.replaceAll("\\s+", " ").trim()).toList());
  }

  /** Whether every blank is one space between two other characters, as it nearly always is. */
  private static boolean isFolded(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean atEdge = i == 0 || i == value.length() - 1;
      if (c < ' ' || (c == ' ' && (atEdge || value.charAt(i - 1) == ' '))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Percent-encodes everything except RFC 3986's unreserved characters, and slashes where they may
   * stay.
   */
  private static String encode(String text, boolean keepSlash) {
    return encode(text.getBytes(StandardCharsets.UTF_8), keepSlash);
  }

  private static String encode(byte[] bytes, boolean keepSlash) {
    StringBuilder encoded = new StringBuilder(bytes.length + 16);
    for (byte b : bytes) {
      if (isUnreserved(b) || (keepSlash && b == '/')) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(HEX.charAt((b >> 4) & 0xf)).append(HEX.charAt(b & 0xf));
      }
    }
    return encoded.toString();
  }

  private static boolean isUnreserved(byte b) {
    return (b >= 'A' && b <= 'Z')
        || (b >= 'a' && b <= 'z')
        || (b >= '0' && b <= '9')
        || b == '-'
        || b == '.'
        || b == '_'
        || b == '~';
  }

  /**
   * Undoes percent-encoding; a broken escape stays as it is, so that it cannot match a proper one.
   */
  private static byte[] decode(String text) {
    byte[] source = text.getBytes(StandardCharsets.UTF_8);
    if (text.indexOf('%') < 0) {
      return source;
    }
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(source.length);
    for (int i = 0; i < source.length; i++) {
      int high =
          source[i] == '%' && i + 2 < source.length ? Character.digit(source[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(source[i + 2], 16);
      if (low < 0) {
        decoded.write(source[i]);
      } else {
        decoded.write(high * 16 + low);
        i += 2;
      }
    }
    return decoded.toByteArray();
  }
}
