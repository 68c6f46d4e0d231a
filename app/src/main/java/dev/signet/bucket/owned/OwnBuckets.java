// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.owned;

import dev.signet.bucket.BucketReason;
import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Home;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Region;
import dev.signet.ledger.Change;
import dev.signet.store.Tx;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The buckets of each account, and what their owners set on them. */
public final class OwnBuckets {
  private final Ground ground;

  public OwnBuckets(Ground ground) {
    this.ground = ground;
  }

  /** What is done with a bucket before it goes. */
  public interface Farewell {
    void to(Tx tx, Bucket bucket);
  }

  /**
   * Makes a bucket.
   *
   * @param region where it lives
   * @throws Refusal of reason OWN_BUCKET or TAKEN_BUCKET when there is one of that name
   */
  public Bucket create(Caller caller, BucketName name, Region region, Ownership ownership) {
    Bucket bucket =
        new Bucket(
            name,
            new Home(caller.account(), region),
            ground.now(),
            Versioning.NEVER,
            new Bucket.Access(ownership, AccessBlock.ALL, Optional.empty()));
    return ground
        .store()
        .write(tx -> {
          BucketTables.find(tx, name.value()).ifPresent(taken -> refuseTaken(caller, taken));
          BucketTables.insert(tx, bucket);
          append(tx, caller, bucket, "bucket.created");
          return bucket;
        });
  }

  private static void refuseTaken(Caller caller, Bucket taken) {
    if (taken.home().account().equals(caller.account())) {
      throw new Refusal(
          BucketReason.OWN_BUCKET,
          "Your previous request to create the named bucket '"
              + taken.name()
              + "' succeeded and you already own it.");
    }
    throw new Refusal(
        BucketReason.TAKEN_BUCKET,
        "The requested bucket name '"
            + taken.name()
            + "' is not available: it is another account's");
  }

  /** The buckets of the caller's account, by name, in every Region. */
  public List<Bucket> list(Caller caller) {
    return ground.store().read(tx -> BucketTables.list(tx, caller.account()));
  }

  /** The caller's bucket, as {@link #require}. */
  public Bucket get(Caller caller, String name) {
    return ground.store().read(tx -> require(tx, caller, name));
  }

  /** The bucket of that name, whosever it is. */
  public Optional<Bucket> find(Tx tx, String name) {
    return BucketTables.find(tx, name);
  }

  /**
   * The caller's bucket.
   *
   * @throws Refusal of reason NO_BUCKET; of kind DENIED when it is another account's
   */
  public Bucket require(Tx tx, Caller caller, String name) {
    Bucket bucket =
        BucketTables.find(tx, name)
            .orElseThrow(() ->
                new Refusal(
                    BucketReason.NO_BUCKET, "The specified bucket does not exist: '" + name + "'"));
    if (!bucket.home().account().equals(caller.account())) {
      throw Refusal.denied("Access Denied: the bucket '" + name + "' is another account's");
    }
    return bucket;
  }

  /**
   * Deletes a bucket with nothing in it.
   *
   * @throws Refusal of reason NOT_EMPTY
   */
  public void delete(Caller caller, String name, Farewell farewell) {
    ground
        .store()
        .write(tx -> {
          Bucket bucket = require(tx, caller, name);
          if (BucketTables.holdsObjects(tx, bucket.name())) {
            throw new Refusal(
                BucketReason.NOT_EMPTY,
                "The bucket you tried to delete is not empty: '"
                    + name
                    + "' holds objects, versions or delete markers");
          }
          farewell.to(tx, bucket);
          BucketTables.delete(tx, bucket.name());
          append(tx, caller, bucket, "bucket.deleted");
          return bucket;
        });
  }

  /** Turns versions on, or suspends them. */
  public void version(Caller caller, String name, Versioning versioning) {
    change(
        caller,
        name,
        "bucket.versioning-set",
        bucket ->
            new Bucket(
                bucket.name(), bucket.home(), bucket.createdAt(), versioning, bucket.access()));
  }

  /** Sets what is blocked. */
  public void block(Caller caller, String name, AccessBlock block) {
    changeAccess(
        caller,
        name,
        "bucket.public-access-block-set",
        access -> new Bucket.Access(access.ownership(), block, access.policy()));
  }

  /** Sets whose the objects are. */
  public void own(Caller caller, String name, Ownership ownership) {
    changeAccess(
        caller,
        name,
        "bucket.ownership-set",
        access -> new Bucket.Access(ownership, access.block(), access.policy()));
  }

  /**
   * Puts a policy.
   *
   * @throws Refusal of reason BAD_POLICY, or kind DENIED for a public one that is blocked
   */
  public void setPolicy(Caller caller, String name, String text) {
    change(
        caller,
        name,
        "bucket.policy-set",
        bucket -> {
          BucketPolicy policy = BucketPolicy.parse(bucket, text);
          Bucket.Access access = bucket.access();
          if (access.block().publicPolicy() && policy.isPublic()) {
            throw Refusal.denied(
                "Access Denied: the policy gives access to everybody, and the bucket '"
                    + name
                    + "' blocks public policies (BlockPublicPolicy)");
          }
          return with(
              bucket,
              new Bucket.Access(access.ownership(), access.block(), Optional.of(policy.text())));
        });
  }

  /** Takes the policy away, if there is one. */
  public void removePolicy(Caller caller, String name) {
    changeAccess(
        caller,
        name,
        "bucket.policy-removed",
        access -> new Bucket.Access(access.ownership(), access.block(), Optional.empty()));
  }

  /** The caller's bucket's policy, and whether it is public. */
  public record KeptPolicy(String text, boolean isPublic) {}

  /**
   * The policy.
   *
   * @throws Refusal of reason NO_POLICY
   */
  public KeptPolicy policy(Caller caller, String name) {
    String text =
        get(caller, name)
            .access()
            .policy()
            .orElseThrow(() ->
                new Refusal(
                    BucketReason.NO_POLICY, "The bucket policy does not exist: '" + name + "'"));
    return new KeptPolicy(text, BucketPolicy.kept(text).isPublic());
  }

  private void changeAccess(
      Caller caller, String name, String kind, UnaryOperator<Bucket.Access> edit) {
    change(caller, name, kind, bucket -> with(bucket, edit.apply(bucket.access())));
  }

  private static Bucket with(Bucket bucket, Bucket.Access access) {
    return new Bucket(
        bucket.name(), bucket.home(), bucket.createdAt(), bucket.versioning(), access);
  }

  private void change(Caller caller, String name, String kind, UnaryOperator<Bucket> edit) {
    ground
        .store()
        .write(tx -> {
          Bucket bucket = require(tx, caller, name);
          BucketTables.update(tx, edit.apply(bucket));
          append(tx, caller, bucket, kind);
          return bucket;
        });
  }

  private void append(Tx tx, Caller caller, Bucket bucket, String kind) {
    ground
        .ledger()
        .append(
            tx, new Change(ground.now(), bucket.home(), kind, bucket.arn(), caller.principal()));
  }
}
