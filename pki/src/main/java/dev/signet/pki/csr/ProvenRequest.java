// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.csr;

import dev.signet.pki.cert.Extensions;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.name.DistinguishedName;

/**
 * A request whose names and key may stand in a certificate and whose requester holds the key. Only
 * proving makes one.
 */
public final class ProvenRequest {
  private final CertificateRequest request;

  ProvenRequest(CertificateRequest request) {
    this.request = request;
  }

  /** The request. */
  public CertificateRequest request() {
    return request;
  }

  /** The name asked for, possibly empty. */
  public DistinguishedName subject() {
    return request.subject();
  }

  /** The requester's key. */
  public PublicKeyInfo publicKey() {
    return request.publicKey();
  }

  /** The extensions asked for. */
  public Extensions extensions() {
    return request.extensions();
  }

  @Override
  public String toString() {
    return "proven " + request;
  }
}
