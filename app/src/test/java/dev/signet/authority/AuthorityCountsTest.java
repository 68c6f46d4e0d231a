// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.authority.AuthorityOverview.Counts;
import dev.signet.store.Unrecorded;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much an authority issued, as people are told, on the database of the tests. */
final class AuthorityCountsTest {
  @TempDir Path folder;
  private Grounds grounds;
  private CaScene scene;

  @BeforeEach
  void open() {
    var clock = SettableClock.at("2026-01-01T00:00:00Z");
    grounds = Grounds.open(folder, clock, new SeededEntropy(7));
    scene =
        new CaScene(
            PrivateCa.open(grounds.ground(), Grounds.noBuckets(), () -> "http://status.test"));
  }

  @AfterEach
  void close() {
    grounds.close();
  }

  private Counts counts() {
    return scene.ca().overviews().all(CaScene.CALLER.home()).getFirst().counts();
  }

  /** Copies of a certificate under other serials. */
  private void issueMany(int count) {
    grounds
        .ground()
        .store()
        .write(tx -> {
          tx.unrecorded(Unrecorded.HOUSEKEEPING);
          return tx.update(
              "INSERT INTO certificates"
                  + " (authority, serial, der, template, requester, not_after, issued_at)"
                  + " WITH RECURSIVE number(n) AS"
                  + " (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?)"
                  + " SELECT k.authority, CAST(n AS TEXT), k.der, k.template, k.requester,"
                  + " k.not_after, k.issued_at FROM number"
                  + " CROSS JOIN (SELECT * FROM certificates LIMIT 1) AS k",
              count);
        });
  }

  @Test
  void aFewAreCounted() {
    String root = scene.activeRoot(300);
    scene.issue(root);
    assertThat(counts()).isEqualTo(new Counts(2, 0)); // its own, too
  }

  @Test
  void nobodyCountsMillions() {
    scene.activeRoot(300);
    issueMany((int) AuthorityOverview.COUNTED_ALONE + 10);
    assertThat(counts()).isEqualTo(new Counts(AuthorityOverview.COUNTED + 1, 0));
    var alone =
        scene
            .ca()
            .overviews()
            .details(scene.ca().overviews().all(CaScene.CALLER.home()).getFirst())
            .orElseThrow();
    assertThat(alone.exact()).isEqualTo(new Counts(AuthorityOverview.COUNTED_ALONE + 1, 0));
  }
}
