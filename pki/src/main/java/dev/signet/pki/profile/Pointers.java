// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.profile;

import dev.signet.pki.cert.Extension;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a CA's certificates say that their revocation is told; fixed when they are issued.
 *
 * @param crl cRLDistributionPoints
 * @param ocsp authorityInfoAccess
 * @param noCheck that it is told nowhere, of who signs OCSP answers
 */
public record Pointers(
    Optional<Extension> crl, Optional<Extension> ocsp, Optional<Extension> noCheck) {
  /** Nothing is said. */
  public static final Pointers NONE = of(Optional.empty(), Optional.empty());

  /**
   * Of who signs OCSP answers: asking OCSP about it would go in a circle (RFC 6960 section
   * 4.2.2.2.1).
   */
  public static final Pointers NO_CHECK =
      new Pointers(Optional.empty(), Optional.empty(), Optional.of(Extension.ocspNoCheck()));

  /** At these URIs, where there are any. */
  public static Pointers of(Optional<String> crlUri, Optional<String> ocspUri) {
    return new Pointers(
        crlUri.map(Extension::crlDistributionPoints),
        ocspUri.map(Extension::ocspResponder),
        Optional.empty());
  }

  /** What is said. */
  Stream<Extension> all() {
    return Stream.of(crl, ocsp, noCheck).flatMap(Optional::stream);
  }
}
