// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.key;

/**
 * Must be passed to read secret bytes, so that every place that does can be found. A test lists
 * those places.
 */
public enum SecretAccess {
  /** A private key on its way into a proxy's discovery stream. */
  DELIVER_TO_PROXY,
  /** A private key on its way to somebody who gave a passphrase for it. */
  EXPORT,
  /** A secret access key while a signature is checked. */
  CHECK_SIGNATURE,
  /** The value of a secret on its way to who reads it, or beside one that it is compared with. */
  READ_SECRET,
  /** A private key on its way into the value of a secret. */
  KEEP_IN_SECRET,
  /** The key of the API port's own certificate, handed to the TLS engine. */
  SERVE_TLS
}
