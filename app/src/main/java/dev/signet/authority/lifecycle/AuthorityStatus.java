// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.lifecycle;

/** Status of a certificate authority, with the names of the acm-pca API. */
public enum AuthorityStatus {
  CREATING,
  PENDING_CERTIFICATE,
  ACTIVE,
  DISABLED,
  EXPIRED,
  FAILED,
  DELETED
}
