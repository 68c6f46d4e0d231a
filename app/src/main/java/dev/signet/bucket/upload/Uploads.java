// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.upload;

import dev.signet.bucket.BucketReason;
import dev.signet.bucket.content.Claims;
import dev.signet.bucket.content.Contents;
import dev.signet.bucket.content.ObjectChecksum;
import dev.signet.bucket.object.Conditions;
import dev.signet.bucket.object.ObjectKey;
import dev.signet.bucket.object.Objects;
import dev.signet.bucket.object.StoredObject;
import dev.signet.bucket.owned.Bucket;
import dev.signet.bucket.owned.OwnBuckets;
import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Sha256;
import dev.signet.ledger.Change;
import dev.signet.store.Tx;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Objects that are put in parts: begun, their parts stored, completed as one or given up. */
public final class Uploads {
  /** The most that a listing of uploads shows. */
  public static final int LISTED = 1000;

  private static final int MOST_PARTS = 10_000;

  private final Ground ground;
  private final OwnBuckets buckets;
  private final Contents contents;
  private final Objects objects;

  public Uploads(Ground ground, OwnBuckets buckets, Contents contents, Objects objects) {
    this.ground = ground;
    this.buckets = buckets;
    this.contents = contents;
    this.objects = objects;
  }

  /** An upload by what names it. */
  public record Named(String bucket, ObjectKey key, String id) {}

  /** Begins one. */
  public Upload begin(Caller caller, Objects.Putting putting) {
    String id = Sha256.hex(ground.entropy().bytes(24));
    Upload upload =
        new Upload(
            id, putting.bucket(), putting.key(), putting.headers(), putting.acl(), ground.now());
    return ground
        .store()
        .write(tx -> {
          Bucket bucket = buckets.require(tx, caller, putting.bucket());
          bucket.requireTakes(putting.acl());
          UploadTables.insert(tx, upload);
          append(tx, caller, bucket, "upload.begun", upload);
          return upload;
        });
  }

  /** Stores a part, in the place of an earlier one of its number. */
  public UploadedPart put(
      Caller caller, Named named, int number, InputStream octets, Claims claims) {
    if (number < 1 || number > MOST_PARTS) {
      throw Refusal.invalid(
          "Part number must be an integer between 1 and " + MOST_PARTS + ", not " + number);
    }
    ground.store().read(tx -> require(tx, buckets.require(tx, caller, named.bucket()), named));
    Contents.Draft draft = contents.take(octets, claims, Objects.MOST);
    try {
      return ground.store().write(tx -> keep(tx, caller, named, number, draft));
    } catch (RuntimeException | Error e) {
      contents.discard(draft, e);
      throw e;
    }
  }

  private UploadedPart keep(Tx tx, Caller caller, Named named, int number, Contents.Draft draft) {
    Bucket bucket = buckets.require(tx, caller, named.bucket());
    Upload upload = require(tx, bucket, named);
    Optional<UploadedPart> replaced = UploadTables.part(tx, upload, number);
    UploadTables.deletePart(tx, upload, number);
    replaced.ifPresent(part -> contents.leaveContent(tx, part.piece().content()));
    contents.keep(tx, draft);
    UploadedPart part =
        new UploadedPart(number, draft.piece(), draft.md5(), draft.checksum(), ground.now());
    UploadTables.insertPart(tx, upload, part);
    append(tx, caller, bucket, "upload.part-stored", upload);
    return part;
  }

  /**
   * How parts become an object.
   *
   * @param whole checksum that the object is to have
   */
  public record Completion(
      List<PartList.Wanted> parts, Optional<ObjectChecksum> whole, Conditions conditions) {}

  /** Joins the parts that are named to one object. */
  public StoredObject complete(Caller caller, Named named, Completion completion) {
    completion.whole().ifPresent(sum -> requireWhole(parts(caller, named), completion, sum));
    return ground
        .store()
        .write(tx -> {
          Bucket bucket = buckets.require(tx, caller, named.bucket());
          Upload upload = require(tx, bucket, named);
          List<UploadedPart> all = UploadTables.parts(tx, upload);
          List<UploadedPart> parts = PartList.joined(all, completion.parts());
          Set<UploadedPart> joined = new HashSet<>(parts);
          UploadTables.delete(tx, upload);
          all.stream()
              .filter(part -> !joined.contains(part))
              .forEach(part -> contents.leaveContent(tx, part.piece().content()));
          var putting =
              new Objects.Putting(
                  named.bucket(),
                  named.key(),
                  upload.headers(),
                  upload.acl(),
                  completion.conditions());
          var about =
              new StoredObject.About(
                  PartList.etag(parts), completion.whole(), upload.headers(), upload.acl());
          return objects.store(
              tx, caller, putting, about, parts.stream().map(UploadedPart::piece).toList());
        });
  }

  /**
   * Contents never change, so the parts that have this checksum now have it when they are joined.
   */
  private void requireWhole(
      List<UploadedPart> stored, Completion completion, ObjectChecksum expected) {
    List<Contents.Piece> pieces =
        PartList.joined(stored, completion.parts()).stream().map(UploadedPart::piece).toList();
    if (!contents.checksum(pieces, expected.algorithm()).equals(expected)) {
      throw new Refusal(
          BucketReason.OTHER_CHECKSUM,
          "The " + expected.algorithm() + " you specified did not match the calculated checksum.");
    }
  }

  /** Gives one up, with its parts. */
  public void abort(Caller caller, Named named) {
    ground
        .store()
        .write(tx -> {
          Bucket bucket = buckets.require(tx, caller, named.bucket());
          end(tx, caller, bucket, require(tx, bucket, named));
          return bucket;
        });
  }

  /** Gives up all of a bucket that goes. */
  public void abortAll(Tx tx, Caller caller, Bucket bucket) {
    UploadTables.list(tx, bucket, Integer.MAX_VALUE)
        .forEach(upload -> end(tx, caller, bucket, upload));
  }

  private void end(Tx tx, Caller caller, Bucket bucket, Upload upload) {
    List<UploadedPart> parts = UploadTables.parts(tx, upload);
    UploadTables.delete(tx, upload);
    parts.forEach(part -> contents.leaveContent(tx, part.piece().content()));
    append(tx, caller, bucket, "upload.aborted", upload);
  }

  /**
   * The uploads of a bucket that are not complete: the first {@value #LISTED}, and one more where
   * there are more.
   */
  public List<Upload> list(Caller caller, String bucket) {
    return ground
        .store()
        .read(tx -> UploadTables.list(tx, buckets.require(tx, caller, bucket), LISTED + 1));
  }

  /** The parts of one, in their order. */
  public List<UploadedPart> parts(Caller caller, Named named) {
    return ground
        .store()
        .read(tx ->
            UploadTables.parts(
                tx, require(tx, buckets.require(tx, caller, named.bucket()), named)));
  }

  private static Upload require(Tx tx, Bucket bucket, Named named) {
    return UploadTables.find(tx, bucket, named.key(), named.id())
        .orElseThrow(() ->
            new Refusal(
                BucketReason.NO_UPLOAD,
                "The specified upload does not exist: '"
                    + named.id()
                    + "'; it may have been"
                    + " completed or aborted"));
  }

  private void append(Tx tx, Caller caller, Bucket bucket, String kind, Upload upload) {
    String subject = bucket.arn() + "/" + upload.key();
    ground
        .ledger()
        .append(tx, new Change(ground.now(), bucket.home(), kind, subject, caller.principal()));
  }
}
