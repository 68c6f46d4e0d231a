// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.api;

import dev.signet.bucket.BucketReason;
import dev.signet.kernel.Refusal;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of a request's XML: its local name, the text in it, and its children. Documents have
 * no types of their own (no DTD), nothing outside of them is looked at, and depth and number of
 * elements are bounded.
 */
record XmlElement(String name, StringBuilder content, List<XmlElement> children) {
  private static final int DEPTH = 16;
  private static final int MOST = 60_000; // 10,000 parts, with two checksums each

  /**
   * Reads a document whose root has that name.
   *
   * @throws Refusal of reason BAD_XML
   */
  static XmlElement parse(byte[] document, String root) {
    try {
      XmlElement read = read(reader(document));
      if (!read.name().equals(root)) {
        throw bad("its root is " + read.name() + ", expected " + root);
      }
      return read;
    } catch (Refusal refused) {
      throw refused;
    } catch (XMLStreamException | RuntimeException e) {
      // The JDK's parser meets some documents with exceptions that it does not declare.
      throw bad("it is not well-formed");
    }
  }

  private static XMLStreamReader reader(byte[] document) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    return factory.createXMLStreamReader(new ByteArrayInputStream(document));
  }

  private static XmlElement read(XMLStreamReader reader) throws XMLStreamException {
    Deque<XmlElement> open = new ArrayDeque<>();
    XmlElement outer = new XmlElement("", new StringBuilder(), new ArrayList<>());
    open.push(outer);
    int count = 0;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (open.size() > DEPTH || ++count > MOST) {
            throw bad("it is deeper than " + DEPTH + " or has more than " + MOST + " elements");
          }
          XmlElement element =
              new XmlElement(reader.getLocalName(), new StringBuilder(), new ArrayList<>(0));
          open.element().children().add(element);
          open.push(element);
        }
        case XMLStreamConstants.END_ELEMENT -> open.pop();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            open.element().content().append(reader.getText());
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw bad("it declares or names entities");
        default -> {}
      }
    }
    return outer.children().getFirst();
  }

  /** The text in it. */
  String text() {
    return content.toString();
  }

  /** Its first child of that name. */
  Optional<XmlElement> child(String childName) {
    return children.stream().filter(child -> child.name().equals(childName)).findFirst();
  }

  /** The text of a child. */
  Optional<String> childText(String childName) {
    return child(childName).map(XmlElement::text).map(String::strip);
  }

  /** All children of that name. */
  List<XmlElement> all(String childName) {
    return children.stream().filter(child -> child.name().equals(childName)).toList();
  }

  /**
   * The text of a child that has to be there.
   *
   * @throws Refusal of reason BAD_XML
   */
  String required(String childName) {
    return childText(childName)
        .orElseThrow(() -> bad(name + " has no " + childName + ", expected one"));
  }

  static Refusal bad(String why) {
    return new Refusal(
        BucketReason.BAD_XML,
        "The XML you provided was not well-formed or did not validate against our published schema: "
            + why);
  }
}
