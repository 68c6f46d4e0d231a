// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.profile;

import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.ExtensionOid;
import dev.signet.pki.csr.ProvenRequest;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.name.SpiffeId;
import dev.signet.pki.name.SubjectAlternativeName;
import java.util.Optional;

/**
 * Whom a certificate is for. A request says so itself; otherwise the caller vouches that the key is
 * the subject's.
 *
 * @param name may be empty when there are alternative names
 * @param alternativeName the subjectAltName extension with the criticality it was asked for
 * @param publicKey the subject's
 */
public record Subject(
    DistinguishedName name, Optional<Extension> alternativeName, PublicKeyInfo publicKey) {

  /** What a request asks for. */
  public static Subject of(ProvenRequest request) {
    return new Subject(
        request.subject(),
        request.extensions().get(ExtensionOid.SUBJECT_ALTERNATIVE_NAME),
        request.publicKey());
  }

  /** A CA or server with a name, and perhaps alternative names. */
  public static Subject of(
      DistinguishedName name, Optional<SubjectAlternativeName> names, PublicKeyInfo key) {
    return new Subject(name, names.map(n -> Extension.alternativeName(false, n)), key);
  }

  /** A workload: no name but its SPIFFE ID. */
  public static Subject workload(SpiffeId id, PublicKeyInfo key) {
    SubjectAlternativeName only = SubjectAlternativeName.ofUri(id.uri());
    return of(DistinguishedName.empty(), Optional.of(only), key);
  }
}
