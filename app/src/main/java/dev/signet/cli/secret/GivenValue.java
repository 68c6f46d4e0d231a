// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.secret;

import dev.signet.wire.codec.Blob;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A value as the API keeps it: text if it is that, octets otherwise.
 *
 * @param text in UTF-8; null for octets
 * @param octets null for text
 */
record GivenValue(@Nullable String text, @Nullable Blob octets) {
  static GivenValue of(byte[] value) {
    try {
      return new GivenValue(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString(), null);
    } catch (CharacterCodingException e) {
      return new GivenValue(null, Blob.of(value)); // no text, which is as good
    }
  }

  /** Says what it is and not what it holds. */
  @Override
  public String toString() {
    return "value";
  }
}
