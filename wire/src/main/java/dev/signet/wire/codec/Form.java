// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A form, or the parameters in it whose names start with one and a dot.
 *
 * @param parameters all of the form
 * @param name what the names start with; empty for the form as a whole
 * @param path where that is, as AWS writes it in messages
 */
record Form(NavigableMap<String, String> parameters, String name, String path) {
  /** No operation that is served in this protocol takes a dozen. */
  private static final int MAX_PARAMETERS = 10_000;

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

  /**
   * Reads {@code application/x-www-form-urlencoded}.
   *
   * @throws Problem when the octets are no form, are too many parameters, or a name nests too deep
   */
  static Form of(byte[] body) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw Problem.serialization("The request body is not UTF-8");
    }
    if (text.chars().filter(c -> c == '&').count() >= MAX_PARAMETERS) {
      throw Problem.serialization(
          "The request body goes beyond a limit, expected at most "
              + MAX_PARAMETERS
              + " parameters");
    }
    // In a form, unlike in a path or query, a plus sign is a blank.
    Form form = new Form(new TreeMap<>(Percent.parseQuery(text.replace('+', ' '))), "", "");
    for (String name : form.parameters.keySet()) {
      if (name.chars().filter(c -> c == '.').count() > Codec.MAX_DEPTH) {
        throw Problem.serialization(
            "The request body goes beyond a limit, expected at most "
                + Codec.MAX_DEPTH
                + " dots in a name");
      }
    }
    return form;
  }

  /** What the name itself says; null when only longer names are there. */
  @Nullable String text() {
    return parameters.get(name);
  }

  /** Whether there is a longer name. */
  boolean hasMore() {
    String next = parameters.ceilingKey(name + ".");
    return next != null && next.startsWith(name + ".");
  }

  /** The part of a structure's member. */
  Form member(String member) {
    String step = MemberNames.lowerCamel(member);
    return new Form(parameters, longer(member), path.isEmpty() ? step : path + "." + step);
  }

  /** The part below a name that is no member's, as the one around a list's elements. */
  Form inside(String wrapper) {
    return new Form(parameters, longer(wrapper), path);
  }

  /** The part of a list's element. */
  Form element(int number) {
    return new Form(parameters, longer("" + number), path + "." + number + ".member");
  }

  /** The numbers that follow the name, of elements and entries, in their order. */
  NavigableSet<Integer> numbers() {
    NavigableSet<Integer> numbers = new TreeSet<>();
    int start = name.length() + 1;
    // The slash is the character after the dot.
    for (String longer : parameters.subMap(name + ".", name + "/").keySet()) {
      int dot = longer.indexOf('.', start);
      String step = longer.substring(start, dot < 0 ? longer.length() : dot);
      if (NUMBER.matcher(step).matches()) {
        numbers.add(Integer.valueOf(step));
      }
    }
    return numbers;
  }

  private String longer(String step) {
    return name.isEmpty() ? step : name + "." + step;
  }
}
