// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The wire protocols served. */
public enum Protocol {
  /** POST /, the operation in {@code X-Amz-Target}, JSON in and out. */
  JSON_1_1("application/x-amz-json-1.1"),
  /** The operation by method and path, JSON in and out. */
  REST_JSON("application/json"),
  /** A form with {@code Action} and {@code Version}, XML out. */
  QUERY("text/xml"),
  /** Smithy RPC v2: service and operation at the end of the path, CBOR in and out. */
  RPC_V2_CBOR("application/cbor");

  /** The header by which RPC v2 is told apart, in requests and in answers. */
  public static final String SMITHY_HEADER = "smithy-protocol";

  /** What that header says. */
  public static final String RPC_V2_CBOR_NAME = "rpc-v2-cbor";

  private final String contentType;

  Protocol(String contentType) {
    this.contentType = contentType;
  }

  /** The media type of answers. */
  public String contentType() {
    return contentType;
  }

  /** The media types that bodies of requests may have. */
  public List<String> taken() {
    return switch (this) {
      case JSON_1_1 ->
          List.of("application/x-amz-json-1.1", "application/x-amz-json-1.0", "application/json");
      case QUERY -> List.of("application/x-www-form-urlencoded");
      case REST_JSON, RPC_V2_CBOR -> List.of(contentType);
    };
  }

  /** Whether a body that is said to be of this media type is read; only RPC v2 needs one said. */
  public boolean takes(@Nullable String mediaType) {
    if (mediaType == null) {
      return this != RPC_V2_CBOR;
    }
    int parameters = mediaType.indexOf(';');
    String type = parameters < 0 ? mediaType : mediaType.substring(0, parameters);
    return taken().contains(type.strip().toLowerCase(Locale.ROOT));
  }

  /** The format of bodies; asked for where they are trees of values. */
  Codec codec() {
    return this == RPC_V2_CBOR ? CborCodec.INSTANCE : JsonCodec.INSTANCE;
  }
}
