// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wiregen;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One service model.
 *
 * @param name endpoint prefix, such as {@code acm-pca}
 * @param signingName service name of the SigV4 scope
 * @param targetPrefix prefix in {@code X-Amz-Target}; null for other protocols
 * @param protocols the protocols to serve, in order: {@code json}, {@code rest-json}, {@code
 *     query}, {@code smithy-rpc-v2-cbor}
 * @param apiVersion the model's date
 * @param xmlNamespace of XML answers; null for other protocols
 * @param operations in the model's order
 * @param shapes by name
 */
record ServiceFacts(
    String name,
    String signingName,
    @Nullable String targetPrefix,
    List<String> protocols,
    String apiVersion,
    @Nullable String xmlNamespace,
    List<OperationFacts> operations,
    Map<String, ShapeFacts> shapes) {

  /** Whether it is a Query service, which says more of its shapes than others need. */
  boolean isQuery() {
    return protocols.contains("query");
  }

  /** The shape of this name, which the model must have. */
  ShapeFacts shape(String shape) {
    ShapeFacts found = shapes.get(shape);
    if (found == null) {
      throw new ModelException(name + ": shape '" + shape + "' is used, expected a definition");
    }
    return found;
  }

  /**
   * An operation.
   *
   * @param name the name
   * @param method HTTP method
   * @param uri path template
   * @param status HTTP status of success
   * @param signed false where the model says that requests carry no signature
   * @param input input structure; null for none
   * @param output output structure; null for none
   * @param errors names of error shapes
   */
  record OperationFacts(
      String name,
      String method,
      String uri,
      int status,
      boolean signed,
      @Nullable String input,
      @Nullable String output,
      List<String> errors) {}

  /**
   * A shape.
   *
   * @param name the name
   * @param type the model's type word
   * @param members members of a structure or union
   * @param required names of required members
   * @param element shape of list elements or map values; null for other types
   * @param limits length or range
   * @param pattern pattern of a string; null for none
   * @param values values of an enumeration; empty for other shapes
   * @param traits {@code union}, {@code sensitive}, {@code exception}, {@code fault}
   * @param payload member that is the HTTP body; null for none
   * @param error what the model says of an error
   * @param xml how forms and XML carry it
   */
  record ShapeFacts(
      String name,
      String type,
      List<MemberFacts> members,
      Set<String> required,
      @Nullable String element,
      Limits limits,
      @Nullable String pattern,
      List<String> values,
      Set<String> traits,
      @Nullable String payload,
      ErrorFacts error,
      XmlFacts xml) {

    ShapeFacts withMembers(List<MemberFacts> others) {
      return new ShapeFacts(
          name, type, others, required, element, limits, pattern, values, traits, payload, error,
          xml);
    }

    /** The same under another name, carried in another way. */
    ShapeFacts refined(String other, XmlFacts otherXml) {
      return new ShapeFacts(
          other, type, members, required, element, limits, pattern, values, traits, payload, error,
          otherXml);
    }

    boolean isEnum() {
      return !values.isEmpty();
    }

    boolean isUnion() {
      return traits.contains("union");
    }

    boolean isSensitive() {
      return traits.contains("sensitive");
    }
  }

  /**
   * A member of a structure or union.
   *
   * @param name name on the wire
   * @param shape its shape
   * @param location {@code body}, {@code uri} or {@code querystring}
   */
  record MemberFacts(String name, String shape, String location) {}

  /**
   * What the model says of an error.
   *
   * @param code its name on the wire; null where that is the shape's
   * @param status HTTP status; 0 where the model has none
   */
  record ErrorFacts(@Nullable String code, int status) {}

  /**
   * How forms and XML carry a shape.
   *
   * @param element name of a list's elements or a map's values; null for the protocol's
   * @param key name of a map's keys; null for the protocol's
   * @param flattened whether elements stand where the list or map would
   * @param timestampFormat how a time is written; null for the protocol's way
   */
  record XmlFacts(
      @Nullable String element,
      @Nullable String key,
      boolean flattened,
      @Nullable String timestampFormat) {}

  /**
   * Limits of a length or range.
   *
   * @param min smallest value; null for none
   * @param max largest value; null for none
   */
  record Limits(@Nullable Long min, @Nullable Long max) {
    boolean isNone() {
      return min == null && max == null;
    }
  }
}
