// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.pki.cert.ValidityTerm;

/** What is issued for a managed certificate. */
enum IssuingProfile {
  /** For clients and servers, as AWS does from private CAs. */
  PRIVATE,
  /** For servers only and no longer than public CAs may (certificate-manager 6.2). */
  PUBLIC;

  String template() {
    return switch (this) {
      case PRIVATE -> "EndEntityCertificate/V1";
      case PUBLIC -> "EndEntityServerAuthCertificate/V1";
    };
  }

  ValidityTerm validity() {
    return switch (this) {
      case PRIVATE -> new ValidityTerm(ValidityTerm.Type.MONTHS, 13);
      case PUBLIC -> new ValidityTerm(ValidityTerm.Type.DAYS, 198);
    };
  }
}
