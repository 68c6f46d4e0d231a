// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.owned;

import dev.signet.bucket.BucketReason;
import dev.signet.bucket.CannedAcl;
import dev.signet.kernel.Home;
import dev.signet.kernel.Refusal;
import java.time.Instant;
import java.util.Optional;

/** A bucket: its name is taken for every account and Region of this server. */
public record Bucket(
    BucketName name, Home home, Instant createdAt, Versioning versioning, Access access) {
  /**
   * What its owner set on access to it.
   *
   * @param policy IAM JSON
   */
  public record Access(Ownership ownership, AccessBlock block, Optional<String> policy) {}

  /** Its ARN, which names neither account nor Region. */
  public String arn() {
    return "arn:" + home.partition() + ":s3:::" + name;
  }

  /**
   * Whether objects of it may have an access control list.
   *
   * @throws Refusal of reason NO_ACLS, or kind DENIED for one that is public and blocked
   */
  public void requireTakes(CannedAcl acl) {
    if (acl.isPublic() && access.block().publicAcls()) {
      throw Refusal.denied(
          "Access Denied: the bucket "
              + name
              + " blocks public access control lists (BlockPublicAcls), expected another than "
              + acl.text());
    }
    boolean owners = acl == CannedAcl.PRIVATE || acl == CannedAcl.BUCKET_OWNER_FULL_CONTROL;
    if (access.ownership() == Ownership.ENFORCED && !owners) {
      throw new Refusal(
          BucketReason.NO_ACLS,
          "The bucket does not allow ACLs: "
              + acl.text()
              + " on "
              + name
              + ", whose ObjectOwnership is "
              + Ownership.ENFORCED.text());
    }
  }
}
