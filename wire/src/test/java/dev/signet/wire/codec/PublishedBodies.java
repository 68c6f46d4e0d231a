// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Bodies as trees that are equal when they mean the same, without members that are left out. */
final class PublishedBodies {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper CBOR = new CBORMapper();

  private PublishedBodies() {}

  static String tree(Protocol protocol, byte[] body, Set<String> leftOut) throws IOException {
    if (protocol == Protocol.QUERY) {
      return xml(body, leftOut);
    }
    ObjectMapper mapper = protocol == Protocol.RPC_V2_CBOR ? CBOR : JSON;
    JsonNode tree = body.length == 0 ? mapper.createObjectNode() : mapper.readTree(body);
    if (tree.has("__type")) {
      // Of whose namespace an error is depends on the model.
      String type = tree.path("__type").asText();
      ((ObjectNode) tree).put("__type", type.substring(type.indexOf('#') + 1));
    }
    return same(pruned(tree, leftOut));
  }

  private static JsonNode pruned(JsonNode tree, Set<String> leftOut) {
    if (tree instanceof ObjectNode object) {
      object.remove(leftOut);
    }
    tree.forEach(each -> pruned(each, leftOut));
    return tree;
  }

  /** A whole number is the same as an integer and as a decimal. */
  private static String same(JsonNode tree) {
    if (tree.isNumber()) {
      return tree.decimalValue().stripTrailingZeros().toPlainString();
    }
    if (tree.isObject()) {
      return tree.properties().stream()
          .map(each -> each.getKey() + "=" + same(each.getValue()))
          .sorted()
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (tree.isArray()) {
      return tree.valueStream()
          .map(PublishedBodies::same)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return tree.toString();
  }

  /** The order of a structure's members means nothing, that of equal names does. */
  private static String xml(byte[] body, Set<String> leftOut) throws IOException {
    try {
      Element root =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(body))
              .getDocumentElement();
      return text(root, leftOut);
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(e);
    }
  }

  private static String text(Element element, Set<String> leftOut) {
    List<Element> children = new ArrayList<>();
    for (Node each = element.getFirstChild(); each != null; each = each.getNextSibling()) {
      if (each instanceof Element child
          && !leftOut.contains(child.getNodeName())
          && !child.getNodeName().equals("ResponseMetadata")) {
        children.add(child);
      }
    }
    children.sort(Comparator.comparing(Element::getNodeName));
    String content =
        element.getElementsByTagName("*").getLength() == 0
            ? element.getTextContent()
            : children.stream().map(each -> text(each, leftOut)).collect(Collectors.joining());
    return "<" + element.getNodeName() + ">" + content + "</" + element.getNodeName() + ">";
  }
}
