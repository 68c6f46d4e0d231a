// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.owned;

/** What a bucket blocks, whatever access control lists and policies say. */
public record AccessBlock(
    boolean publicAcls, boolean ignorePublicAcls, boolean publicPolicy, boolean restrictBuckets) {
  /** Everything: what a new bucket has. */
  public static final AccessBlock ALL = new AccessBlock(true, true, true, true);

  /** Nothing. */
  public static final AccessBlock NONE = new AccessBlock(false, false, false, false);

  int bits() {
    return (publicAcls ? 1 : 0)
        | (ignorePublicAcls ? 2 : 0)
        | (publicPolicy ? 4 : 0)
        | (restrictBuckets ? 8 : 0);
  }

  static AccessBlock of(int bits) {
    return new AccessBlock((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0);
  }
}
