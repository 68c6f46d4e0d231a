// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import static dev.signet.mesh.MeshScene.ARNS;
import static dev.signet.mesh.MeshScene.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.kernel.Refusal.Kind;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates and CAs that specs name. */
final class MeshCertificatesTest {
  private static final String USER = ARNS + "mesh/m/virtualNode/x";

  @RegisterExtension final MeshScene scene = new MeshScene();

  @BeforeEach
  void mesh() {
    scene.call("CreateMesh", "{'meshName':'m'}");
  }

  @ParameterizedTest
  @CsvSource({
    "VirtualNode,FAILED,STRICT",
    "VirtualNode,PENDING_VALIDATION,STRICT",
    "VirtualNode,REVOKED,PERMISSIVE",
    "VirtualNode,FAILED,DISABLED",
    "VirtualGateway,FAILED,STRICT"
  })
  void aCertificateThatWasNotIssuedIsRefusedWithItsStatus(String kind, String status, String mode) {
    String arn = scene.certificates.certificate("1", status);
    assertRefused(() -> scene.create(kind, "x", serving(arn, mode)), Kind.INVALID)
        .hasMessageContaining(arn + " is " + status);
    assertRefused(() -> scene.describe(kind, "x"), Kind.NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "arn:aws:acm:us-east-1:000000000000:certificate/none",
        "arn:aws:acm:us-east-1:111111111111:certificate/1",
        "arn:aws:acm:eu-west-1:000000000000:certificate/1",
        "arn:aws:acm-pca:us-east-1:000000000000:certificate/1",
      })
  void anythingButAnOwnCertificateIsRefused(String arn) {
    scene.certificates.statuses.put(arn.contains("none") ? "other" : arn, "ISSUED");
    assertRefused(() -> scene.create("VirtualNode", "x", serving(arn, "STRICT")), Kind.INVALID);
  }

  @Test
  void theUseOfACertificateFollowsTheSpec() {
    String first = scene.certificates.certificate("1", "ISSUED");
    String second = scene.certificates.certificate("2", "ISSUED");
    scene.create("VirtualNode", "x", serving(first, "STRICT"));
    assertThat(scene.certificates.uses).containsEntry(USER, Set.of(first));
    scene.update("VirtualNode", "x", serving(second, "DISABLED"));
    assertThat(scene.certificates.uses).containsEntry(USER, Set.of(second));
    scene.delete("VirtualNode", "x");
    assertThat(scene.certificates.uses).containsEntry(USER, Set.of());
  }

  @Test
  void anExpiredCertificateDoesNotStopAnUpdate() {
    String arn = scene.certificates.certificate("1", "ISSUED");
    scene.create("VirtualNode", "x", serving(arn, "STRICT"));
    scene.certificates.statuses.put(arn, "EXPIRED");
    scene.update("VirtualNode", "x", serving(arn, "PERMISSIVE"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"defaults", "backend", "gateway"})
  void theAuthoritiesOfClientPoliciesExist(String place) {
    String arn = scene.certificates.authority("1");
    String kind = place.equals("gateway") ? "VirtualGateway" : "VirtualNode";
    scene.create(kind, "x", trusting(place, arn));
    assertRefused(() -> scene.update(kind, "x", trusting(place, arn + "0")), Kind.INVALID)
        .hasMessageContaining("does not exist");
    assertRefused(() -> scene.update(kind, "x", trusting(place, "x")), Kind.INVALID);
    String elsewhere = arn.replace("us-east-1", "eu-west-1");
    scene.certificates.authorities.add(elsewhere);
    assertRefused(() -> scene.update(kind, "x", trusting(place, elsewhere)), Kind.INVALID);
    String foreign = arn.replace("000000000000", "111111111111");
    scene.certificates.authorities.add(foreign);
    assertRefused(() -> scene.update(kind, "x", trusting(place, foreign)), Kind.DENIED);
  }

  private static String serving(String arn, String mode) {
    return "{'listeners':[{'portMapping':{'port':80,'protocol':'http'},'tls':{'mode':'"
        + mode
        + "','certificate':{'acm':{'certificateArn':'"
        + arn
        + "'}}}}]}";
  }

  private static String trusting(String place, String arn) {
    String policy =
        "'clientPolicy':{'tls':{'validation':{'trust':{'acm':{'certificateAuthorityArns':['"
            + arn
            + "']}}}}}";
    return switch (place) {
      case "backend" ->
          "{'backends':[{'virtualService':{'virtualServiceName':'s'," + policy + "}}]}";
      case "gateway" ->
          "{'listeners':[{'portMapping':{'port':80,'protocol':'http'}}],'backendDefaults':{"
              + policy
              + "}}";
      default -> "{'backendDefaults':{" + policy + "}}";
    };
  }
}
