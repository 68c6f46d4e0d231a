// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.object;

import dev.signet.bucket.BucketReason;
import dev.signet.bucket.CannedAcl;
import dev.signet.bucket.content.Contents;
import dev.signet.bucket.owned.Bucket;
import dev.signet.bucket.owned.Versioning;
import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.ledger.Change;
import dev.signet.store.Tx;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What versions and markers come and go in a bucket; each in the caller's transaction. */
final class ObjectVersions {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";

  private static final StoredObject.About NOTHING =
      new StoredObject.About("", Optional.empty(), new ObjectHeaders(Map.of()), CannedAcl.PRIVATE);

  private final Ground ground;
  private final Contents contents;

  ObjectVersions(Ground ground, Contents contents) {
    this.ground = ground;
    this.contents = contents;
  }

  /** Of that version, or the newest. */
  static StoredObject require(Tx tx, Bucket bucket, ObjectKey key, Optional<String> version) {
    return version
        .map(id ->
            ObjectTables.version(tx, bucket, key, id)
                .orElseThrow(() ->
                    new Refusal(
                        BucketReason.NO_VERSION,
                        "The specified version does not exist: '" + id + "' of '" + key + "'")))
        .orElseGet(() -> ObjectTables.newest(tx, bucket, key).orElseThrow(() -> noObject(key)));
  }

  static Refusal noObject(ObjectKey key) {
    return new Refusal(BucketReason.NO_OBJECT, "The specified key does not exist: '" + key + "'");
  }

  /** A new version, or what takes the place of the one without. */
  StoredObject add(
      Tx tx,
      Caller caller,
      Bucket bucket,
      ObjectKey key,
      StoredObject.About about,
      List<Contents.Piece> pieces) {
    long size = pieces.stream().mapToLong(Contents.Piece::size).sum();
    StoredObject object = insert(tx, bucket, key, size, about, false);
    contents.give(tx, pieces.stream().map(Contents.Piece::content).toList(), object.id());
    append(tx, caller, bucket, "object.stored", key);
    return object;
  }

  /** Removes a version for good. */
  Objects.Deleted remove(Tx tx, Caller caller, Bucket bucket, ObjectKey key, String version) {
    Optional<StoredObject> object = ObjectTables.version(tx, bucket, key, version);
    object.ifPresent(there -> {
      removeRow(tx, bucket, there);
      append(tx, caller, bucket, "object.version-deleted", key);
    });
    return new Objects.Deleted(
        Optional.of(version), object.map(there -> there.version().marker()).orElse(false));
  }

  /** Deletes an object: for good where no versions are kept, else by a marker. */
  Objects.Deleted hide(Tx tx, Caller caller, Bucket bucket, ObjectKey key) {
    if (bucket.versioning() == Versioning.NEVER) {
      ObjectTables.newest(tx, bucket, key)
          .ifPresent(there -> {
            removeRow(tx, bucket, there);
            append(tx, caller, bucket, "object.deleted", key);
          });
      return new Objects.Deleted(Optional.empty(), false);
    }
    StoredObject marker = insert(tx, bucket, key, 0, NOTHING, true);
    append(tx, caller, bucket, "object.deleted", key);
    return new Objects.Deleted(Optional.of(marker.version().id()), true);
  }

  private StoredObject insert(
      Tx tx, Bucket bucket, ObjectKey key, long size, StoredObject.About about, boolean marker) {
    String id = StoredObject.UNVERSIONED;
    if (bucket.versioning() == Versioning.ENABLED) {
      id = drawn();
    } else {
      ObjectTables.version(tx, bucket, key, id).ifPresent(there -> removeRow(tx, bucket, there));
    }
    var version = new StoredObject.Version(id, true, marker);
    var object = new StoredObject(0, key, version, size, about, ground.now());
    long row = ObjectTables.insert(tx, bucket, object);
    return new StoredObject(row, key, version, size, about, object.modifiedAt());
  }

  private void removeRow(Tx tx, Bucket bucket, StoredObject object) {
    contents.leave(tx, object.id());
    ObjectTables.delete(tx, bucket, object);
  }

  private String drawn() {
    StringBuilder id = new StringBuilder(32);
    for (byte octet : ground.entropy().bytes(32)) {
      id.append(ALPHABET.charAt(octet & 63));
    }
    return id.toString();
  }

  void append(Tx tx, Caller caller, Bucket bucket, String kind, ObjectKey key) {
    ground
        .ledger()
        .append(
            tx,
            new Change(
                ground.now(), bucket.home(), kind, bucket.arn() + "/" + key, caller.principal()));
  }
}
