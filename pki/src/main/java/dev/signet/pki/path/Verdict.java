// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.path;

import dev.signet.pki.cert.Chain;

/** Whether a path of certificates is to be trusted. */
public sealed interface Verdict {

  /**
   * It is.
   *
   * @param chain from the end entity to the anchor
   */
  record Trusted(Chain chain) implements Verdict {}

  /** It is not, and why. */
  record Refused(String message) implements Verdict {}
}
