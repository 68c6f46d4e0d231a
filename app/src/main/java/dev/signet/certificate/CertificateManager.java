// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.authority.PrivateCa;
import dev.signet.certificate.api.AcmApi;
import dev.signet.ground.Api;
import dev.signet.ground.Ground;

/** The certificate manager: the door of this room. */
public final class CertificateManager implements AutoCloseable {
  private final SpareKeys spares;
  private final ManagedCertificates certificates;
  private final CertificateFinder finder;
  private final Api api;

  private CertificateManager(
      SpareKeys spares, ManagedCertificates certificates, CertificateFinder finder, Api api) {
    this.spares = spares;
    this.certificates = certificates;
    this.finder = finder;
    this.api = api;
  }

  /** Opens the room over the private CA that issues for it; it makes keys from then on. */
  public static CertificateManager open(Ground ground, PrivateCa ca) {
    return open(ground, new AuthorityIssuer(ca.authorities(), ca.issuance()));
  }

  /** The same over another issuer. */
  static CertificateManager open(Ground ground, PrivateIssuer issuer) {
    ManagedCertificates.fillInListings(ground.store());
    SpareKeys spares = new SpareKeys(ground.vault());
    ManagedCertificates certificates = new ManagedCertificates(ground, spares, issuer);
    return new CertificateManager(
        spares, certificates, new CertificateFinder(ground), AcmApi.of(ground, certificates));
  }

  /** The certificates. */
  public ManagedCertificates certificates() {
    return certificates;
  }

  /** Finds them for people. */
  public CertificateFinder finder() {
    return finder;
  }

  /** What it answers of acm. */
  public Api api() {
    return api;
  }

  @Override
  public void close() {
    spares.close();
  }
}
