// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A union: exactly one of its members is set.
 *
 * @param <T> the generated sealed interface
 */
public abstract non-sealed class UnionShape<T> extends Shape<T> {
  private final String title;
  private final List<String> members;

  /**
   * Takes the members in the order of the permitted records.
   *
   * @param title the name in words, for messages
   */
  protected UnionShape(String title, String... members) {
    this.title = title;
    this.members = List.of(members);
  }

  /** The names of the members, in the order of the permitted records. */
  final List<String> members() {
    return members;
  }

  /** The number of members. */
  final int size() {
    return members.size();
  }

  /** Builds the record of one member. */
  protected abstract T make(int member, Object value);

  /** Which member a value is. */
  protected abstract int memberOf(T value);

  /** What the value's record holds. */
  protected abstract Object get(T value);

  /** The shape of one member. */
  protected abstract Shape<?> target(int member);

  @Override
  final @Nullable T read(JsonParser in, InputValidation validation) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw validation.unreadable(in.currentToken(), "an object");
    }
    int set = 0;
    int member = -1;
    Object value = null;
    for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
      int index = members.indexOf(field);
      JsonToken token = in.nextToken();
      if (index < 0) {
        in.skipChildren();
      } else if (token != JsonToken.VALUE_NULL) {
        set++;
        member = index;
        value = target(index).read(in, validation);
      }
    }
    return finish(set, member, value, validation);
  }

  /** The record of a member, unless none or several were set or anything was broken. */
  final @Nullable T finish(
      int set, int member, @Nullable Object value, InputValidation validation) {
    if (set != 1) {
      validation.broken(null, "One type of " + title + " must be set, expected one of " + members);
    }
    return value == null || validation.hasBroken() ? null : make(member, value);
  }

  @Override
  final void write(T value, JsonGenerator out) throws IOException {
    int member = memberOf(value);
    out.writeStartObject();
    out.writeFieldName(members.get(member));
    Codec.writeUnchecked(target(member), get(value), out);
    out.writeEndObject();
  }
}
