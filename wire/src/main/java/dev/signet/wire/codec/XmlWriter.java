// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Writes values of shapes as XML 1.0, one document. */
final class XmlWriter {
  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter out;

  private XmlWriter() throws XMLStreamException {
    out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
  }

  /** Something that writes what stands inside an element. */
  interface Content {
    void to(XmlWriter out) throws XMLStreamException;
  }

  /** A document in UTF-8; its names are of this namespace. */
  static byte[] document(String name, @Nullable String namespace, Content content) {
    try {
      XmlWriter writer = new XmlWriter();
      writer.out.writeStartElement(name);
      if (namespace != null) {
        writer.out.writeDefaultNamespace(namespace);
      }
      content.to(writer);
      writer.out.writeEndElement();
      writer.out.close();
      return writer.text.toString().getBytes(StandardCharsets.UTF_8);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a document that cannot be written as XML", e);
    }
  }

  /** An element around others. */
  void element(String name, Content content) throws XMLStreamException {
    out.writeStartElement(name);
    content.to(this);
    out.writeEndElement();
  }

  /** An element around text. */
  void element(String name, String content) throws XMLStreamException {
    out.writeStartElement(name);
    characters(content);
    out.writeEndElement();
  }

  /** The members that a structure has. */
  <T> void members(StructureShape<T> shape, T value) throws XMLStreamException {
    List<Member> members = shape.members();
    for (int i = 0; i < members.size(); i++) {
      Object member = shape.get(value, i);
      if (member != null) {
        value(members.get(i).name(), shape.target(i), member);
      }
    }
  }

  /** A value whose type the generated code has paired with the shape. */
  private <T> void value(String name, Shape<T> shape, Object value) throws XMLStreamException {
    @SuppressWarnings("unchecked")
    T typed = (T) value;
    switch (shape) {
      case ScalarShape<T> scalar -> element(name, scalar.text(typed));
      case StructureShape<T> structure -> element(name, inner -> inner.members(structure, typed));
      case UnionShape<T> union -> {
        int member = union.memberOf(typed);
        element(
            name,
            inner ->
                inner.value(union.members().get(member), union.target(member), union.get(typed)));
      }
      case ListShape<?> list -> list(name, list, (List<?>) value);
      case MapShape<?> map -> map(name, map, (Map<?, ?>) value);
    }
  }

  private void list(String name, ListShape<?> shape, List<?> elements) throws XMLStreamException {
    String each = shape.isFlattened() ? name : shape.elementName();
    Content content =
        inner -> {
          for (Object element : elements) {
            inner.value(each, shape.element(), Objects.requireNonNull(element));
          }
        };
    if (shape.isFlattened()) {
      content.to(this);
    } else {
      element(name, content);
    }
  }

  private void map(String name, MapShape<?> shape, Map<?, ?> entries) throws XMLStreamException {
    String each = shape.isFlattened() ? name : "entry";
    Content content =
        inner -> {
          for (Map.Entry<?, ?> entry : entries.entrySet()) {
            inner.element(
                each,
                pair -> {
                  pair.element(shape.keyName(), (String) entry.getKey());
                  pair.value(shape.valueName(), shape.values(), entry.getValue());
                });
          }
        };
    if (shape.isFlattened()) {
      content.to(this);
    } else {
      element(name, content);
    }
  }

  /** Line ends and tabs as references, because readers may change them otherwise. */
  private void characters(String content) throws XMLStreamException {
    int done = 0;
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      boolean blank = c == '\t' || c == '\n' || c == '\r';
      // XML 1.0 has no way to write the other control characters.
      boolean impossible = (!blank && c < ' ') || c == 0xFFFE || c == 0xFFFF;
      if (blank || impossible) {
        out.writeCharacters(content.substring(done, i));
        if (blank) {
          out.writeEntityRef("#" + (int) c);
        } else {
          out.writeCharacters("\uFFFD");
        }
        done = i + 1;
      }
    }
    out.writeCharacters(content.substring(done));
  }
}
