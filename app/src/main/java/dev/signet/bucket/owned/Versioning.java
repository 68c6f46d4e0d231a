// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.owned;

/** Whether a bucket keeps what is replaced. */
public enum Versioning {
  /** It never did. */
  NEVER,
  /** Each put makes a version. */
  ENABLED,
  /** Versions that were made stay; what is put now replaces the version {@code null}. */
  SUSPENDED
}
