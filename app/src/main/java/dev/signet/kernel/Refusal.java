// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

/**
 * An expected "no". Its reason is closed: code decides by it, and each API's own table gives it the
 * service's error name. The message names the field, the offending value and what was expected; it
 * is for people and never decides anything, and it never holds a secret.
 */
public final class Refusal extends RuntimeException {
  /**
   * Why: a {@link Kind}, or a constant of a room's enum that says it more exactly. Whoever does not
   * know the constant goes by its kind.
   */
  public interface Reason {
    /** What sort of "no" it is. */
    Kind kind();
  }

  /** What sort of "no" it is, independent of any protocol. */
  public enum Kind implements Reason {
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
    UNAVAILABLE,
    NOT_IMPLEMENTED;

    @Override
    public Kind kind() {
      return this;
    }
  }

  private final transient Reason reason;

  /** A refusal with its message. */
  public Refusal(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  /** What was named does not exist, or not for this caller. */
  public static Refusal notFound(String message) {
    return new Refusal(Kind.NOT_FOUND, message);
  }

  /** It exists, but not in a state that allows this. */
  public static Refusal wrongState(String message) {
    return new Refusal(Kind.WRONG_STATE, message);
  }

  /** A value that is well-formed and breaks a rule. */
  public static Refusal invalid(String message) {
    return new Refusal(Kind.INVALID, message);
  }

  /** A value that cannot be read, or lies outside of what the service takes. */
  public static Refusal malformed(String message) {
    return new Refusal(Kind.MALFORMED, message);
  }

  /** The name is taken. */
  public static Refusal exists(String message) {
    return new Refusal(Kind.EXISTS, message);
  }

  /** Something refers to it. */
  public static Refusal inUse(String message) {
    return new Refusal(Kind.IN_USE, message);
  }

  /** The same is being done right now. */
  public static Refusal pending(String message) {
    return new Refusal(Kind.PENDING, message);
  }

  /** It contradicts what was done before. */
  public static Refusal conflict(String message) {
    return new Refusal(Kind.CONFLICT, message);
  }

  /** The caller may not. */
  public static Refusal denied(String message) {
    return new Refusal(Kind.DENIED, message);
  }

  /** More than a quota allows. */
  public static Refusal exceeded(String message) {
    return new Refusal(Kind.EXCEEDED, message);
  }

  /** Too much at once; the same call may succeed a little later. */
  public static Refusal throttled(String message) {
    return new Refusal(Kind.THROTTLED, message);
  }

  /** The server cannot do it now, whoever asks: a full disk, a lock that somebody holds. */
  public static Refusal unavailable(String message) {
    return new Refusal(Kind.UNAVAILABLE, message);
  }

  /** Part of the API, and not built yet. */
  public static Refusal notImplemented(String message) {
    return new Refusal(Kind.NOT_IMPLEMENTED, message);
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** What sort of "no" it is. */
  public Kind kind() {
    return reason.kind();
  }

  /** The message, which every refusal has. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
