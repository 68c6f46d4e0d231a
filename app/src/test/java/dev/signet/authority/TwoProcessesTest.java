// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import static dev.signet.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.authority.lifecycle.AuthorityStatus;
import dev.signet.authority.lifecycle.KnownAuthorities;
import dev.signet.ground.Ground;
import dev.signet.kernel.Refusal;
import dev.signet.key.KeyRef;
import dev.signet.key.NewKey;
import dev.signet.key.SecretAccess;
import dev.signet.ledger.Change;
import dev.signet.pki.key.KeySpec;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one database hear nothing of each other but the log of changes. */
@SuppressWarnings("NullAway.Init")
final class TwoProcessesTest {
  @TempDir Path folder;
  private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
  private Grounds grounds;
  private Ground second;
  private CaScene first;
  private CaScene other;

  @BeforeEach
  void open() {
    grounds = Grounds.open(folder, clock, new SeededEntropy(1));
    second = Grounds.over(grounds.ground().store(), folder, clock, new SeededEntropy(2));
    first = CaScene.over(grounds.ground());
    other = CaScene.over(second);
  }

  @AfterEach
  void close() {
    second.memories().close();
    grounds.close();
  }

  @Test
  void anAuthorityThatOneDisabledIssuesNothingThroughTheOther() {
    String root = first.activeRoot(100);
    first.issue(root);
    other.issue(root); // which remembers it as active
    first.disable(root);
    assertThatThrownBy(() -> other.issue(root))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Kind.WRONG_STATE));
  }

  @Test
  void whatTheOtherRemembersIsRightSoonAfterTheOneChangedIt() {
    AuthorityArn root = AuthorityArn.of(first.activeRoot(100));
    KnownAuthorities known = new KnownAuthorities(second);
    assertThat(status(known, root)).isEqualTo(AuthorityStatus.ACTIVE);
    first.disable(root.toString());
    eventually(
        "the other knows that it is disabled",
        () -> status(known, root) == AuthorityStatus.DISABLED);
  }

  private AuthorityStatus status(KnownAuthorities known, AuthorityArn arn) {
    return known.find(CaScene.CALLER, arn, clock.instant()).seen(clock.instant());
  }

  @Test
  void aKeyThatOneDestroyedOpensNoMoreInTheOther() {
    Ground one = grounds.ground();
    NewKey key = one.vault().generate(KeySpec.EC_P256);
    Change kept = Change.by(CaScene.CALLER, clock.instant(), "thing.made", "thing");
    one.store()
        .write(tx -> {
          one.vault().keep(tx, key);
          one.ledger().append(tx, kept);
          return true;
        });
    assertThat(opens(key.ref())).isTrue();
    one.store()
        .write(tx -> {
          one.vault().destroy(tx, kept.also("thing.ended", "thing"), key.ref());
          return true;
        });
    eventually("the other has forgotten the key", () -> !opens(key.ref()));
  }

  private boolean opens(KeyRef key) {
    try {
      second.vault().privateKey(SecretAccess.SERVE_TLS, key);
      return true;
    } catch (IllegalStateException gone) {
      assertThat(gone).hasMessageContaining("is not in the vault");
      return false;
    }
  }
}
