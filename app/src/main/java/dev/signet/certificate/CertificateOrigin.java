// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

/** Where a managed certificate came from, by the API's CertificateType names. */
public enum CertificateOrigin {
  /** A private CA issued it, and renews it, to keys that are made here. */
  PRIVATE,
  /** The public issuer issued it, likewise, once its names were proven. */
  AMAZON_ISSUED,
  /** Somebody brought it with its key, and brings its successor. */
  IMPORTED
}
