// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.path;

import dev.signet.pki.cert.Chain;

/** Whether a certificate can be trusted. */
public sealed interface PathVerdict {

  /**
   * It can.
   *
   * @param path the certificate, what is between, and the anchor; an anchor's own has it alone
   */
  record Valid(Chain path) implements PathVerdict {}

  /**
   * It cannot.
   *
   * @param message names the certificate at which the fault shows; safe to show
   */
  record Invalid(PathFault fault, String message) implements PathVerdict {}
}
