// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.api;

import dev.signet.bucket.BucketReason;
import dev.signet.kernel.Refusal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of an object's octets (RFC 9110, section 14), both ends included. */
record ByteRange(long first, long last) {
  private static final Pattern FORM = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

  /**
   * The range of a header; empty where it is none that is served: then all is shown.
   *
   * @param size of the object
   * @throws Refusal of reason BAD_RANGE when the object ends before
   */
  static Optional<ByteRange> of(String header, long size) {
    Matcher form = FORM.matcher(header.strip());
    if (!form.matches() || (form.group(1).isEmpty() && form.group(2).isEmpty())) {
      return Optional.empty();
    }
    ByteRange range =
        form.group(1).isEmpty()
            ? new ByteRange(Math.max(0, size - Long.parseLong(form.group(2))), size - 1)
            : new ByteRange(
                Long.parseLong(form.group(1)),
                form.group(2).isEmpty()
                    ? size - 1
                    : Math.min(size - 1, Long.parseLong(form.group(2))));
    if (!form.group(2).isEmpty()
        && !form.group(1).isEmpty()
        && Long.parseLong(form.group(2)) < Long.parseLong(form.group(1))) {
      return Optional.empty();
    }
    if (range.first() >= size || range.last() < range.first()) {
      throw new Refusal(
          BucketReason.BAD_RANGE,
          "The requested range is not satisfiable: '" + header + "' of " + size + " octets");
    }
    return Optional.of(range);
  }

  long length() {
    return last - first + 1;
  }

  /** As an answer tells it. */
  String text(long size) {
    return "bytes " + first + "-" + last + "/" + size;
  }
}
