// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;

/** JSON text in UTF-8. */
final class JsonCodec extends Codec {
  static final JsonCodec INSTANCE = new JsonCodec();

  private JsonCodec() {
    super(JsonFactory.builder(), new byte[] {'{', '}'}, "JSON object");
  }

  @Override
  String place(JsonLocation location) {
    return "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
