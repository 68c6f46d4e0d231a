// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.authority.api.AcmPcaErrors;
import dev.signet.kernel.Refusal;
import dev.signet.store.Unrecorded;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.OlderFolder;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.ListCertificateAuthoritiesRequest;
import dev.signet.wire.generated.acmpca.ListTagsRequest;
import dev.signet.wire.generated.acmpca.RestoreCertificateAuthorityRequest;
import dev.signet.wire.generated.acmpca.Tag;
import dev.signet.wire.generated.acmpca.TagCertificateAuthorityRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The timer that removes an authority: nothing else does, and it does it once. */
@SuppressWarnings("NullAway")
final class RemovalTimerTest {
  private static final Duration WINDOW = Duration.ofDays(7);

  @TempDir Path folder;
  private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
  private Grounds grounds;
  private CaScene scene;

  @BeforeEach
  void open() {
    grounds = Grounds.open(folder, clock, new SeededEntropy(clock.instant().toEpochMilli()));
    scene = CaScene.over(grounds.ground());
  }

  @AfterEach
  void close() {
    grounds.close();
  }

  private void restart() {
    close();
    open();
  }

  @Test
  void neitherReadingNorChangingNorStartingRemovesAnything() {
    String ended = scene.root();
    String other = scene.root();
    scene.delete(ended);
    clock.advance(WINDOW);
    assertThat(listed()).containsExactly(other);
    scene.call(
        AcmPca.TAG_CERTIFICATE_AUTHORITY,
        new TagCertificateAuthorityRequest(other, List.of(Tag.of("a"))));
    restart();
    assertThat(listed()).containsExactly(other);
    assertThat(grounds.rows("authorities")).isEqualTo(2);
    assertThat(grounds.rows("keys")).isEqualTo(2);

    due();
    assertThat(grounds.rows("authorities")).isOne();
    assertThat(grounds.rows("keys")).isOne();
    assertThat(changes("authority.removed")).containsExactly(ended);
  }

  @Test
  void theEndComesAtItsTimeOnceAlsoAfterARestartAndAJumpOfTheClock() {
    String ended = scene.root();
    scene.delete(ended);
    clock.advance(WINDOW.minusMillis(1));
    due();
    assertThat(grounds.rows("authorities")).isOne();
    restart();
    clock.advance(Duration.ofDays(4000));
    clock.advance(Duration.ofDays(-4000));
    due();
    assertThat(grounds.rows("authorities")).isOne();
    clock.advance(Duration.ofDays(300));
    due();
    due();
    restart();
    due();
    assertThat(changes("authority.removed")).containsExactly(ended);
    assertThat(changes("key.destroyed")).hasSize(1);
    assertThat(grounds.rows("timers")).isZero();
  }

  @Test
  void whoIsRestoredStaysAndMayEndAnotherTime() {
    String root = scene.root();
    scene.delete(root);
    clock.advance(WINDOW.minusSeconds(1));
    scene.call(AcmPca.RESTORE_CERTIFICATE_AUTHORITY, new RestoreCertificateAuthorityRequest(root));
    clock.advance(Duration.ofDays(8));
    due();
    assertThat(listed()).containsExactly(root);
    assertThat(grounds.rows("timers")).isZero();
    scene.delete(root);
    clock.advance(WINDOW);
    due();
    assertThat(grounds.rows("keys")).isZero();
  }

