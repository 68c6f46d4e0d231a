// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wiregen;

import dev.signet.wiregen.ServiceFacts.OperationFacts;
import dev.signet.wiregen.ServiceFacts.ShapeFacts;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Source of the class that holds a service and its operations. */
final class HolderSource {
  private HolderSource() {}

  static String of(ServiceFacts service) {
    String operations =
        service.operations().stream()
            .map(operation -> operation(service, operation))
            .collect(Collectors.joining("\n"));
    String names =
        service.operations().stream()
            .map(operation -> "\n          " + Names.constant(operation.name()))
            .collect(Collectors.joining(","));
    String errors =
        service.shapes().values().stream()
            .filter(shape -> shape.traits().contains("exception"))
            .map(shape ->
                "\n              new ErrorShape("
                    + Sources.literal(shape.name())
                    + ", "
                    + status(shape)
                    + ")")
            .collect(Collectors.joining(","));
    return """
    /** The operations of {@code %1$s}, API version %2$s. */
    public final class %3$s {
      /** The service. */
      public static final ServiceModel SERVICE =
          new ServiceModel(
              new ServiceModel.Facts(%4$s, %5$s, %6$s, Protocol.%7$s, %8$s),
              java.util.List.of(%9$s),
              () -> %3$s.OPERATIONS);

    %10$s
      private static final java.util.List<Operation<?, ?>> OPERATIONS =
          java.util.List.of(%11$s);

      private %3$s() {}
    }
    """
        .formatted(
            service.name(),
            service.apiVersion(),
            Names.holder(service.name()),
            Sources.literal(service.name()),
            Sources.literal(service.signingName()),
            orNull(service.targetPrefix()),
            protocol(service.protocol()),
            Sources.literal(service.apiVersion()),
            errors,
            operations,
            names);
  }

  private static String operation(ServiceFacts service, OperationFacts operation) {
    String input = operation.input() == null ? "Empty" : operation.input();
    String output = operation.output() == null ? "Empty" : operation.output();
    String errors =
        operation.errors().stream().map(Sources::literal).collect(Collectors.joining(", "));
    String payload =
        operation.output() == null ? null : service.shape(operation.output()).payload();
    return """
      /** {@code %1$s}. */
      public static final Operation<%2$s, %3$s> %4$s =
          new Operation<>(
              SERVICE,
              new Operation.Facts(
                  %5$s, %6$s, %7$s, %8$d, %9$s, %10$s, java.util.List.of(%11$s)),
              %2$s.SHAPE,
              %3$s.SHAPE);
    """
        .formatted(
            operation.name(),
            input,
            output,
            Names.constant(operation.name()),
            Sources.literal(operation.name()),
            Sources.literal(operation.method()),
            Sources.literal(operation.uri()),
            operation.status(),
            operation.signed(),
            orNull(payload),
            errors);
  }

  /** Models of JSON 1.1 services state no status: 400, or 500 for a fault. */
  private static int status(ShapeFacts error) {
    return error.status() != 0 ? error.status() : error.traits().contains("fault") ? 500 : 400;
  }

  private static String protocol(String protocol) {
    return switch (protocol) {
      case "json" -> "JSON_1_1";
      case "rest-json" -> "REST_JSON";
      case "query" -> "QUERY";
      default -> throw new ModelException("protocol '" + protocol + "' is not known");
    };
  }

  private static String orNull(@Nullable String text) {
    return text == null ? "null" : Sources.literal(text);
  }
}
