// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.owned;

import java.util.Optional;

/** Whose the objects of a bucket are (ObjectOwnership). */
public enum Ownership {
  /** The bucket's owner's; access control lists do not count. What a new bucket has. */
  ENFORCED("BucketOwnerEnforced"),
  /** The bucket's owner's, where whoever puts them says so. */
  PREFERRED("BucketOwnerPreferred"),
  /** Whoever's who puts them. */
  WRITER("ObjectWriter"),
  /** Nothing is said, which counts as the writer's. */
  UNSAID("");

  private final String text;

  Ownership(String text) {
    this.text = text;
  }

  /** As the API writes it. */
  public String text() {
    return text;
  }

  /** The one that is written so. */
  public static Optional<Ownership> of(String text) {
    for (Ownership each : values()) {
      if (each != UNSAID && each.text.equals(text)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
