// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and checks values of shapes that a form carries, under the rules of the Query protocol. */
final class FormReader {
  private final InputValidation validation;

  private FormReader(InputValidation validation) {
    this.validation = validation;
  }

  /**
   * Reads a form whose members are those of this structure; parameters of other names are ignored.
   *
   * @throws Problem when it cannot be read or breaks a constraint
   */
  static <T> T read(StructureShape<T> shape, Form form) {
    InputValidation validation = InputValidation.ofRequest();
    T value = new FormReader(validation).members(shape, form);
    if (value == null || validation.hasBroken()) {
      throw validation.toProblem();
    }
    return value;
  }

  /** Whether the form says anything of a value of this shape. */
  private static boolean has(Shape<?> shape, Form part) {
    return part.text() != null || (!(shape instanceof ScalarShape<?>) && part.hasMore());
  }

  /** The value; null when a reported constraint keeps it from being made. */
  private @Nullable Object value(Shape<?> shape, Form part) {
    validation.at(part::path);
    String text = part.text();
    if (shape instanceof ScalarShape<?> scalar) {
      return text == null ? null : scalar.parse(text, validation);
    }
    if (text != null && !text.isEmpty()) {
      throw validation.unreadable("a text", "names that go on after a dot");
    }
    return switch (shape) {
      case StructureShape<?> structure -> members(structure, part);
      case UnionShape<?> union -> oneMember(union, part);
      case ListShape<?> list -> elements(list, part);
      case MapShape<?> map -> entries(map, part);
      case ScalarShape<?> _ -> throw new IllegalStateException("read above");
    };
  }

  private <T> @Nullable T members(StructureShape<T> shape, Form form) {
    List<Member> members = shape.members();
    @Nullable Object[] values = new @Nullable Object[members.size()];
    for (int i = 0; i < values.length; i++) {
      Form part = form.member(members.get(i).name());
      if (has(shape.target(i), part)) {
        values[i] = StructureShape.orBroken(value(shape.target(i), part));
      }
    }
    validation.at(form::path);
    return shape.finish(values, validation);
  }

  private @Nullable Object oneMember(UnionShape<?> shape, Form form) {
    int set = 0;
    int member = -1;
    Object value = null;
    for (int i = 0; i < shape.size(); i++) {
      Form part = form.member(shape.members().get(i));
      if (has(shape.target(i), part)) {
        set++;
        member = i;
        value = value(shape.target(i), part);
      }
    }
    validation.at(form::path);
    return shape.finish(set, member, value, validation);
  }

  private @Nullable Object elements(ListShape<?> shape, Form form) {
    Form around = shape.isFlattened() ? form : form.inside(shape.elementName());
    List<Object> elements = new ArrayList<>();
    int count = 0;
    for (int number : around.numbers()) {
      Form part = around.element(number);
      if (has(shape.element(), part)) {
        count++;
        Object element = value(shape.element(), part);
        if (element != null) {
          elements.add(element);
        }
      }
    }
    validation.at(form::path);
    shape.checkLength(count, validation);
    return validation.hasBroken() ? null : List.copyOf(elements);
  }

  private @Nullable Object entries(MapShape<?> shape, Form form) {
    Form around = shape.isFlattened() ? form : form.inside("entry");
    Map<String, Object> entries = new LinkedHashMap<>();
    for (int number : around.numbers()) {
      Form entry = around.inside("" + number);
      String key = entry.inside(shape.keyName()).text();
      validation.at(form::path);
      if (key == null) {
        throw validation.unreadable("a map with an entry without key", "a key in each entry");
      }
      String name = entry.inside(shape.valueName()).name();
      Form part = new Form(form.parameters(), name, form.member(key).path());
      if (has(shape.values(), part)) {
        Object value = value(shape.values(), part);
        if (value != null && entries.put(key, value) != null) {
          validation.at(form::path);
          throw validation.unreadable("a map with one key twice", "each key once");
        }
      }
    }
    return validation.hasBroken() ? null : Collections.unmodifiableMap(entries);
  }
}
