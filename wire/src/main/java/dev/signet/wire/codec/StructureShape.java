// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A structure: named members, some of them required. Unknown members are skipped, JSON null is
 * absence.
 *
 * @param <T> the generated record
 */
public abstract non-sealed class StructureShape<T> extends Shape<T> {
  /**
   * Stands for a member that was sent and broke a constraint, so that it does not count as missing.
   */
  private static final Object BROKEN = new Object();

  private final String name;
  private final List<Member> members;
  private final Map<String, Integer> bodyMembers = new HashMap<>();

  /** Takes the members in the order of the record's components. */
  protected StructureShape(String name, Member... members) {
    this.name = name;
    this.members = List.of(members);
    for (int i = 0; i < members.length; i++) {
      if (members[i].location() == Member.Location.BODY) {
        bodyMembers.put(members[i].name(), i);
      }
    }
  }

  /** The model's name of the structure. */
  public final String name() {
    return name;
  }

  /** The members in the order of the record's components. */
  public final List<Member> members() {
    return members;
  }

  /** The position of a member that exists. */
  final int indexOf(String member) {
    return Objects.requireNonNull(bodyMembers.get(member), member);
  }

  /** The structure whose only member set is this one, from the member's JSON. */
  final T ofMember(int member, byte[] json) {
    @Nullable Object[] values = new @Nullable Object[members.size()];
    values[member] = JsonCodec.INSTANCE.read(target(member), json, InputValidation.ofAnswer());
    return make(values);
  }

  /** Builds the record; values of required members are present, all have the members' types. */
  protected abstract T make(@Nullable Object[] values);

  /** The value of one component. */
  protected abstract @Nullable Object get(T value, int member);

  /** The shape of one member. */
  protected abstract Shape<?> target(int member);

  @Override
  final @Nullable T read(JsonParser in, InputValidation validation) throws IOException {
    @Nullable Object[] values = new @Nullable Object[members.size()];
    readBody(in, values, validation);
    return finish(values, validation);
  }

  /**
   * Reads a request; labels and query parameters by name, percent-decoded. An empty body counts as
   * a structure without members.
   */
  final T decode(Map<String, String> labels, Map<String, String> query, Codec codec, byte[] body) {
    InputValidation validation = InputValidation.ofRequest();
    @Nullable Object[] values = new @Nullable Object[members.size()];
    for (int i = 0; i < values.length; i++) {
      Member member = members.get(i);
      String text =
          switch (member.location()) {
            case BODY -> null;
            case LABEL -> labels.get(member.name());
            case QUERY -> query.get(member.name());
          };
      if (text != null) {
        validation.at(() -> MemberNames.lowerCamel(member.name()));
        values[i] = orBroken(((ScalarShape<?>) target(i)).parse(text, validation));
      }
    }
    boolean readsBody = members.isEmpty() || !bodyMembers.isEmpty();
    return codec.decode(
        readsBody && body.length > 0 ? body : codec.emptyStructure(),
        validation,
        in -> {
          readBody(in, values, validation);
          return finish(values, validation);
        });
  }

  private void readBody(JsonParser in, @Nullable Object[] values, InputValidation validation)
      throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw validation.unreadable(in.currentToken(), "an object");
    }
    for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
      Integer index = bodyMembers.get(field);
      JsonToken token = in.nextToken();
      if (index == null) {
        in.skipChildren();
      } else if (token != JsonToken.VALUE_NULL) {
        values[index] = orBroken(target(index).read(in, validation));
      }
    }
  }

  /** A value that was read, or what stands for one that broke a constraint. */
  static Object orBroken(@Nullable Object value) {
    return value == null ? BROKEN : value;
  }

  /** The record of these values, unless a required one is missing or anything was broken. */
  final @Nullable T finish(@Nullable Object[] values, InputValidation validation) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null && members.get(i).required()) {
        validation.missing(members.get(i).name());
      }
    }
    return validation.hasBroken() ? null : make(values);
  }

  @Override
  final void write(T value, JsonGenerator out) throws IOException {
    out.writeStartObject();
    for (int i = 0; i < members.size(); i++) {
      Object member = get(value, i);
      if (member != null && members.get(i).location() == Member.Location.BODY) {
        out.writeFieldName(members.get(i).name());
        Codec.writeUnchecked(target(i), member, out);
      }
    }
    out.writeEndObject();
  }
}
