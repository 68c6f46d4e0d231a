// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import dev.signet.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The value of one version, 1 to 65,536 octets. Its text form never shows it. */
public sealed interface SecretValue {
  /** Most octets. */
  int MOST = 65_536;

  /** A text. */
  record Text(String text) implements SecretValue {
    /** Checks its length in UTF-8. */
    public Text {
      requireSize("secretString", text.getBytes(StandardCharsets.UTF_8).length);
    }

    @Override
    public byte[] octets() {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Form form() {
      return Form.TEXT;
    }

    @Override
    public String toString() {
      return "Text[…]";
    }
  }

  /** Octets of whatever meaning. */
  @SuppressWarnings("ArrayRecordComponent") // compared by isSame only
  record Binary(byte[] octets) implements SecretValue {
    /** Checks their number. */
    public Binary {
      requireSize("secretBinary", octets.length);
    }

    @Override
    public Form form() {
      return Form.BINARY;
    }

    @Override
    public String toString() {
      return "Binary[…]";
    }
  }

  /** How a value was given, and is answered. */
  enum Form {
    TEXT,
    BINARY
  }

  /** What is sealed. */
  byte[] octets();

  /** How it was given. */
  Form form();

  /** What was sealed. */
  static SecretValue of(Form form, byte[] octets) {
    return switch (form) {
      case TEXT -> new Text(new String(octets, StandardCharsets.UTF_8));
      case BINARY -> new Binary(octets);
    };
  }

  /** Whether the other one was given the same way and says the same. */
  default boolean isSame(SecretValue other) {
    return form() == other.form() && MessageDigest.isEqual(octets(), other.octets());
  }

  private static void requireSize(String member, int octets) {
    if (octets < 1 || octets > MOST) {
      throw new Refusal(
          SecretReason.BAD_VALUE,
          "1 validation error detected: Value at '"
              + member
              + "' failed to satisfy constraint: Member must have length "
              + (octets < 1 ? "greater than or equal to 1" : "less than or equal to " + MOST));
    }
  }
}
