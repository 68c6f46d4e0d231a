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
import com.fasterxml.jackson.core.TSFBuilder;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A format of bodies. Jackson reads and writes all of them as the same tokens, so shapes are read
 * and written alike; what a format spells in its own way stands in its codec.
 */
abstract sealed class Codec permits JsonCodec, CborCodec {
  /** Deeper nesting is refused: no shape of the models comes near it, except recursive filters. */
  static final int MAX_DEPTH = 64;

  /**
   * More names and values are refused in a request: no shape of the models comes near it, and what
   * costs most to read, an object of distinct names, takes about 50 ms for as many.
   */
  static final int MAX_TOKENS = 100_000;

  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(MAX_DEPTH)
          .maxNumberLength(64)
          .maxNameLength(1024)
          .maxStringLength(8 << 20)
          .build();

  private final JsonFactory factory;
  private final JsonFactory factoryOfRequests;
  private final byte[] emptyStructure;
  private final String expected;

  /**
   * A format.
   *
   * @param builder of Jackson's factory for it; bounds are set here
   * @param emptyStructure a structure without members
   * @param expected what a body is, for messages
   */
  Codec(TSFBuilder<? extends JsonFactory, ?> builder, byte[] emptyStructure, String expected) {
    this.factory =
        builder
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(LIMITS)
            .build();
    this.factoryOfRequests =
        builder.streamReadConstraints(LIMITS.rebuild().maxTokenCount(MAX_TOKENS).build()).build();
    this.emptyStructure = emptyStructure;
    this.expected = expected;
  }

  /** A structure without members; an empty body stands for it. */
  final byte[] emptyStructure() {
    return emptyStructure;
  }

  /** Where something is, for messages. */
  abstract String place(JsonLocation location);

  /** Whether octets may be one of this format, by how they begin. */
  abstract boolean mayBe(byte[] body);

  /** Reads a whole body. */
  final <T> T read(Shape<T> shape, byte[] body, InputValidation validation) {
    return decode(body, validation, in -> shape.read(in, validation));
  }

  /** Writes a value; absent members are left out. */
  final <T> byte[] write(Shape<T> shape, T value) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder();
        JsonGenerator out = factory.createGenerator(bytes)) {
      shape.write(value, out);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a value that cannot be written as a " + expected, e);
    }
  }

  /** Writes a value whose type the generated code has paired with the shape. */
  @SuppressWarnings("unchecked")
  final <T> byte[] writeUnchecked(Shape<T> shape, Object value) {
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

  final <T> T decode(byte[] body, InputValidation validation, Reading<T> reading) {
    if (!mayBe(body)) {
      throw Problem.serialization("The request body is not UTF-8");
    }
    try (JsonParser in = factoryFor(validation).createParser(body)) {
      if (in.nextToken() == null) {
        throw Problem.serialization("The request body is empty, expected a " + expected);
      }
      validation.at(() -> path(in));
      T value = reading.from(in);
      if (in.nextToken() != null) {
        throw Problem.serialization(
            "The request body goes on after its end, expected one " + expected);
      }
      if (value == null || validation.hasBroken()) {
        throw validation.toProblem();
      }
      return value;
    } catch (StreamConstraintsException e) {
      throw Problem.serialization(
          "The request body goes beyond a limit, expected at most "
              + MAX_DEPTH
              + " levels of nesting, "
              + MAX_TOKENS
              + " names and values, numbers of 64 digits and names of 1024 characters");
    } catch (JsonProcessingException e) {
      // The parser's own message is not passed on: it quotes the text, which may be a secret.
      JsonLocation location = e.getLocation();
      throw Problem.serialization(
          "The request body is not a "
              + expected
              + ": stopped at "
              + (location == null ? "an unknown place" : place(location))
              + ", expected one in UTF-8, no name twice");
    } catch (IOException e) {
      throw Problem.serialization("The request body is not UTF-8");
    }
  }

  private JsonFactory factoryFor(InputValidation validation) {
    return validation.isOfRequest() ? factoryOfRequests : factory;
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
}
