// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket;

import dev.signet.bucket.api.S3Calls;
import dev.signet.bucket.content.Contents;
import dev.signet.bucket.object.ObjectListing;
import dev.signet.bucket.object.Objects;
import dev.signet.bucket.owned.OwnBuckets;
import dev.signet.bucket.upload.Uploads;
import dev.signet.ground.Ground;
import dev.signet.kernel.Refusal;

/** The object store: the door of this room. It owns no thread and needs no closing. */
public final class ObjectStore {
  /** The most octets that one request brings. */
  public static final long MOST = Objects.MOST;

  private final S3Calls calls;
  private final Buckets buckets;

  private ObjectStore(S3Calls calls, Buckets buckets) {
    this.calls = calls;
    this.buckets = buckets;
  }

  /** Opens the room; from then on octets that nobody needs are removed. */
  public static ObjectStore open(Ground ground) {
    Contents contents = new Contents(ground);
    OwnBuckets owned = new OwnBuckets(ground);
    Objects objects = new Objects(ground, owned, contents);
    Uploads uploads = new Uploads(ground, owned, contents, objects);
    ObjectListing listing = new ObjectListing(ground, owned);
    return new ObjectStore(
        new S3Calls(owned, objects, listing, uploads, ground.pages()), new Buckets(owned, objects));
  }

  /** What other rooms do with buckets. */
  public Buckets buckets() {
    return buckets;
  }

  /** A call of the S3 REST API whose operation is known. */
  public interface Call {
    /** The operation, as AWS calls it. */
    String operation();

    /** Whether it may change something. */
    boolean changes();

    /**
     * Does it.
     *
     * @throws Refusal when it is refused
     */
    S3Answer answer();
  }

  /**
   * The operation that a request names.
   *
   * @throws Refusal of kind NOT_IMPLEMENTED, or INVALID for a query that no headers can say
   */
  public Call call(S3Request request) {
    return calls.call(request);
  }

  /** A refusal as S3 spells it. */
  public static S3Answer refused(Refusal refusal, String resource, String requestId) {
    return S3Calls.refused(refusal, resource, requestId);
  }

  /** The error that S3 calls a refusal. */
  public static String errorOf(Refusal refusal) {
    return S3Calls.errorOf(refusal);
  }

  /** An error of whoever stands before the store. */
  public static S3Answer error(
      int status, String code, String message, String resource, String requestId) {
    return S3Calls.error(status, code, message, resource, requestId);
  }
}
