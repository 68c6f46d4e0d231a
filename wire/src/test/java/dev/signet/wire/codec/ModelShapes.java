// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.shapes.MemberShape;
import software.amazon.smithy.model.shapes.ShapeId;
import software.amazon.smithy.model.traits.HttpLabelTrait;
import software.amazon.smithy.model.traits.HttpQueryTrait;
import software.amazon.smithy.model.traits.JsonNameTrait;
import software.amazon.smithy.model.traits.LengthTrait;
import software.amazon.smithy.model.traits.PatternTrait;
import software.amazon.smithy.model.traits.RangeTrait;
import software.amazon.smithy.model.traits.RequiredTrait;
import software.amazon.smithy.model.traits.SparseTrait;
import software.amazon.smithy.model.traits.StreamingTrait;
import software.amazon.smithy.model.traits.TimestampFormatTrait;
import software.amazon.smithy.model.traits.UniqueItemsTrait;
import software.amazon.smithy.model.traits.XmlFlattenedTrait;
import software.amazon.smithy.model.traits.XmlNameTrait;

/**
 * The codec's shapes for those of a Smithy model, as the generator makes them from the models that
 * are served. Members of kinds that none of those has are left out and remembered.
 */
final class ModelShapes {
  /** Where members travel that the codec does not know. */
  private static final Set<String> ELSEWHERE =
      Set.of("httpHeader", "httpPrefixHeaders", "httpQueryParams", "httpResponseCode");

  private final Model model;
  private final Protocol protocol;
  private final Map<ShapeId, Shape<?>> made = new HashMap<>();
  private final Set<String> leftOut = new TreeSet<>();

  ModelShapes(Model model, Protocol protocol) {
    this.model = model;
    this.protocol = protocol;
  }

  /** A word of an enumeration. */
  record Word(String value) implements WireEnum {}

  /** The names on the wire of all members that were left out so far. */
  Set<String> leftOut() {
    return leftOut;
  }

  StructureShape<?> structure(software.amazon.smithy.model.shapes.Shape shape) {
    if (shape.getId().toString().equals("smithy.api#Unit")) {
      return Empty.SHAPE;
    }
    Shape<?> known = made.get(shape.getId());
    if (known != null) {
      return (StructureShape<?>) known;
    }
    List<Member> members = new ArrayList<>();
    List<Supplier<Shape<?>>> targets = new ArrayList<>();
    for (MemberShape each : served(shape)) {
      members.add(new Member(wireName(each), each.hasTrait(RequiredTrait.class), location(each)));
      targets.add(() -> target(each));
    }
    Sample structure = new Sample(shape.getId().getName(), members, targets);
    made.put(shape.getId(), structure);
    return structure;
  }

  /** The members that are not left out. */
  List<MemberShape> served(software.amazon.smithy.model.shapes.Shape shape) {
    List<MemberShape> served = new ArrayList<>();
    for (MemberShape member : shape.members()) {
      boolean elsewhere =
          protocol == Protocol.REST_JSON
              && ELSEWHERE.stream().anyMatch(trait -> member.hasTrait("smithy.api#" + trait));
      boolean listInQuery = location(member) != Member.Location.BODY && !isScalar(targetOf(member));
      if (elsewhere || listInQuery || !isServed(targetOf(member))) {
        leftOut.add(wireName(member));
      } else {
        served.add(member);
      }
    }
    return served;
  }

  software.amazon.smithy.model.shapes.Shape targetOf(MemberShape member) {
    return model.expectShape(member.getTarget());
  }

  private static boolean isScalar(software.amazon.smithy.model.shapes.Shape shape) {
    return switch (shape.getType().getCategory()) {
      case SIMPLE -> true;
      default -> false;
    };
  }

