// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import dev.signet.wire.codec.Protocol;

/**
 * How the protocols spell what the door answers (botocore's and the services' own common errors).
 * Where a path names the operation, 403 is a wrong signature and 404 an unknown operation;
 * elsewhere both are 400, but that Query answers wrong signatures by 403 too.
 */
record DoorErrors(int status, String code) {
  static DoorErrors of(DoorError error, Protocol protocol) {
    return new DoorErrors(status(error, protocol), code(error, protocol));
  }

  /** The member of an error's JSON that holds its text: one error alone spells it by a capital. */
  static String messageMember(String code) {
    return code.equals("AccessDeniedException") ? "Message" : "message";
  }

  private static int status(DoorError error, Protocol protocol) {
    return switch (error) {
      case UNSIGNED, INCOMPLETE_SIGNATURE, UNKNOWN_KEY, FALSE_SIGNATURE ->
          protocol == Protocol.JSON_1_1 || protocol == Protocol.RPC_V2_CBOR ? 400 : 403;
      case UNKNOWN_OPERATION ->
          protocol == Protocol.REST_JSON || protocol == Protocol.RPC_V2_CBOR ? 404 : 400;
      case CONSTRAINT, UNREADABLE -> 400;
      case NO_API -> 404;
      case TOO_LARGE -> 413;
      case LONG_PATH -> 414;
      case UNSUPPORTED_PROTOCOL, UNSUPPORTED_CONTENT -> 415;
      case LONG_HEADERS -> 431;
      case FAULT -> 500;
      case NOT_IMPLEMENTED -> 501;
      case OVERLOADED -> 503;
    };
  }

  private static String code(DoorError error, Protocol protocol) {
    boolean query = protocol == Protocol.QUERY;
    boolean rest = protocol == Protocol.REST_JSON;
    return switch (error) {
      case UNSIGNED -> query ? "MissingAuthenticationToken" : "MissingAuthenticationTokenException";
      case INCOMPLETE_SIGNATURE -> query ? "IncompleteSignature" : "IncompleteSignatureException";
      case UNKNOWN_KEY -> query ? "InvalidClientTokenId" : "UnrecognizedClientException";
      case FALSE_SIGNATURE -> query ? "SignatureDoesNotMatch" : "InvalidSignatureException";
      case UNKNOWN_OPERATION, NO_API -> query ? "InvalidAction" : "UnknownOperationException";
      case TOO_LARGE -> "RequestEntityTooLargeException";
      case LONG_PATH, LONG_HEADERS -> "RequestHeaderTooLargeException";
      case UNSUPPORTED_CONTENT -> "UnsupportedMediaTypeException";
      case UNSUPPORTED_PROTOCOL -> "UnsupportedProtocolException";
      case NOT_IMPLEMENTED -> "NotImplementedException";
      case CONSTRAINT -> rest ? "BadRequestException" : "ValidationException";
      case UNREADABLE -> rest ? "BadRequestException" : "SerializationException";
      case FAULT -> rest ? "InternalServerErrorException" : "InternalFailure";
      case OVERLOADED -> "ServiceUnavailableException";
    };
  }
}
