// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An expected "no". The code is the service's own error name where a feature's API names one, else
 * the kind decides. The message names the field, the offending value and what was expected; it is
 * shown to the caller, so it never holds a secret.
 */
public final class Refusal extends RuntimeException {
  /** What sort of "no" it is, independent of any protocol. */
  public enum Kind {
    NOT_FOUND,
    WRONG_STATE,
    INVALID,
    MALFORMED,
    EXISTS,
    IN_USE,
    PENDING,
    CONFLICT,
    DENIED,
    EXCEEDED,
    THROTTLED,
    NOT_IMPLEMENTED
  }

  private final Kind kind;
  private final @Nullable String code;

  public Refusal(Kind kind, String message) {
    this(kind, message, null);
  }

  /**
   * @param code the exact error name of the service's model
   */
  public Refusal(Kind kind, String message, @Nullable String code) {
    super(message, null, false, false);
    this.kind = kind;
    this.code = code;
  }

  /** What sort of "no" it is. */
  public Kind kind() {
    return kind;
  }

  /** The exact error name, where the feature chose one. */
  public Optional<String> code() {
    return Optional.ofNullable(code);
  }

  /** The message, which every refusal has. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
