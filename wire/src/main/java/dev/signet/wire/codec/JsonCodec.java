// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;

/** JSON text in UTF-8. */
final class JsonCodec extends Codec {
  static final JsonCodec INSTANCE = new JsonCodec();

  /**
   * Octets of the longest unit of other encodings; one of them is zero in every ASCII character.
   */
  private static final int LONGEST_UNIT = 4;

  /** U+FEFF in UTF-16 is FE FF or FF FE; neither stands in UTF-8. */
  private static final int FIRST_OF_BYTE_ORDER_MARK = 0xFE;

  private JsonCodec() {
    super(JsonFactory.builder(), new byte[] {'{', '}'}, "JSON object");
  }

  /** Not in UTF-16 or UTF-32 (RFC 8259 section 8.1), which Jackson would detect and read. */
  @Override
  boolean mayBe(byte[] body) {
    for (int i = 0; i < Math.min(body.length, LONGEST_UNIT); i++) {
      if (body[i] == 0 || (body[i] & 0xFF) >= FIRST_OF_BYTE_ORDER_MARK) {
        return false;
      }
    }
    return true;
  }

  @Override
  String place(JsonLocation location) {
    return "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
