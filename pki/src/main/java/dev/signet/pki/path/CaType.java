// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.path;

/** The API's CertificateAuthorityType. */
public enum CaType {
  /** Signs itself. */
  ROOT,
  /** Another CA signs it. */
  SUBORDINATE
}
