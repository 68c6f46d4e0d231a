// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import java.util.List;
import java.util.Optional;

/**
 * What only public certificates have.
 *
 * @param exportable whether they may be exported, for ever
 * @param managedBy CLOUDFRONT, or empty
 * @param proofs of each name, in their order
 */
public record PublicTerms(
    ValidationMethod method,
    boolean exportable,
    Optional<String> managedBy,
    List<DomainProof> proofs) {
  /** Copies the list. */
  public PublicTerms {
    proofs = List.copyOf(proofs);
  }
}
