// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

/**
 * What is wrong with a request's content. The message is meant for the caller; which error code
 * carries it is the service's choice (ValidationException, SerializationException,
 * BadRequestException).
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The two ways in which content can be wrong. */
  public enum Kind {
    /** Readable, but outside the limits that the model states. */
    CONSTRAINT,
    /** Not readable as the shape that the operation takes. */
    SERIALIZATION
  }

  private final Kind kind;

  private Problem(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  /** Content that was read and breaks the model's constraints. */
  public static Problem constraint(String message) {
    return new Problem(Kind.CONSTRAINT, message);
  }

  /** Content that cannot be read. */
  public static Problem serialization(String message) {
    return new Problem(Kind.SERIALIZATION, message);
  }

  /** Which of the two ways. */
  public Kind kind() {
    return kind;
  }

  /** The text for the caller. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
