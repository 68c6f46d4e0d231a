// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket;

import java.util.Optional;

/** An access control list by its name ("Canned ACL"). */
public enum CannedAcl {
  PRIVATE("private"),
  /** Everybody may read. */
  PUBLIC_READ("public-read"),
  BUCKET_OWNER_READ("bucket-owner-read"),
  BUCKET_OWNER_FULL_CONTROL("bucket-owner-full-control");

  private final String text;

  CannedAcl(String text) {
    this.text = text;
  }

  /** As headers carry it. */
  public String text() {
    return text;
  }

  /** Whether it gives anything to everybody. */
  public boolean isPublic() {
    return this == PUBLIC_READ;
  }

  /** The one of that name; empty for one that is not served. */
  public static Optional<CannedAcl> of(String text) {
    for (CannedAcl each : values()) {
      if (each.text.equals(text)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
