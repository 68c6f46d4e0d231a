// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import java.io.InputStream;

/** Where this room leaves what it publishes for others: buckets, of which it knows no more. */
public interface OutsideBuckets {
  /**
   * Whether objects can be written to a bucket now.
   *
   * @param everybody whether everybody may read them
   * @throws Refusal when they could not: NOT_FOUND where there is no such bucket
   */
  void requireWritable(Caller writer, String bucket, boolean everybody);

  /**
   * Writes an object that its owner may read; it is durable when this returns.
   *
   * @throws Refusal as {@link #requireWritable}
   */
  void write(Caller writer, String bucket, String key, String contentType, InputStream octets);
}
