// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;

/** CBOR (RFC 8949). What has no certain length is read, and structures and maps are written so. */
final class CborCodec extends Codec {
  static final CborCodec INSTANCE = new CborCodec();

  private CborCodec() {
    super(CBORFactory.builder(), new byte[] {(byte) 0xA0}, "CBOR map");
  }

  @Override
  boolean mayBe(byte[] body) {
    return true;
  }

  @Override
  String place(JsonLocation location) {
    return "octet " + location.getByteOffset();
  }
}
