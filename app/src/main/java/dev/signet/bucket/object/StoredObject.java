// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.object;

import dev.signet.bucket.CannedAcl;
import dev.signet.bucket.content.ObjectChecksum;
import java.time.Instant;
import java.util.Optional;

/**
 * A version of an object, or a marker that it was deleted.
 *
 * @param id of its row; of one key the newest version has the highest
 * @param size in octets
 * @param modifiedAt when it was stored
 */
public record StoredObject(
    long id, ObjectKey key, Version version, long size, About about, Instant modifiedAt) {
  /** The id of what was put without versioning. */
  public static final String UNVERSIONED = "null";

  /**
   * Which one of its key.
   *
   * @param newest whether it is the one that is meant when none is named
   * @param marker whether it says that the object was deleted
   */
  public record Version(String id, boolean newest, boolean marker) {}

  /**
   * What is known of the octets.
   *
   * @param etag without quotes
   */
  public record About(
      String etag, Optional<ObjectChecksum> checksum, ObjectHeaders headers, CannedAcl acl) {}
}
