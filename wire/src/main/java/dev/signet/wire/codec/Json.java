// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Values of shapes as JSON text in UTF-8. */
public final class Json {
  /** Deeper nesting is refused: no shape of the models comes near it, except recursive filters. */
  static final int MAX_DEPTH = 64;

  static final byte[] EMPTY_OBJECT = {'{', '}'};

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(64)
                  .maxNameLength(1024)
                  .maxStringLength(8 << 20)
                  .build())
          .build();

  private Json() {}

  /**
   * Reads and checks a value.
   *
   * @throws Problem when the text is not the JSON of this shape, or breaks its constraints
   */
  public static <T> T read(Shape<T> shape, byte[] text) {
    return read(shape, text, InputValidation.ofRequest());
  }

  static <T> T read(Shape<T> shape, byte[] text, InputValidation validation) {
    return decode(text, validation, in -> shape.read(in, validation));
  }

  /** Writes a value; absent members are left out. */
  public static <T> byte[] write(Shape<T> shape, T value) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder();
        JsonGenerator out = FACTORY.createGenerator(bytes)) {
      shape.write(value, out);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a value that cannot be written as JSON", e);
    }
  }

  /** Writes a value whose type the generated code has paired with the shape. */
  @SuppressWarnings("unchecked")
  static <T> byte[] writeUnchecked(Shape<T> shape, Object value) {
    return write(shape, (T) value);
  }

  /** Writes a value whose type the generated code has paired with the shape. */
  @SuppressWarnings("unchecked")
  static <T> void writeUnchecked(Shape<T> shape, Object value, JsonGenerator out)
      throws IOException {
    shape.write((T) value, out);
  }

  /** Something that reads a whole document. */
  interface Reading<T> {
    @Nullable T from(JsonParser in) throws IOException;
  }

  static <T> T decode(byte[] text, InputValidation validation, Reading<T> reading) {
    try (JsonParser in = FACTORY.createParser(text)) {
      if (in.nextToken() == null) {
        throw Problem.serialization("The request body is empty, expected a JSON object");
      }
      validation.at(() -> path(in));
      T value = reading.from(in);
      if (in.nextToken() != null) {
        throw Problem.serialization(
            "The request body goes on after its end, expected one JSON object");
      }
      if (value == null || validation.hasBroken()) {
        throw validation.toProblem();
      }
      return value;
    } catch (StreamConstraintsException e) {
      throw Problem.serialization(
          "The request body goes beyond a limit, expected at most "
              + MAX_DEPTH
              + " levels of nesting, numbers of 64 digits and names of 1024 characters");
    } catch (JsonProcessingException e) {
      // The parser's own message is not passed on: it quotes the text, which may be a secret.
      throw Problem.serialization(
          "The request body is not the JSON expected: stopped at "
              + place(e.getLocation())
              + ", expected one object in UTF-8, no name twice");
    } catch (IOException e) {
      throw Problem.serialization("The request body is not UTF-8");
    }
  }

  /** The path of the value at the current token. */
  private static String path(JsonParser in) {
    JsonStreamContext context = in.getParsingContext();
    if (in.currentToken() == JsonToken.START_OBJECT || in.currentToken() == JsonToken.START_ARRAY) {
      context = context.getParent();
    }
    Deque<String> steps = new ArrayDeque<>();
    for (; context != null && !context.inRoot(); context = context.getParent()) {
      steps.push(
          context.inArray()
              ? context.getCurrentIndex() + 1 + ".member"
              : MemberNames.lowerCamel(String.valueOf(context.getCurrentName())));
    }
    return String.join(".", steps);
  }

  private static String place(@Nullable JsonLocation location) {
    return location == null
        ? "an unknown place"
        : "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