  private boolean isServed(software.amazon.smithy.model.shapes.Shape shape) {
    return switch (shape.getType()) {
      case FLOAT, DOUBLE, BIG_DECIMAL, BIG_INTEGER, DOCUMENT -> false;
      case BLOB -> !shape.hasTrait(StreamingTrait.class);
      case LIST, SET ->
          !shape.hasTrait(SparseTrait.class)
              && !shape.hasTrait(UniqueItemsTrait.class)
              && isServed(targetOf(shape.asListShape().orElseThrow().getMember()));
      case MAP ->
          !shape.hasTrait(SparseTrait.class)
              && isServed(targetOf(shape.asMapShape().orElseThrow().getValue()));
      case UNION -> !shape.hasTrait(StreamingTrait.class);
      default -> true;
    };
  }

  /** JSON 1.1 and RPC v2 know no other names than the model's own. */
  String wireName(MemberShape member) {
    Optional<String> other =
        switch (protocol) {
          case REST_JSON ->
              member
                  .getTrait(HttpQueryTrait.class)
                  .map(HttpQueryTrait::getValue)
                  .or(() -> member.getTrait(JsonNameTrait.class).map(JsonNameTrait::getValue));
          case QUERY -> member.getTrait(XmlNameTrait.class).map(XmlNameTrait::getValue);
          case JSON_1_1, RPC_V2_CBOR -> Optional.empty();
        };
    return other.orElse(member.getMemberName());
  }

  private Member.Location location(MemberShape member) {
    if (protocol != Protocol.REST_JSON) {
      return Member.Location.BODY;
    }
    return member.hasTrait(HttpLabelTrait.class)
        ? Member.Location.LABEL
        : member.hasTrait(HttpQueryTrait.class) ? Member.Location.QUERY : Member.Location.BODY;
  }

