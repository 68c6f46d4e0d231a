// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A structure as the generator makes them, but made by a test; its values are maps. */
final class Sample extends StructureShape<Map<String, Object>> {
  private final List<Supplier<Shape<?>>> targets;

  /** Takes targets that may not be made yet, because they lead back here. */
  Sample(String name, List<Member> members, List<Supplier<Shape<?>>> targets) {
    super(name, members.toArray(Member[]::new));
    this.targets = targets;
  }

  static Sample of(String name) {
    return new Sample(name, List.of(), List.of());
  }

  /** The same with one more member that may be absent. */
  Sample with(String member, Shape<?> target) {
    return with(Member.optional(member), target);
  }

  Sample with(Member member, Shape<?> target) {
    List<Member> members = new ArrayList<>(members());
    members.add(member);
    List<Supplier<Shape<?>>> more = new ArrayList<>(targets);
    more.add(() -> target);
    return new Sample(name(), members, more);
  }

  /** The only operation of a Query service: takes and answers this. */
  Operation<Map<String, Object>, Map<String, Object>> operation() {
    OperationTable table =
        new OperationTable() {
          @Override
          public List<Operation<?, ?>> operations() {
            return List.of();
          }

          @Override
          public StructureShape<?> input(int operation) {
            return Sample.this;
          }

          @Override
          public StructureShape<?> output(int operation) {
            return Sample.this;
          }
        };
    ServiceModel service =
        new ServiceModel(
            new ServiceModel.Facts(
                "sample",
                "sample",
                null,
                List.of(Protocol.QUERY),
                "2020-01-08",
                "https://example.com/"),
            List.of(),
            table);
    return new Operation<>(
        service, 0, new Operation.Facts(name(), "POST", "/", 200, true, null, List.of()));
  }

  @Override
  protected Map<String, Object> make(@Nullable Object[] values) {
    Map<String, Object> made = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        made.put(members().get(i).name(), Objects.requireNonNull(values[i]));
      }
    }
    return made;
  }

  @Override
  protected @Nullable Object get(Map<String, Object> value, int member) {
    return value.get(members().get(member).name());
  }

  @Override
  protected Shape<?> target(int member) {
    return targets.get(member).get();
  }
}
