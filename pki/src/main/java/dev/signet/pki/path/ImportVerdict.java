// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.path;

import dev.signet.pki.cert.Chain;

/** Whether a certificate may be installed on a CA, by the API's three errors. */
public sealed interface ImportVerdict {

  /**
   * It may.
   *
   * @param chain the certificate and what is above it; a root alone
   */
  record Accepted(Chain chain) implements ImportVerdict {}

  /** It, or its chain, cannot be read, or says what a CA's may not: MalformedCertificate. */
  record Malformed(String message) implements ImportVerdict {}

  /** It does not fit the CA's key, or its chain does not vouch for it: CertificateMismatch. */
  record Mismatch(String message) implements ImportVerdict {}

  /** It is not what this type of CA takes: InvalidRequest. */
  record InvalidRequest(String message) implements ImportVerdict {}
}
