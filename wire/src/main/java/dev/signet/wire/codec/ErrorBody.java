// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error as the protocols write it.
 *
 * @param status the HTTP status
 * @param code the name that clients match on
 * @param messageMember the member of JSON that holds the text
 * @param message the text for the caller
 */
public record ErrorBody(int status, String code, String messageMember, String message) {
  private static final MapShape<String> TEXTS = MapShape.of(StringShape.any());

  /**
   * The body of the answer.
   *
   * @param service whose error it is; null where that is not known
   */
  public byte[] encode(Protocol protocol, @Nullable ServiceModel service, String requestId) {
    return switch (protocol) {
      case QUERY -> Query.encodeError(service, code, message, status < 500, requestId);
      case REST_JSON -> texts(protocol, null, messageMember);
      case JSON_1_1 -> texts(protocol, code, messageMember);
      case RPC_V2_CBOR -> absolute(service);
    };
  }

  /** What no model declares has the one spelling that generated clients look for. */
  private byte[] absolute(@Nullable ServiceModel service) {
    return service == null || service.error(code).isEmpty()
        ? texts(Protocol.RPC_V2_CBOR, code, "message")
        : texts(Protocol.RPC_V2_CBOR, service.shapeId(code), messageMember);
  }

  private byte[] texts(Protocol protocol, @Nullable String type, String member) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (type != null) {
      texts.put("__type", type);
    }
    texts.put(member, message);
    return protocol.codec().write(TEXTS, texts);
  }
}
