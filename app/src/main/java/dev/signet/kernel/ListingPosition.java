// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

import java.time.Instant;

/** A place in a listing by time of creation, ties in the order of ARNs. */
public record ListingPosition(long createdAt, String arn) {
  /** Before everything, where the newest come first. */
  public static final ListingPosition NEWEST = new ListingPosition(Long.MAX_VALUE, "");

  /** Before everything, where the oldest come first. */
  public static final ListingPosition OLDEST = new ListingPosition(Long.MIN_VALUE, "");

  /** The place of something, after which the following page begins. */
  public static ListingPosition of(Instant createdAt, Object arn) {
    return new ListingPosition(createdAt.toEpochMilli(), arn.toString());
  }

  /** Reads what {@link #toString} wrote. */
  public static ListingPosition parse(String text) {
    String[] parts = text.split(" ", 2);
    return new ListingPosition(Long.parseLong(parts[0]), parts[1]);
  }

  @Override
  public String toString() {
    return createdAt + " " + arn;
  }
}
