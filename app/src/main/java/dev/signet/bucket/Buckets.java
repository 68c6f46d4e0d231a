// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket;

import dev.signet.bucket.content.Claims;
import dev.signet.bucket.object.Conditions;
import dev.signet.bucket.object.ObjectHeaders;
import dev.signet.bucket.object.ObjectKey;
import dev.signet.bucket.object.Objects;
import dev.signet.bucket.owned.OwnBuckets;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * What other rooms do with buckets: they write what they publish into them, for the account that
 * owns them, and read it back. Policies are not asked yet: a bucket of another account is refused.
 */
public final class Buckets {
  private final OwnBuckets owned;
  private final Objects objects;

  Buckets(OwnBuckets owned, Objects objects) {
    this.owned = owned;
    this.objects = objects;
  }

  /**
   * Whether objects with that access control list could be written now.
   *
   * @throws Refusal when they could not: of reason {@link BucketReason#NO_BUCKET} or {@link
   *     BucketReason#NO_ACLS}, of kind DENIED for another account's bucket or one that blocks
   *     public lists
   */
  public void requireWritable(Caller writer, String bucket, CannedAcl acl) {
    owned.get(writer, bucket).requireTakes(acl);
  }

  /**
   * What is written.
   *
   * @param cacheControl how it may be cached; absent where nothing is said of it
   */
  public record Writing(
      String bucket,
      String key,
      String contentType,
      Optional<String> cacheControl,
      CannedAcl acl) {}

  /**
   * Writes an object; it is durable when this returns.
   *
   * @param writer in the account that owns the bucket; its principal, which may be a service, is
   *     the actor of the change
   * @param octets read to their end; at most 256 MiB
   * @return its ETag, without quotes
   * @throws Refusal as {@link #requireWritable}, or of kind UNAVAILABLE
   */
  public String write(Caller writer, Writing writing, InputStream octets) {
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", writing.contentType());
    writing.cacheControl().ifPresent(control -> headers.put("cache-control", control));
    var putting =
        new Objects.Putting(
            writing.bucket(),
            new ObjectKey(writing.key()),
            new ObjectHeaders(headers),
            writing.acl(),
            Conditions.NONE);
    return objects.put(writer, putting, octets, Claims.NONE).about().etag();
  }

  /**
   * An object to be read.
   *
   * @param headers that come with it, by lower-case name: its type, how it may be cached
   * @param octets read from the store a piece at a time, as they are asked for
   */
  public record Opened(
      String etag,
      Instant modifiedAt,
      long size,
      CannedAcl acl,
      Map<String, String> headers,
      Iterator<byte[]> octets) {}

  /**
   * The newest version of an object, whoever asks; empty where there is none. Whether it may be
   * shown is the caller's to ask.
   */
  public Optional<Opened> open(String bucket, String key) {
    return objects
        .find(bucket, new ObjectKey(key))
        .map(found ->
            new Opened(
                found.object().about().etag(),
                found.object().modifiedAt(),
                found.object().size(),
                found.object().about().acl(),
                found.object().about().headers().values(),
                objects.read(found, 0, found.object().size())));
  }
}
