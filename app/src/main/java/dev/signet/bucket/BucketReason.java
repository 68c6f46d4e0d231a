// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket;

import dev.signet.kernel.Refusal;

/** Why the object store refuses, where that says more than the kind. */
public enum BucketReason implements Refusal.Reason {
  /** No bucket of that name. */
  NO_BUCKET(Refusal.Kind.NOT_FOUND),
  /** The bucket has no object of that name. */
  NO_OBJECT(Refusal.Kind.NOT_FOUND),
  /** The object has no such version. */
  NO_VERSION(Refusal.Kind.NOT_FOUND),
  /** No upload in parts of that id. */
  NO_UPLOAD(Refusal.Kind.NOT_FOUND),
  /** The bucket has no policy. */
  NO_POLICY(Refusal.Kind.NOT_FOUND),
  /** The bucket blocks no public access. */
  NO_ACCESS_BLOCK(Refusal.Kind.NOT_FOUND),
  /** Nothing says who owns the objects of the bucket. */
  NO_OWNERSHIP(Refusal.Kind.NOT_FOUND),
  /** The bucket has no tags. */
  NO_TAGS(Refusal.Kind.NOT_FOUND),
  /** Objects of the bucket are not encrypted. */
  NO_ENCRYPTION(Refusal.Kind.NOT_FOUND),
  /** The bucket exists and is the caller's. */
  OWN_BUCKET(Refusal.Kind.EXISTS),
  /** The bucket exists and is another account's. */
  TAKEN_BUCKET(Refusal.Kind.EXISTS),
  /** Objects, versions or markers are left in the bucket. */
  NOT_EMPTY(Refusal.Kind.IN_USE),
  /** A text that cannot be the name of a bucket. */
  BAD_BUCKET_NAME(Refusal.Kind.INVALID),
  /** A name of more than 1024 octets. */
  LONG_KEY(Refusal.Kind.INVALID),
  /** More headers of the user's own than fit. */
  LONG_METADATA(Refusal.Kind.INVALID),
  /** A Region that is none, or not the call's. */
  BAD_LOCATION(Refusal.Kind.INVALID),
  /** The bucket takes no access control lists. */
  NO_ACLS(Refusal.Kind.INVALID),
  /** A policy that is none. */
  BAD_POLICY(Refusal.Kind.MALFORMED),
  /** XML that is not well-formed, or not of this request. */
  BAD_XML(Refusal.Kind.MALFORMED),
  /** An upload that contradicts itself. */
  BAD_REQUEST(Refusal.Kind.INVALID),
  /** The object is not as the request expects it. */
  PRECONDITION(Refusal.Kind.CONFLICT),
  /** A range that the object does not have. */
  BAD_RANGE(Refusal.Kind.INVALID),
  /** The version is a marker that the object was deleted. */
  IS_MARKER(Refusal.Kind.WRONG_STATE),
  /** A part that is not there, or another. */
  BAD_PART(Refusal.Kind.INVALID),
  /** Parts that are not in ascending order. */
  BAD_PART_ORDER(Refusal.Kind.INVALID),
  /** A part that is too small, and not the last. */
  SMALL_PART(Refusal.Kind.INVALID),
  /** More octets than are taken at once. */
  TOO_LARGE(Refusal.Kind.EXCEEDED),
  /** Fewer octets than announced. */
  CUT_OFF(Refusal.Kind.MALFORMED),
  /** Nobody said how many octets come. */
  NO_LENGTH(Refusal.Kind.MALFORMED),
  /** The octets have another hash than the one that was signed. */
  OTHER_HASH(Refusal.Kind.INVALID),
  /** The octets have another checksum than the one that came with them. */
  OTHER_CHECKSUM(Refusal.Kind.INVALID),
  /** An MD5 that is none. */
  BAD_DIGEST(Refusal.Kind.MALFORMED),
  /** A checksum that is none. */
  BAD_CHECKSUM(Refusal.Kind.MALFORMED),
  /** The signature of a piece of the body is false. */
  FALSE_SIGNATURE(Refusal.Kind.DENIED);

  private final Refusal.Kind kind;

  BucketReason(Refusal.Kind kind) {
    this.kind = kind;
  }

  @Override
  public Refusal.Kind kind() {
    return kind;
  }
}
