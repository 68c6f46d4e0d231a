// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wiregen;

import dev.signet.wiregen.ServiceFacts.OperationFacts;
import dev.signet.wiregen.ServiceFacts.ShapeFacts;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Source of the class that holds a service and its operations. */
final class HolderSource {
  private HolderSource() {}

  static String of(ServiceFacts service) {
    List<OperationFacts> operations = service.operations();
    return """
    /** The operations of {@code %1$s}, API version %2$s. */
    public final class %3$s {
      /** The service. */
      public static final ServiceModel SERVICE =
          new ServiceModel(
              new ServiceModel.Facts(%4$s, %5$s, %6$s, java.util.List.of(%7$s), %8$s, %13$s),
              java.util.List.of(%9$s),
              new Table());

    %10$s
      private static final java.util.List<Operation<?, ?>> OPERATIONS =
          java.util.List.of(%11$s);

      private %3$s() {}

    %12$s}
    """
        .formatted(
            service.name(),
            service.apiVersion(),
            Names.holder(service.name()),
            Sources.literal(service.name()),
            Sources.literal(service.signingName()),
            orNull(service.targetPrefix()),
            service.protocols().stream()
                .map(HolderSource::protocol)
                .collect(Collectors.joining(", ")),
            Sources.literal(service.apiVersion()),
            errors(service),
            IntStream.range(0, operations.size())
                .mapToObj(number -> operation(service, number))
                .collect(Collectors.joining("\n")),
            operations.stream()
                .map(operation -> "\n          " + Names.constant(operation.name()))
                .collect(Collectors.joining(",")),
            table(operations).indent(2),
            orNull(service.xmlNamespace()));
  }

  private static String table(List<OperationFacts> operations) {
    return """
    private static final class Table implements OperationTable {
      @Override
      public java.util.List<Operation<?, ?>> operations() {
        return OPERATIONS;
      }

      @Override
      public StructureShape<?> input(int operation) {
        return switch (operation) {
    %1$s      default -> throw new IndexOutOfBoundsException(operation);
        };
      }

      @Override
      public StructureShape<?> output(int operation) {
        return switch (operation) {
    %2$s      default -> throw new IndexOutOfBoundsException(operation);
        };
      }
    }
    """
        .formatted(cases(operations, HolderSource::input), cases(operations, HolderSource::output));
  }

  private static String errors(ServiceFacts service) {
    return service.shapes().values().stream()
        .filter(shape -> shape.traits().contains("exception"))
        .map(shape ->
            "\n              new ErrorShape("
                + Sources.literal(wireName(service, shape))
                + ", "
                + status(shape)
                + ")")
        .collect(Collectors.joining(","));
  }

  private static String cases(
      List<OperationFacts> operations, Function<OperationFacts, String> type) {
    return IntStream.range(0, operations.size())
        .mapToObj(number ->
            "      case %d -> %s.SHAPE;\n".formatted(number, type.apply(operations.get(number))))
        .collect(Collectors.joining());
  }

  private static String input(OperationFacts operation) {
    return operation.input() == null ? "Empty" : operation.input();
  }

  private static String output(OperationFacts operation) {
    return operation.output() == null ? "Empty" : operation.output();
  }

  private static String operation(ServiceFacts service, int number) {
    OperationFacts operation = service.operations().get(number);
    String errors =
        operation.errors().stream()
            .map(error -> Sources.literal(wireName(service, service.shape(error))))
            .collect(Collectors.joining(", "));
    String payload =
        operation.output() == null ? null : service.shape(operation.output()).payload();
    return """
      /** {@code %1$s}. */
      public static final Operation<%2$s, %3$s> %4$s =
          new Operation<>(
              SERVICE,
              %12$d,
              new Operation.Facts(
                  %5$s, %6$s, %7$s, %8$d, %9$s, %10$s, java.util.List.of(%11$s)));
    """
        .formatted(
            operation.name(),
            input(operation),
            output(operation),
            Names.constant(operation.name()),
            Sources.literal(operation.name()),
            Sources.literal(operation.method()),
            Sources.literal(operation.uri()),
            operation.status(),
            operation.signed(),
            orNull(payload),
            errors,
            number);
  }

  /** Only the Query protocol sends the code that a model gives an error. */
  private static String wireName(ServiceFacts service, ShapeFacts error) {
    String code = error.error().code();
    return code == null || !service.isQuery() ? error.name() : code;
  }

  /** Models of JSON 1.1 services state no status: 400, or 500 for a fault. */
  private static int status(ShapeFacts error) {
    return error.error().status() != 0
        ? error.error().status()
        : error.traits().contains("fault") ? 500 : 400;
  }

  private static String protocol(String protocol) {
    return switch (protocol) {
      case "json" -> "Protocol.JSON_1_1";
      case "rest-json" -> "Protocol.REST_JSON";
      case "query" -> "Protocol.QUERY";
      case "smithy-rpc-v2-cbor" -> "Protocol.RPC_V2_CBOR";
      default -> throw new ModelException("protocol '" + protocol + "' is not known");
    };
  }

  private static String orNull(@Nullable String text) {
    return text == null ? "null" : Sources.literal(text);
  }
}
