// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.authority.AuthorityReason;
import dev.signet.authority.CaScene;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Tags;
import dev.signet.pki.key.KeySpec;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our own private CA behind managed certificates, and what its refusals become. */
@SuppressWarnings("NullAway.Init")
final class AuthorityIssuerTest {
  @TempDir Path folder;
  private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
  private Grounds grounds;
  private CaScene scene;
  private CertificateManager manager;

  @BeforeEach
  void open() {
    grounds = Grounds.open(folder, clock, new SeededEntropy(1));
    scene = CaScene.over(grounds.ground());
    manager = CertificateManager.open(grounds.ground(), scene.ca(), PublicProfile.USUAL);
  }

  @AfterEach
  void close() {
    manager.close();
    grounds.close();
  }

  @Test
  void aCertificateComesWithItsChain() {
    ManagedCertificate found = requested(scene.activeRoot(3650), "www.example.com");
    assertThat(found.current().orElseThrow().chain().certificates()).hasSize(2);
    assertThat(keys()).isEqualTo(2);
  }

  @Test
  void eachRefusalOfTheCaHasItsReasonAndLeavesNoKey() {
    String root = scene.activeRoot(30); // shorter than the thirteen months of a certificate
    assertThat(failure(root)).isEqualTo(IssuanceFailure.PCA_INVALID_DURATION);
    assertThat(failure(scene.root())).isEqualTo(IssuanceFailure.PCA_INVALID_STATE);
    String start = root.substring(0, root.lastIndexOf('/') + 1);
    assertThat(failure(start + "nobody")).isEqualTo(IssuanceFailure.PCA_INVALID_ARN);
    assertThat(failure(start + "11111111-2222-3333-4444-555555555555"))
        .isEqualTo(IssuanceFailure.PCA_RESOURCE_NOT_FOUND);
    assertThat(keys()).isEqualTo(2); // those of the two authorities
  }

  @Test
  void aReasonDecidesNotItsText() {
    for (AuthorityReason reason : AuthorityReason.values()) {
      IssuanceFailure expected =
          switch (reason) {
            case INVALID_ARN -> IssuanceFailure.PCA_INVALID_ARN;
            case OTHER_ACCOUNT -> IssuanceFailure.PCA_ACCESS_DENIED;
            case VALIDITY_BEYOND_ISSUER -> IssuanceFailure.PCA_INVALID_DURATION;
            case NAME_CONSTRAINTS -> IssuanceFailure.PCA_NAME_CONSTRAINTS_VALIDATION;
            default -> IssuanceFailure.PCA_INVALID_ARGS;
          };
      assertThat(AuthorityIssuer.failure(reason)).as(reason.name()).isEqualTo(expected);
    }
    assertThat(AuthorityIssuer.failure(Refusal.Kind.MALFORMED))
        .isEqualTo(IssuanceFailure.PCA_INVALID_ARGS);
  }

  private IssuanceFailure failure(String authority) {
    return requested(authority, "www.example.com").outcome()
            instanceof ManagedCertificate.Outcome.Failed failed
        ? failed.reason()
        : IssuanceFailure.OTHER;
  }

  private ManagedCertificate requested(String authority, String name) {
    CertificateArn arn =
        manager
            .certificates()
            .request(
                CaScene.CALLER,
                new CertificateCommand(
                    CertificateNames.of(name, List.of()),
                    KeySpec.EC_P256,
                    authority,
                    Tags.NONE,
                    false,
                    Optional.empty()));
    return manager.certificates().find(CaScene.CALLER, arn);
  }

  private int keys() {
    return grounds
        .ground()
        .store()
        .read(tx -> tx.first("SELECT COUNT(*) FROM keys", row -> row.getInt(1)))
        .orElseThrow();
  }
}
