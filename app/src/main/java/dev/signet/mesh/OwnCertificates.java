// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.authority.Authorities;
import dev.signet.certificate.CertificateManager;
import dev.signet.certificate.CertificateOrigin;
import dev.signet.certificate.CertificateUses;
import dev.signet.certificate.ManagedCertificates;
import dev.signet.mesh.view.MeshView;
import dev.signet.store.Tx;
import java.util.Optional;
import java.util.Set;

/** The certificates and CAs of this server, as mesh resources refer to them. */
public final class OwnCertificates implements CertificateDirectory {
  private final ManagedCertificates certificates;
  private final CertificateUses uses;
  private final Authorities authorities;

  public OwnCertificates(CertificateManager manager, Authorities authorities) {
    this.certificates = manager.certificates();
    this.uses = manager.uses();
    this.authorities = authorities;
  }

  @Override
  public Optional<String> statusOf(Tx tx, String certificateArn) {
    return certificates
        .deliverable(tx, certificateArn)
        .map(certificate ->
            certificate.origin() == CertificateOrigin.PRIVATE
                ? certificate.status().name()
                : certificate.origin().name());
  }

  @Override
  public void replaceUses(Tx tx, String userArn, Set<String> certificateArns) {
    uses.replace(tx, userArn, certificateArns);
  }

  @Override
  public Optional<MeshView.CertificateFacts> deliverable(Tx tx, String certificateArn) {
    return certificates
        .deliverable(tx, certificateArn)
        .flatMap(found ->
            found
                .inForce()
                .map(issued ->
                    new MeshView.CertificateFacts(
                        found.names().all(), issued.version(), issued.chain().root().pem())));
  }

  @Override
  public Optional<MeshView.AuthorityFacts> authority(Tx tx, String authorityArn) {
    return authorities
        .trusted(tx, authorityArn)
        .map(found -> new MeshView.AuthorityFacts(found.certificate().pem(), found.status()));
  }

  @Override
  public boolean authorityExists(Tx tx, String authorityArn) {
    return authorities.exists(tx, authorityArn);
  }
}
