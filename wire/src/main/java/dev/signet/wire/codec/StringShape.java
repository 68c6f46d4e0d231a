// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text, limited in length (in Unicode code points) and by a pattern that the whole text must match.
 */
public final class StringShape extends ScalarShape<String> {
  private final Length length;
  private final @Nullable Pattern pattern;
  private final boolean sensitive;

  private StringShape(Length length, @Nullable Pattern pattern, boolean sensitive) {
    this.length = length;
    this.pattern = pattern;
    this.sensitive = sensitive;
  }

  /** Text of any kind. */
  public static StringShape any() {
    return new StringShape(Length.ANY, null, false);
  }

  /** The same with these limits on the number of code points. */
  public StringShape length(long min, long max) {
    return new StringShape(new Length(min, max), pattern, sensitive);
  }

  /** The same with a pattern that the whole text must match. */
  public StringShape pattern(String regex) {
    return new StringShape(length, Pattern.compile(regex), sensitive);
  }

  /** The same, never shown in messages. */
  public StringShape secret() {
    return new StringShape(length, pattern, true);
  }

  @Override
  String read(JsonParser in, InputValidation validation) throws IOException {
    return parse(text(in, validation, "a string"), validation);
  }

  @Override
  String parse(String text, InputValidation validation) {
    String shown = sensitive ? null : text;
    boolean fits =
        length.isAny() || length.check(text.codePointCount(0, text.length()), shown, validation);
    if (fits && pattern != null && validation.isOfRequest() && !matches(pattern, text)) {
      validation.broken(
          shown, "Member must satisfy regular expression pattern: " + pattern.pattern());
    }
    return text;
  }

  /**
   * Repeated groups recurse in Java's engine; text that needs more stack than there is does not
   * match.
   */
  private static boolean matches(Pattern pattern, String text) {
    try {
      return pattern.matcher(text).matches();
    } catch (StackOverflowError e) {
      return false;
    }
  }

  @Override
  void write(String value, JsonGenerator out) throws IOException {
    out.writeString(value);
  }

  /** The text at the current token; text that cannot be written as UTF-8 again is refused here. */
  static String text(JsonParser in, InputValidation validation, String expected)
      throws IOException {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      throw validation.unreadable(in.currentToken(), expected);
    }
    String text = in.getText();
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (Character.charCount(text.codePointAt(i)) == 1) {
          throw validation.unreadable("text with half a surrogate pair", expected);
        }
        i++;
      }
    }
    return text;
  }
}
