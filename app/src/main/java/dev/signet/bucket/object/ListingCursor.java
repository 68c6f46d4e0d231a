// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.object;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where a listing goes on.
 *
 * @param name octets of the first name that may come
 * @param before of that name only rows of smaller ids
 */
@SuppressWarnings("ArrayRecordComponent") // compared with nothing
record ListingCursor(byte[] name, long before) {
  /** From a text on. */
  static ListingCursor at(String text) {
    return new ListingCursor(octets(text), Long.MAX_VALUE);
  }

  /** Behind a name, whatever of it there is. */
  static ListingCursor behind(String text) {
    byte[] octets = octets(text);
    return new ListingCursor(Arrays.copyOf(octets, octets.length + 1), Long.MAX_VALUE);
  }

  /** Behind one version of a name. */
  static ListingCursor behind(StoredObject object) {
    return new ListingCursor(object.key().octets(), object.id());
  }

  /** Behind all that begins with a text: no octet of UTF-8 is 0xff. */
  static ListingCursor beyond(String prefix) {
    byte[] octets = octets(prefix);
    octets[octets.length - 1]++;
    return new ListingCursor(octets, Long.MAX_VALUE);
  }

  /** Whether a text comes before another in a listing. */
  static boolean isBefore(String text, String other) {
    return Arrays.compareUnsigned(octets(text), octets(other)) < 0;
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
