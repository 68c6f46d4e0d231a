// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.bundle;

import dev.signet.pki.cert.Chain;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a bundle holds. Its text form never shows it.
 *
 * @param arn of the certificate
 * @param key PEM
 * @param passphrase of a key that is encrypted: with its base64, as the walkthrough does it
 */
record BundleContent(String arn, Chain chain, String key, Optional<String> passphrase) {
  /** The certificate, PEM. */
  String leaf() {
    return chain.first().pem() + "\n";
  }

  /** All above it, up to the root, PEM. */
  String issuers() {
    return chain.issuers().stream().map(each -> each.pem() + "\n").collect(Collectors.joining());
  }

  @Override
  public String toString() {
    return "BundleContent[" + arn + "]";
  }
}
