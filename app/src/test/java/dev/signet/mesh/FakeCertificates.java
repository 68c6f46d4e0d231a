// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.mesh.view.MeshView;
import dev.signet.store.Tx;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Certificates and CAs that exist because a test says so. */
final class FakeCertificates implements CertificateDirectory {
  private static final String PLACE = ":us-east-1:000000000000:";

  final Map<String, String> statuses = new HashMap<>();
  final Set<String> authorities = new HashSet<>();
  final Map<String, Set<String>> uses = new HashMap<>();

  /** The ARN of a new certificate in this status. */
  String certificate(String id, String status) {
    String arn = "arn:aws:acm" + PLACE + "certificate/" + id;
    statuses.put(arn, status);
    return arn;
  }

  /** The ARN of a new CA. */
  String authority(String id) {
    String arn = "arn:aws:acm-pca" + PLACE + "certificate-authority/" + id;
    authorities.add(arn);
    return arn;
  }

  @Override
  public Optional<String> statusOf(Tx tx, String certificateArn) {
    return Optional.ofNullable(statuses.get(certificateArn));
  }

  @Override
  public void replaceUses(Tx tx, String userArn, Set<String> certificateArns) {
    uses.put(userArn, certificateArns);
  }

  @Override
  public Optional<MeshView.CertificateFacts> deliverable(Tx tx, String certificateArn) {
    return Optional.ofNullable(statuses.get(certificateArn))
        .filter("ISSUED"::equals)
        .map(_ -> new MeshView.CertificateFacts(List.of("a.example"), "v1", "ROOT"));
  }

  @Override
  public Optional<MeshView.AuthorityFacts> authority(Tx tx, String authorityArn) {
    return Optional.of(new MeshView.AuthorityFacts("CA " + authorityArn, "ACTIVE"))
        .filter(_ -> authorities.contains(authorityArn));
  }

  @Override
  public boolean authorityExists(Tx tx, String authorityArn) {
    return authorities.contains(authorityArn);
  }
}
