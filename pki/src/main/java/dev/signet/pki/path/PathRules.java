// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.path;

import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.KeyUsage;
import java.util.OptionalInt;

/** Rules of RFC 5280 section 6.1.4 about one certificate of a path. */
final class PathRules {
  private PathRules() {}

  /** Whether it is a CA's, and keyUsage, if present, lets its key sign certificates. */
  static boolean maySignCertificates(Certificate certificate) {
    return certificate.isCa()
        && certificate.keyUsage().map(u -> u.contains(KeyUsage.KEY_CERT_SIGN)).orElse(true);
  }

  /**
   * Whether its pathLenConstraint forbids that many CA certificates below it.
   *
   * @param below CA certificates between it and the end entity that are not self-issued
   */
  static boolean isTooFarUp(Certificate ca, int below) {
    OptionalInt limit = ca.extensions().basicConstraints().pathLength();
    return limit.isPresent() && below > limit.getAsInt();
  }
}
