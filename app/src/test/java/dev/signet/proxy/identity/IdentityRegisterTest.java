// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.identity;

import static dev.signet.proxy.identity.IdentityScene.ADMIN;
import static dev.signet.proxy.identity.IdentityScene.NODE;
import static dev.signet.proxy.identity.IdentityScene.assertDenied;
import static dev.signet.proxy.identity.IdentityScene.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.kernel.Caller;
import dev.signet.kernel.Home;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Region;
import dev.signet.proxy.ProxyResource;
import dev.signet.proxy.identity.IdentityRegister.State;
import dev.signet.proxy.stream.IdentityWatch;
import dev.signet.proxy.stream.ProxyIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of the identities that were given, and how they are taken back. */
final class IdentityRegisterTest {
  @TempDir private Path folder;
  private IdentityScene scene;

  @BeforeEach
  void open() {
    scene = new IdentityScene(folder);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private List<State> states() {
    return entries().stream().map(IdentityRegister.Entry::state).toList();
  }

  private List<IdentityRegister.Entry> entries() {
    return scene.register.list("arn:aws:appmesh:eu-central-1:000000000000:mesh/", "", 100);
  }

  private State state(ProxyIdentity identity) {
    return entries().stream()
        .filter(entry -> entry.serial().equals(identity.serial()))
        .findFirst()
        .orElseThrow()
        .state();
  }

  @Test
  void everyIdentityIsListedWithWhatItWasObtainedBy() {
    ProxyIdentity first = scene.joined();
    ProxyIdentity second = scene.renewed(first);
    assertThat(states()).containsExactly(State.LIVE, State.LIVE);
    assertThat(entries())
        .filteredOn(entry -> entry.serial().equals(second.serial()))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.resource()).isEqualTo(NODE);
          assertThat(entry.obtainedBy()).endsWith("proxy-identity/" + first.serial());
          assertThat(entry.notAfter()).isEqualTo(second.notAfter());
          assertThat(entry.issuedAt()).isEqualTo(scene.clock.instant());
        });
  }

  @Test
  void aListingGoesOnAfterASerialAndKeepsToItsPrefix() {
    scene.joined();
    scene.joined();
    List<IdentityRegister.Entry> all = entries();
    assertThat(scene.register.list("arn:aws:appmesh:eu-central-1:", all.getFirst().serial(), 100))
        .containsExactly(all.getLast());
    assertThat(scene.register.list("arn:aws:appmesh:eu-central-1:", "", 1))
        .containsExactly(all.getFirst());
    assertThat(scene.register.list("arn:aws:appmesh:us-east-1:", "", 100)).isEmpty();
  }

  @Test
  void aRevokedIdentityIsInForceNoMoreAlsoAfterARestart() {
    ProxyIdentity revoked = scene.joined();
    ProxyIdentity other = scene.joined();
    assertThat(scene.register.revoke(ADMIN, revoked.serial()).identities())
        .extracting(IdentityRegister.Entry::serial, IdentityRegister.Entry::state)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(revoked.serial(), State.REVOKED));
    scene.restart();
    assertDenied(() -> scene.identities.requireInForce(revoked));
    assertDenied(() -> scene.identities.renew(revoked, scene.csr()));
    scene.identities.requireInForce(other);
    assertThat(state(other)).isEqualTo(State.LIVE);
    assertThat(scene.changes().getLast()).isEqualTo("proxy.identity-revoked");
  }

  @Test
  void whatARevokedIdentityWasRenewedToIsRevokedWithIt() {
    ProxyIdentity first = scene.joined();
    ProxyIdentity second = scene.renewed(first);
    ProxyIdentity third = scene.renewed(second);
    assertThat(scene.register.revoke(ADMIN, second.serial()).identities()).hasSize(2);
    assertThat(List.of(state(first), state(second), state(third)))
        .containsExactly(State.LIVE, State.REVOKED, State.REVOKED);
    assertDenied(() -> scene.identities.requireInForce(third));
  }

  @Test
  void revokingAResourceTakesEveryIdentityAndItsUnusedTokens() {
    ProxyIdentity one = scene.joined();
    ProxyIdentity two = scene.joined();
    String unused = scene.token().text();
    IdentityRegister.Revocation done = scene.register.revoke(ADMIN, NODE);
    assertThat(done.identities()).hasSize(2);
    assertThat(done.tokens()).isEqualTo(1);
    assertDenied(() -> scene.identities.requireInForce(one));
    assertDenied(() -> scene.identities.requireInForce(two));
    assertDenied(() -> scene.identities.join(unused, scene.csr()));
    assertThat(scene.changes()).contains("proxy.token-revoked");
    scene.identities.requireInForce(scene.joined()); // a token that is made later works
  }

  @Test
  void revokingTwiceChangesNothing() {
    ProxyIdentity identity = scene.joined();
    scene.register.revoke(ADMIN, identity.serial());
    List<String> before = scene.changes();
    assertThat(scene.register.revoke(ADMIN, identity.serial()).identities()).isEmpty();
    assertThat(scene.register.revoke(ADMIN, NODE).identities()).isEmpty();
    assertThat(scene.changes()).isEqualTo(before);
  }

  @Test
  void whatIsNotTheCallersCannotBeRevoked() {
    ProxyIdentity identity = scene.joined();
    Caller elsewhere =
        Caller.in(new Home(NODE.account(), new Region("us-east-1")), ADMIN.principal());
    assertRefused(
        Refusal.Kind.NOT_FOUND, () -> scene.register.revoke(elsewhere, identity.serial()));
    assertRefused(Refusal.Kind.NOT_FOUND, () -> scene.register.revoke(ADMIN, "0f"));
    assertRefused(
        Refusal.Kind.NOT_FOUND,
        () -> scene.register.revoke(ADMIN, ProxyResource.of(NODE.arn() + "2")));
    scene.identities.requireInForce(identity);
  }

  @Test
  void anIdentityEndsWithItsResourceAlsoWhenThatIsMadeAnew() {
    ProxyIdentity identity = scene.joined();
    scene.deleteNode();
    assertRefused(Refusal.Kind.NOT_FOUND, () -> scene.identities.requireInForce(identity));
    assertThat(states()).containsExactly(State.RESOURCE_DELETED);
    scene.createNode();
    assertDenied(() -> scene.identities.requireInForce(identity));
    assertThat(states()).containsExactly(State.RESOURCE_DELETED);
  }

  @Test
  void anIdentityThatIsNotRecordedIsRefused() {
    ProxyIdentity identity = scene.joined();
    scene
        .ground
        .store()
        .write(tx -> {
          tx.update("DELETE FROM proxy_identities");
          tx.unrecorded(dev.signet.store.Unrecorded.HOUSEKEEPING);
          return true;
        });
    assertDenied(() -> scene.identities.requireInForce(identity));
    assertDenied(() -> scene.identities.renew(identity, scene.csr()));
  }

  @Test
  void anIdentityStaysListedForAWhileAfterItsEnd() {
    ProxyIdentity revoked = scene.joined();
    scene.register.revoke(ADMIN, revoked.serial());
    scene.joined();
    run(ProxyIdentities.LIFE);
    assertThat(states()).containsExactlyInAnyOrder(State.REVOKED, State.EXPIRED);
    run(ProxyIdentities.SHOWN);
    assertThat(entries()).isEmpty();
  }

  /** The time of a server that runs: a clock that jumps that far is not believed. */
  private void run(Duration time) {
    for (long day = 0; day < time.toDays(); day++) {
      scene.clock.advance(Duration.ofDays(1));
      scene.ground.timers().runDue();
    }
  }

  @Test
  void whoWatchesHearsOfRevocationAndDeletionAndOfNothingElse() {
    ProxyIdentity identity = scene.joined();
    ProxyIdentity other = scene.joined();
    AtomicInteger doubts = new AtomicInteger();
    IdentityWatch watch = scene.identities.watch(identity, doubts::incrementAndGet);
    scene.register.revoke(ADMIN, other.serial());
    assertThat(doubts).hasValue(0);
    scene.register.revoke(ADMIN, identity.serial());
    assertThat(doubts).hasPositiveValue();
    watch.close();
    int heard = doubts.get();
    scene.deleteNode();
    assertThat(doubts).hasValue(heard);
    scene.createNode();
    try (IdentityWatch _ = scene.identities.watch(scene.joined(), doubts::incrementAndGet)) {
      scene.deleteNode();
      assertThat(doubts).hasValueGreaterThan(heard);
    }
  }
}
