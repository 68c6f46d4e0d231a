// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import dev.signet.authority.OutsideBuckets;
import dev.signet.bucket.Buckets;
import dev.signet.bucket.CannedAcl;
import dev.signet.kernel.Caller;
import java.io.InputStream;
import java.util.Optional;

/** The buckets of this server, as the private CA leaves things in them. */
final class PrivateCaBuckets implements OutsideBuckets {
  private final Buckets buckets;

  PrivateCaBuckets(Buckets buckets) {
    this.buckets = buckets;
  }

  @Override
  public void requireWritable(Caller writer, String bucket, boolean everybody) {
    buckets.requireWritable(
        writer, bucket, everybody ? CannedAcl.PUBLIC_READ : CannedAcl.BUCKET_OWNER_FULL_CONTROL);
  }

  @Override
  public void write(
      Caller writer, String bucket, String key, String contentType, InputStream octets) {
    buckets.write(
        writer,
        new Buckets.Writing(
            bucket, key, contentType, Optional.empty(), CannedAcl.BUCKET_OWNER_FULL_CONTROL),
        octets);
  }
}
