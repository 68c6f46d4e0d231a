// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Base64;

/**
 * Bytes, limited in number; on the wire base64 (RFC 4648 §4), in which line breaks and blanks are
 * ignored, or a byte string of CBOR.
 */
public final class BlobShape extends ScalarShape<Blob> {
  private final Length length;

  private BlobShape(Length length) {
    this.length = length;
  }

  /** Bytes of any number. */
  public static BlobShape any() {
    return new BlobShape(Length.ANY);
  }

  /** The same with these limits on the number of bytes. */
  public BlobShape length(long min, long max) {
    return new BlobShape(new Length(min, max));
  }

  @Override
  Blob read(JsonParser in, InputValidation validation) throws IOException {
    return CborTokens.reads(in)
        ? checked(CborTokens.bytes(in, validation), validation)
        : parse(StringShape.text(in, validation, "base64"), validation);
  }

  @Override
  Blob parse(String text, InputValidation validation) {
    try {
      return checked(Blob.owning(decode(text)), validation);
    } catch (IllegalArgumentException e) {
      throw validation.unreadable("not base64", "base64");
    }
  }

  private Blob checked(Blob blob, InputValidation validation) {
    length.check(blob.size(), null, validation);
    return blob;
  }

  /** Most clients send no blanks, so these are looked for only after a first try without. */
  private static byte[] decode(String text) {
    try {
      return padded(text);
    } catch (IllegalArgumentException e) {
      return padded(text.replaceAll("[ \t\r\n]", ""));
    }
  }

  /** Java's decoder takes text without its padding, which may have been cut off with more. */
  private static byte[] padded(String text) {
    if (text.length() % 4 != 0) {
      throw new IllegalArgumentException("without padding");
    }
    return Base64.getDecoder().decode(text);
  }

  @Override
  String text(Blob value) {
    return Base64.getEncoder().encodeToString(value.shared());
  }

  @Override
  void write(Blob value, JsonGenerator out) throws IOException {
    // A byte string where the format has one, else base64.
    out.writeBinary(value.shared());
  }
}
