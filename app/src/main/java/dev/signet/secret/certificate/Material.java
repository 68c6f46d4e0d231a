// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.certificate;

import dev.signet.pki.cert.Chain;

/**
 * What was issued for a secret.
 *
 * @param key PEM, unencrypted
 */
record Material(String arn, Chain chain, String key) {
  @Override
  public String toString() {
    return "Material[" + arn + "]";
  }
}
