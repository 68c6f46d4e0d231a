// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.mesh.view.MeshView;
import dev.signet.store.Tx;
import java.util.Optional;
import java.util.Set;

/** What mesh resources need to know of certificates and CAs, and what they tell about their use. */
public interface CertificateDirectory {
  /**
   * The status of a certificate of a private CA by its API name, for example {@code ISSUED} or
   * {@code FAILED}; {@code IMPORTED} for one that was; empty when there is none with this ARN.
   */
  Optional<String> statusOf(Tx tx, String certificateArn);

  /** Makes these the only certificates that the resource refers to. */
  void replaceUses(Tx tx, String userArn, Set<String> certificateArns);

  /** What proxies can be given of a certificate; empty when it cannot be delivered now. */
  Optional<MeshView.CertificateFacts> deliverable(Tx tx, String certificateArn);

  /** A CA with its installed certificate; empty when there is none. */
  Optional<MeshView.AuthorityFacts> authority(Tx tx, String authorityArn);

  /** Whether there is a CA with this ARN. */
  boolean authorityExists(Tx tx, String authorityArn);
}
