// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;

/** Writes the XML of answers. */
final class S3Xml {
  private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final StringBuilder text =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

  private S3Xml() {}

  /** A document of the API's namespace. */
  static byte[] document(String name, Consumer<S3Xml> content) {
    return document(name, " xmlns=\"" + NAMESPACE + "\"", content);
  }

  /** One of none, as errors are. */
  static byte[] plainDocument(String name, Consumer<S3Xml> content) {
    return document(name, "", content);
  }

  private static byte[] document(String name, String namespace, Consumer<S3Xml> content) {
    S3Xml xml = new S3Xml();
    xml.text.append('<').append(name).append(namespace).append('>');
    content.accept(xml);
    xml.text.append("</").append(name).append('>');
    return xml.text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** An element around others. */
  S3Xml element(String name, Consumer<S3Xml> content) {
    text.append('<').append(name).append('>');
    content.accept(this);
    text.append("</").append(name).append('>');
    return this;
  }

  /** An element around text. */
  S3Xml element(String name, String content) {
    return element(name, inner -> inner.text(content));
  }

  /** Text of the element that is open. */
  S3Xml text(String content) {
    characters(content);
    return this;
  }

  /** An element around a number or a truth. */
  S3Xml element(String name, Object value) {
    return element(name, value.toString());
  }

  /** An element around a time. */
  S3Xml element(String name, Instant time) {
    return element(name, TIME.format(time));
  }

  /** Who is granted something: an element whose type is an attribute of another namespace. */
  S3Xml grantee(String type, Consumer<S3Xml> content) {
    text.append("<Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"")
        .append(type)
        .append("\">");
    content.accept(this);
    text.append("</Grantee>");
    return this;
  }

  private void characters(String content) {
    content
        .codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> text.append("&amp;");
            case '<' -> text.append("&lt;");
            case '>' -> text.append("&gt;");
            case '"' -> text.append("&quot;");
            case '\t', '\n', '\r' -> text.append("&#").append(c).append(';');
            default -> text.appendCodePoint(isUnwritable(c) ? 0xFFFD : c);
          }
        });
  }

  /** XML 1.0 has no way to write these. */
  private static boolean isUnwritable(int c) {
    return c < ' ' || (c >= 0xD800 && c <= 0xDFFF) || c == 0xFFFE || c == 0xFFFF;
  }
}
