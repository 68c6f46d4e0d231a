// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.ground.Ground;
import dev.signet.meter.Meters;
import dev.signet.store.Unrecorded;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.OlderFolder;
import dev.signet.testkit.PrometheusText;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured of authorities in whatever state their rows are. */
@SuppressWarnings("NullAway.Init")
final class AuthorityFiguresTest {
  private static final String NOT_AFTER = "signet_ca_certificate_not_after_timestamp_seconds";

  @TempDir Path folder;
  private Grounds grounds;
  private CaScene scene;

  @BeforeEach
  void open() {
    grounds = Grounds.open(folder, SettableClock.at("2026-03-01T12:00:00Z"), new SeededEntropy(1));
    scene = CaScene.over(grounds.ground());
  }

  @AfterEach
  void close() {
    grounds.close();
  }

  private PrometheusText told() {
    return PrometheusText.parse(new Meters(List.of(scene.ca().figures())).text());
  }

  private static String of(String authority) {
    return NOT_AFTER + "{authority=\"" + authority + "\"}";
  }

  @Test
  void authoritiesThatHaveACertificateAndAreNotDeletedTellItsEnd() {
    double end = (double) Instant.parse("2026-03-31T12:00:00Z").getEpochSecond();
    String waiting = scene.root();
    String active = scene.activeRoot(30);
    String disabled = scene.activeRoot(30);
    scene.disable(disabled);
    String deleted = scene.activeRoot(30);
    scene.disable(deleted);
    scene.delete(deleted);
    PrometheusText told = told();
    assertThat(told.value(of(active))).isEqualTo(end);
    assertThat(told.value(of(disabled))).isEqualTo(end);
    assertThat(told.value(of(waiting))).isZero();
    assertThat(told.value(of(deleted))).isZero();
  }

  @Test
  @Tag("sqlite") // its fixture is a file of SQLite
  void endsOfCertificatesFromBeforeTheUpgradeAreToldToo() {
    String root = scene.activeRoot(30);
    double end = told().value(of(root));
    grounds.close();
    OlderFolder.make(folder, 16);
    open();
    assertThat(told().value(of(root))).isEqualTo(end).isPositive();
  }

  @Test
  void tenThousandAuthoritiesAreTold() {
    String root = scene.activeRoot(30);
    Ground ground = grounds.ground();
    ground
        .store()
        .write(tx -> {
          tx.unrecorded(Unrecorded.HOUSEKEEPING); // rows of a test
          return tx.update(
              "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)"
                  + " INSERT INTO authorities (arn, account, region, type, status, configuration,"
                  + " key_id, key_spec, signature_scheme, short_lived, key_storage, csr, installed,"
                  + " created_at, changed_at, tags) SELECT arn || i, account, region, type, status,"
                  + " configuration, key_id, key_spec, signature_scheme, short_lived, key_storage,"
                  + " csr, installed, created_at, changed_at, tags FROM authorities, n");
        });
    assertThat(told().since(PrometheusText.parse("# HELP a A\n# TYPE a gauge\n"), NOT_AFTER))
        .hasSize(10_000)
        .containsKeys(of(root), of(root + "9999"));
  }
}
