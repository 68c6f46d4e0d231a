// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.kernel.Refusal;

/** Why the certificate manager refuses, where that says more than the kind. */
public enum CertificateReason implements Refusal.Reason {
  /** An ARN of something else. */
  INVALID_ARN,
  /** A domain name that does not fit into a common name. */
  NAME_TOO_LONG,
  /** A label that promises an internationalised name and is none. */
  NOT_PUNYCODE,
  /** Nobody issues public certificates here. */
  NO_PUBLIC_ISSUER,
  /** Where mails shall go, for a name that was not asked for or a domain not above it. */
  NO_SUCH_MAIL_DOMAIN;

  @Override
  public Refusal.Kind kind() {
    return Refusal.Kind.INVALID;
  }
}