  private Shape<?> target(MemberShape member) {
    software.amazon.smithy.model.shapes.Shape target = targetOf(member);
    return switch (target.getType()) {
      case STRUCTURE -> structure(target);
      case UNION -> made.computeIfAbsent(target.getId(), id -> new ModelUnion(this, target));
      case LIST, SET -> list(member, target);
      case MAP -> map(member, target);
      case ENUM ->
          EnumShape.of(
              target.asEnumShape().orElseThrow().getEnumValues().values().stream()
                  .map(Word::new)
                  .toArray(Word[]::new));
      case STRING -> string(member, target);
      case BLOB ->
          length(member)
              .or(() -> length(target))
              .map(each -> BlobShape.any().length(min(each), max(each)))
              .orElseGet(BlobShape::any);
      case BYTE -> range(member, target, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case SHORT -> range(member, target, Short.MIN_VALUE, Short.MAX_VALUE);
      case INTEGER, INT_ENUM -> range(member, target, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG -> longRange(member, target);
      case BOOLEAN -> BooleanShape.any();
      case TIMESTAMP -> time(member, target);
      default -> throw new IllegalStateException(target + " is left out");
    };
  }

  private Shape<?> list(MemberShape member, software.amazon.smithy.model.shapes.Shape target) {
    MemberShape element = target.asListShape().orElseThrow().getMember();
    ListShape<?> list = ListShape.of(target(element));
    Optional<LengthTrait> length = length(member).or(() -> length(target));
    if (length.isPresent()) {
      list = list.length(min(length.get()), max(length.get()));
    }
    Optional<String> name = element.getTrait(XmlNameTrait.class).map(XmlNameTrait::getValue);
    if (name.isPresent()) {
      list = list.named(name.get());
    }
    return member.hasTrait(XmlFlattenedTrait.class) ? list.flattened() : list;
  }

  private Shape<?> map(MemberShape member, software.amazon.smithy.model.shapes.Shape target) {
    var pair = target.asMapShape().orElseThrow();
    MapShape<?> map =
        MapShape.of(target(pair.getValue()))
            .named(
                pair.getKey()
                    .getTrait(XmlNameTrait.class)
                    .map(XmlNameTrait::getValue)
                    .orElse("key"),
                pair.getValue()
                    .getTrait(XmlNameTrait.class)
                    .map(XmlNameTrait::getValue)
                    .orElse("value"));
    return member.hasTrait(XmlFlattenedTrait.class) ? map.flattened() : map;
  }

  private static Shape<?> string(
      MemberShape member, software.amazon.smithy.model.shapes.Shape target) {
    StringShape string = StringShape.any();
    Optional<LengthTrait> length = length(member).or(() -> length(target));
    if (length.isPresent()) {
      string = string.length(min(length.get()), max(length.get()));
    }
    Optional<PatternTrait> pattern =
        member.getTrait(PatternTrait.class).or(() -> target.getTrait(PatternTrait.class));
    return pattern.isPresent() ? string.pattern(pattern.get().getValue()) : string;
  }

  private static Shape<?> range(
      MemberShape member,
      software.amazon.smithy.model.shapes.Shape target,
      int smallest,
      int largest) {
    Optional<RangeTrait> range =
        member.getTrait(RangeTrait.class).or(() -> target.getTrait(RangeTrait.class));
    return IntegerShape.of(
        range.flatMap(RangeTrait::getMin).map(BigDecimal::intValue).orElse(smallest),
        range.flatMap(RangeTrait::getMax).map(BigDecimal::intValue).orElse(largest));
  }

  private static Shape<?> longRange(
      MemberShape member, software.amazon.smithy.model.shapes.Shape target) {
    Optional<RangeTrait> range =
        member.getTrait(RangeTrait.class).or(() -> target.getTrait(RangeTrait.class));
    return LongShape.of(
        range.flatMap(RangeTrait::getMin).map(BigDecimal::longValue).orElse(Long.MIN_VALUE),
        range.flatMap(RangeTrait::getMax).map(BigDecimal::longValue).orElse(Long.MAX_VALUE));
  }

  private static Shape<?> time(
      MemberShape member, software.amazon.smithy.model.shapes.Shape target) {
    Optional<TimestampFormatTrait> format =
        member
            .getTrait(TimestampFormatTrait.class)
            .or(() -> target.getTrait(TimestampFormatTrait.class));
    TimestampShape any = TimestampShape.any();
    return format
        .map(each ->
            any.format(
                switch (each.getFormat()) {
                  case EPOCH_SECONDS -> TimestampFormat.EPOCH_SECONDS;
                  case HTTP_DATE -> TimestampFormat.HTTP_DATE;
                  default -> TimestampFormat.ISO_8601;
                }))
        .orElse(any);
  }

  private static Optional<LengthTrait> length(software.amazon.smithy.model.shapes.Shape shape) {
    return shape.getTrait(LengthTrait.class);
  }

  private static long min(LengthTrait length) {
    return length.getMin().orElse(0L);
  }

  private static long max(LengthTrait length) {
    return length.getMax().orElse(Long.MAX_VALUE);
  }

  /** A union whose values are the member's name and value. */
  private static final class ModelUnion extends UnionShape<Map.Entry<String, Object>> {
    private final ModelShapes shapes;
    private final List<MemberShape> served;

    ModelUnion(ModelShapes shapes, software.amazon.smithy.model.shapes.Shape shape) {
      super(
          shape.getId().getName(),
          shapes.served(shape).stream().map(shapes::wireName).toArray(String[]::new));
      this.shapes = shapes;
      this.served = shapes.served(shape);
    }

    @Override
    protected Map.Entry<String, Object> make(int member, Object value) {
      return Map.entry(shapes.wireName(served.get(member)), value);
    }

    @Override
    protected int memberOf(Map.Entry<String, Object> value) {
      return served.stream().map(shapes::wireName).toList().indexOf(value.getKey());
    }

    @Override
    protected Object get(Map.Entry<String, Object> value) {
      return value.getValue();
    }

    @Override
    protected Shape<?> target(int member) {
      return shapes.target(served.get(member));
    }
  }
}
