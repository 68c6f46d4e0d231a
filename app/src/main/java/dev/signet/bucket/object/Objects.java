// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.object;

import dev.signet.bucket.BucketReason;
import dev.signet.bucket.CannedAcl;
import dev.signet.bucket.content.Claims;
import dev.signet.bucket.content.ContentReader;
import dev.signet.bucket.content.Contents;
import dev.signet.bucket.owned.Bucket;
import dev.signet.bucket.owned.OwnBuckets;
import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.store.Tx;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Objects of buckets: stored whole or not at all, read, and deleted. */
public final class Objects {
  /** The most octets that one request brings. */
  public static final long MOST = 256L << 20;

  private final Ground ground;
  private final OwnBuckets buckets;
  private final Contents contents;
  private final ObjectVersions versions;

  public Objects(Ground ground, OwnBuckets buckets, Contents contents) {
    this.ground = ground;
    this.buckets = buckets;
    this.contents = contents;
    this.versions = new ObjectVersions(ground, contents);
  }

  /** An object that is to be stored, but for its octets. */
  public record Putting(
      String bucket, ObjectKey key, ObjectHeaders headers, CannedAcl acl, Conditions conditions) {}

  /**
   * Stores an object; it is durable when this returns.
   *
   * @throws Refusal when the octets are not as claimed, or the object not as expected; then nothing
   *     is stored
   */
  public StoredObject put(Caller caller, Putting putting, InputStream octets, Claims claims) {
    ground.store().read(tx -> require(tx, caller, putting)); // before all of it is sent
    Contents.Draft draft = contents.take(octets, claims, MOST);
    try {
      return ground
          .store()
          .write(tx -> {
            contents.keep(tx, draft);
            var about =
                new StoredObject.About(
                    draft.md5(), draft.checksum(), putting.headers(), putting.acl());
            return store(tx, caller, putting, about, List.of(draft.piece()));
          });
    } catch (RuntimeException | Error e) {
      contents.discard(draft, e);
      throw e;
    }
  }

  /** Stores an object of contents that are kept, in the running transaction. */
  public StoredObject store(
      Tx tx,
      Caller caller,
      Putting putting,
      StoredObject.About about,
      List<Contents.Piece> pieces) {
    Bucket bucket = require(tx, caller, putting);
    return versions.add(tx, caller, bucket, putting.key(), about, pieces);
  }

  private Bucket require(Tx tx, Caller caller, Putting putting) {
    Bucket bucket = buckets.require(tx, caller, putting.bucket());
    bucket.requireTakes(putting.acl());
    putting.conditions().requireBefore(present(tx, bucket, putting.key()));
    return bucket;
  }

  private static Optional<StoredObject> present(Tx tx, Bucket bucket, ObjectKey key) {
    return ObjectTables.newest(tx, bucket, key).filter(object -> !object.version().marker());
  }

  /** An object and where its octets are. */
  public record Found(StoredObject object, List<Contents.Piece> pieces) {}

  /**
   * An object of the caller's.
   *
   * @param version the newest when it is not given
   * @throws Refusal of reason NO_OBJECT, NO_VERSION or IS_MARKER
   */
  public Found find(Caller caller, String bucket, ObjectKey key, Optional<String> version) {
    return ground.store().read(tx -> found(tx, buckets.require(tx, caller, bucket), key, version));
  }

  /** The same of a bucket whose owner does not matter; empty where there is nothing to be read. */
  public Optional<Found> find(String bucket, ObjectKey key) {
    return ground
        .store()
        .read(tx ->
            buckets
                .find(tx, bucket)
                .flatMap(owned -> present(tx, owned, key))
                .map(object -> withPieces(tx, object)));
  }

  private Found found(Tx tx, Bucket bucket, ObjectKey key, Optional<String> version) {
    StoredObject object = ObjectVersions.require(tx, bucket, key, version);
    if (object.version().marker()) {
      throw version.isPresent()
          ? new Refusal(
              BucketReason.IS_MARKER,
              "The specified method is not allowed against this resource: version '"
                  + object.version().id()
                  + "' is a delete marker")
          : ObjectVersions.noObject(key);
    }
    return withPieces(tx, object);
  }

  private Found withPieces(Tx tx, StoredObject object) {
    return new Found(object, contents.pieces(tx, object.id()));
  }

  /** Octets of an object, as they are asked for. */
  public ContentReader read(Found found, long from, long length) {
    return contents.read(found.pieces(), from, length);
  }

  /** What a deletion left, as S3 tells it. */
  public record Deleted(Optional<String> version, boolean marker) {}

  /**
   * Deletes an object: a version for good, or the object by a marker where versions are on. What is
   * not there is deleted too.
   *
   * @param version for good; absent for the object
   */
  public Deleted delete(
      Caller caller,
      String bucket,
      ObjectKey key,
      Optional<String> version,
      Conditions conditions) {
    return ground
        .store()
        .write(tx -> {
          Bucket owned = buckets.require(tx, caller, bucket);
          if (conditions.match().isPresent()) {
            conditions.requireBefore(present(tx, owned, key));
          }
          return version.isPresent()
              ? versions.remove(tx, caller, owned, key, version.get())
              : versions.hide(tx, caller, owned, key);
        });
  }

  /** Sets the access control list of an object. */
  public StoredObject setAcl(
      Caller caller, String bucket, ObjectKey key, Optional<String> version, CannedAcl acl) {
    return ground
        .store()
        .write(tx -> {
          Bucket owned = buckets.require(tx, caller, bucket);
          owned.requireTakes(acl);
          StoredObject object = found(tx, owned, key, version).object();
          ObjectTables.setAcl(tx, object, acl);
          versions.append(tx, caller, owned, "object.acl-set", key);
          return object;
        });
  }
}
