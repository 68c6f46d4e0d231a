// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One service: what its model says of it, and its operations. */
public final class ServiceModel {
  private final Facts facts;
  private final List<ErrorShape> errors;
  private final OperationTable table;

  /**
   * What identifies a service on the wire.
   *
   * @param name the endpoint prefix, such as {@code acm-pca}
   * @param signingName the service name of the SigV4 scope
   * @param targetPrefix what precedes the dot in {@code X-Amz-Target}; null where the protocol has
   *     none
   * @param protocols the protocols served, first the one that most clients speak
   * @param apiVersion the model's date
   * @param xmlNamespace of XML answers; null where answers are JSON
   */
  public record Facts(
      String name,
      String signingName,
      @Nullable String targetPrefix,
      List<Protocol> protocols,
      String apiVersion,
      @Nullable String xmlNamespace) {}

  /** Called by generated code, before the operations, which refer back to their service. */
  public ServiceModel(Facts facts, List<ErrorShape> errors, OperationTable table) {
    this.facts = facts;
    this.errors = List.copyOf(errors);
    this.table = table;
  }

  /** The endpoint prefix, such as {@code acm-pca}. */
  public String name() {
    return facts.name();
  }

  /** The service name of the SigV4 scope. */
  public String signingName() {
    return facts.signingName();
  }

  /**
   * What precedes the dot in {@code X-Amz-Target}, for JSON 1.1 services; RPC v2 has it in its
   * paths.
   */
  public Optional<String> targetPrefix() {
    return Optional.ofNullable(facts.targetPrefix());
  }

  /** The protocol that most clients speak. */
  public Protocol protocol() {
    return facts.protocols().getFirst();
  }

  /** All protocols served. */
  public List<Protocol> protocols() {
    return facts.protocols();
  }

  /** The model's date, such as {@code 2017-08-22}. */
  public String apiVersion() {
    return facts.apiVersion();
  }

  /** The namespace of its XML, for Query services. */
  String xmlNamespace() {
    return Objects.requireNonNull(facts.xmlNamespace(), facts.name());
  }

  /** All operations, in alphabetical order. */
  public List<Operation<?, ?>> operations() {
    return table.operations();
  }

  /** Where the shapes of its operations are. */
  OperationTable table() {
    return table;
  }

  /** All errors that the model declares. */
  public List<ErrorShape> errors() {
    return errors;
  }

  /** The error of this name, where the model declares it. */
  public Optional<ErrorShape> error(String name) {
    return errors.stream().filter(error -> error.name().equals(name)).findFirst();
  }

  /** The absolute name of a shape of the model. */
  String shapeId(String name) {
    return "com.amazonaws." + name().replace("-", "") + "#" + name;
  }

  @Override
  public String toString() {
    return facts.name();
  }
}
