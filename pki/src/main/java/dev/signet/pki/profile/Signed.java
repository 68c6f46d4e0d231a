// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.profile;

import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import java.util.Optional;

/** A certificate that was prepared, signed and verified here. Only completing makes one. */
public final class Signed {
  private final Certificate certificate;
  private final Optional<Chain> issuers;

  Signed(Certificate certificate, Optional<Chain> issuers) {
    this.certificate = certificate;
    this.issuers = issuers;
  }

  /** The certificate. */
  public Certificate certificate() {
    return certificate;
  }

  /** The issuing CA's certificate and what is above it; empty for a root. */
  public Optional<Chain> issuers() {
    return issuers;
  }

  /** The certificate with its issuers. */
  public Chain chain() {
    return issuers.map(chain -> chain.under(certificate)).orElse(Chain.of(certificate));
  }

  @Override
  public String toString() {
    return "signed " + certificate;
  }
}
