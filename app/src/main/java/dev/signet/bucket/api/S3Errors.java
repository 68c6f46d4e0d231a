// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.api;

import dev.signet.bucket.BucketReason;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.SharedReason;

/** How S3 spells refusals ("Error responses"). */
record S3Errors(int status, String code) {
  /** The error for a reason. */
  static S3Errors of(Refusal.Reason reason) {
    return switch (reason) {
      case BucketReason own -> of(own);
      case SharedReason _ -> new S3Errors(400, "InvalidArgument");
      default -> of(reason.kind());
    };
  }

  private static S3Errors of(BucketReason reason) {
    return switch (reason) {
      case NO_BUCKET -> new S3Errors(404, "NoSuchBucket");
      case NO_OBJECT -> new S3Errors(404, "NoSuchKey");
      case NO_VERSION -> new S3Errors(404, "NoSuchVersion");
      case NO_UPLOAD -> new S3Errors(404, "NoSuchUpload");
      case NO_POLICY -> new S3Errors(404, "NoSuchBucketPolicy");
      case NO_ACCESS_BLOCK -> new S3Errors(404, "NoSuchPublicAccessBlockConfiguration");
      case NO_OWNERSHIP -> new S3Errors(404, "OwnershipControlsNotFoundError");
      case NO_TAGS -> new S3Errors(404, "NoSuchTagSet");
      case NO_ENCRYPTION -> new S3Errors(404, "ServerSideEncryptionConfigurationNotFoundError");
      case OWN_BUCKET -> new S3Errors(409, "BucketAlreadyOwnedByYou");
      case TAKEN_BUCKET -> new S3Errors(409, "BucketAlreadyExists");
      case NOT_EMPTY -> new S3Errors(409, "BucketNotEmpty");
      case BAD_BUCKET_NAME -> new S3Errors(400, "InvalidBucketName");
      case LONG_KEY -> new S3Errors(400, "KeyTooLongError");
      case LONG_METADATA -> new S3Errors(400, "MetadataTooLarge");
      case BAD_LOCATION -> new S3Errors(400, "InvalidLocationConstraint");
      case NO_ACLS -> new S3Errors(400, "AccessControlListNotSupported");
      case BAD_POLICY -> new S3Errors(400, "MalformedPolicy");
      case BAD_XML -> new S3Errors(400, "MalformedXML");
      case BAD_REQUEST, BAD_CHECKSUM -> new S3Errors(400, "InvalidRequest");
      case PRECONDITION -> new S3Errors(412, "PreconditionFailed");
      case BAD_RANGE -> new S3Errors(416, "InvalidRange");
      case IS_MARKER -> new S3Errors(405, "MethodNotAllowed");
      case BAD_PART -> new S3Errors(400, "InvalidPart");
      case BAD_PART_ORDER -> new S3Errors(400, "InvalidPartOrder");
      case SMALL_PART -> new S3Errors(400, "EntityTooSmall");
      case TOO_LARGE -> new S3Errors(400, "EntityTooLarge");
      case CUT_OFF -> new S3Errors(400, "IncompleteBody");
      case NO_LENGTH -> new S3Errors(411, "MissingContentLength");
      case OTHER_HASH -> new S3Errors(400, "XAmzContentSHA256Mismatch");
      case OTHER_CHECKSUM -> new S3Errors(400, "BadDigest");
      case BAD_DIGEST -> new S3Errors(400, "InvalidDigest");
      case FALSE_SIGNATURE -> new S3Errors(403, "SignatureDoesNotMatch");
    };
  }

  private static S3Errors of(Refusal.Kind kind) {
    return switch (kind) {
      case NOT_FOUND -> new S3Errors(404, "NoSuchKey");
      case WRONG_STATE, IN_USE, EXISTS, CONFLICT, PENDING -> new S3Errors(409, "OperationAborted");
      case INVALID, MALFORMED, EXCEEDED -> new S3Errors(400, "InvalidArgument");
      case DENIED -> new S3Errors(403, "AccessDenied");
      case THROTTLED -> new S3Errors(503, "SlowDown");
      case UNAVAILABLE -> new S3Errors(503, "ServiceUnavailable");
      case NOT_IMPLEMENTED -> new S3Errors(501, "NotImplemented");
    };
  }
}