  @Test
  void whatIsGoneIsUnknownBeforeTheTimerCame() {
    String root = scene.root();
    scene.delete(root);
    clock.advance(WINDOW);
    assertThatThrownBy(() -> scene.call(AcmPca.LIST_TAGS, ListTagsRequest.of(root)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal ->
                assertThat(new AcmPcaErrors().of(refusal.reason()))
                    .isEqualTo("ResourceNotFoundException"));
  }

  @Test
  @org.junit.jupiter.api.Tag("sqlite") // its fixture is a file of SQLite
  void manyCertificatesGoInPiecesAndARestartBetweenThemLosesNothing() {
    String root = scene.activeRoot(100);
    int issued = 2 * Removal.CERTIFICATES_AT_ONCE + 100;
    addCertificates(issued - 1); // its own is there already
    scene.disable(root);
    scene.delete(root);
    clock.advance(WINDOW);
    due();
    assertThat(grounds.rows("certificates")).isEqualTo(issued - Removal.CERTIFICATES_AT_ONCE);
    restart();
    due();
    assertThat(grounds.rows("certificates")).isEqualTo(100);
    assertThat(changes("authority.removed")).isEmpty();
    due();
    assertThat(grounds.rows("certificates")).isZero();
    assertThat(grounds.rows("authority_certificates")).isZero();
    assertThat(changes("authority.removed")).containsExactly(root);
  }

  @Test
  @org.junit.jupiter.api.Tag("sqlite") // its fixture is a file of SQLite
  void aFolderOfBeforeGetsItsTimersAndLosesItsOrphanedKeys() {
    String ended = scene.root();
    String kept = scene.root();
    scene.delete(ended);
    grounds
        .ground()
        .store()
        .write(tx -> {
          tx.update("DELETE FROM timers");
          tx.update(
              "INSERT INTO keys (id, spec, public_key, sealed)"
                  + " SELECT 'orphan', spec, public_key, sealed FROM keys LIMIT 1");
          tx.update(
              "INSERT INTO keys (id, spec, public_key, sealed)"
                  + " SELECT 'proxies', spec, public_key, sealed FROM keys LIMIT 1");
          tx.update("INSERT INTO settings (name, value) VALUES ('proxy-authority.key', 'proxies')");
          tx.unrecorded(Unrecorded.FIRST_START);
          return true;
        });
    close();
    OlderFolder.make(folder, 9);
    open();
    assertThat(keys()).hasSize(3).contains("proxies").doesNotContain("orphan");
    clock.advance(WINDOW);
    due();
    assertThat(listed()).containsExactly(kept);
    assertThat(changes("authority.removed")).containsExactly(ended);
    assertThat(keys()).hasSize(2);
  }

  private void due() {
    Grounds.changeBySignedCall(grounds.ground()); // the clock was set on purpose
    grounds.ground().timers().runDue();
  }

  @Test
  void aClockThatIsAMonthAheadRemovesNothing() {
    String ended = scene.root();
    scene.delete(ended);
    grounds.ground().timers().runDue();
    clock.advance(Duration.ofDays(31));
    grounds.ground().timers().runDue();
    restart();
    grounds.ground().timers().runDue();
    assertThat(grounds.rows("keys")).isOne();
    clock.advance(Duration.ofDays(-31)); // somebody set it right
    grounds.ground().timers().runDue();
    scene.call(AcmPca.RESTORE_CERTIFICATE_AUTHORITY, new RestoreCertificateAuthorityRequest(ended));
    assertThat(listed()).containsExactly(ended);
  }

  @Test
  void aServerThatWasOffForAMonthRemovesOnceASignedCallAgreesWithItsClock() {
    String ended = scene.root();
    scene.delete(ended);
    clock.advance(Duration.ofDays(31));
    restart();
    assertThat(grounds.ground().timers().runDue()).isEmpty();
    assertThat(grounds.rows("keys")).isOne();
    Grounds.changeBySignedCall(grounds.ground());
    grounds.ground().timers().runDue();
    assertThat(grounds.rows("keys")).isZero();
  }

  @Test
  void aServerThatRunsOnNeedsNoCall() {
    scene.delete(scene.root());
    for (int hours = 0; hours < 24 * 8; hours++) {
      assertThat(grounds.rows("keys")).isEqualTo(hours <= 24 * 7 ? 1 : 0);
      grounds.ground().timers().runDue();
      clock.advance(Duration.ofHours(1));
    }
  }

  private List<String> listed() {
    return scene
        .call(AcmPca.LIST_CERTIFICATE_AUTHORITIES, ListCertificateAuthoritiesRequest.of())
        .certificateAuthorities()
        .stream()
        .map(authority -> authority.arn())
        .toList();
  }

  private void addCertificates(int more) {
    grounds
        .ground()
        .store()
        .write(tx -> {
          tx.update(
              "INSERT INTO certificates (authority, serial, der, issued_under, template, requester,"
                  + " not_after, issued_at)"
                  + " WITH RECURSIVE n (i) AS"
                  + " (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
                  + " SELECT a.id, 'serial ' || n.i, x'00', a.installed, '', '', 0, 0"
                  + " FROM authorities a, n",
              more);
          tx.unrecorded(Unrecorded.HOUSEKEEPING);
          return true;
        });
  }

  private List<String> keys() {
    return grounds
        .ground()
        .store()
        .read(tx -> tx.list("SELECT id FROM keys", row -> row.getString(1)));
  }

  private List<String> changes(String kind) {
    return grounds.ground().ledger().after(grounds.ground().store(), 0, 1000).stream()
        .map(entry -> entry.change())
        .filter(change -> change.kind().equals(kind))
        .map(change -> change.subject())
        .toList();
  }
}
