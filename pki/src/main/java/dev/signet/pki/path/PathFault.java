// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.path;

import dev.signet.pki.cert.Certificate;
import dev.signet.pki.path.PathVerdict.Invalid;

/** What may be wrong with a path, by the certificate at which it shows. */
public enum PathFault {
  /** Nobody who is known, or trusted, issued it. */
  NO_ISSUER("has no known issuer", "one among the anchors and intermediates"),
  /** The key of none of those that have its issuer's name made its signature. */
  SIGNATURE("has a signature that is not its issuer's", "one that the issuer's key verifies"),
  /** It is signed in a way, or has a key, that proves nothing. */
  ALGORITHM("has a weak signature or key", "SHA-256 or longer, and RSA of 1024 bits or more"),
  /** Its time has not come, or is over. */
  TIME("is not in force", "a validity that contains the time"),
  /** A CRL has it. */
  REVOKED("is revoked", "one that no CRL has"),
  /** No CRL that is in force and signed by whom it should covers it. */
  NO_CRL("is covered by no CRL", "a current CRL of its issuer for every certificate"),
  /** It issued one though it is no CA's, or its keyUsage does not let it. */
  NOT_A_CA("may sign no certificates", "only CAs above the first"),
  /** It stands further above the first than its pathLenConstraint lets it. */
  PATH_LENGTH("has too many CAs below it", "at most its pathLenConstraint"),
  /** Its names are not what the name constraints above it allow. */
  NAMES("has a name that is not allowed", "one within the name constraints above it"),
  /** Some certificate above asks for a policy, and none holds for the whole path. */
  POLICY("leaves no certificate policy", "one that holds for the whole path"),
  /** It has an extension that must be understood and is not. */
  CRITICAL_EXTENSION("has an unknown critical extension", "those of RFC 5280"),
  /** Something else of RFC 5280 section 6. */
  OTHER("cannot be validated", "a certificate of RFC 5280");

  private final String found;
  private final String expected;

  PathFault(String found, String expected) {
    this.found = found;
    this.expected = expected;
  }

  Invalid of(Certificate certificate) {
    return new Invalid(this, certificate + " " + found + ", expected " + expected);
  }
}
