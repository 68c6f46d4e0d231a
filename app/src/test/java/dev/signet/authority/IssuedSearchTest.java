// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.kernel.Home;
import dev.signet.kernel.Page;
import dev.signet.kernel.Region;
import dev.signet.pki.cert.CertificateWords;
import dev.signet.pki.name.AttributeType;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.store.Unrecorded;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import dev.signet.testkit.calls.PrivateCaCalls.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was issued is found however much was issued since, each page in bounded work. */
@SuppressWarnings("NullAway.Init")
final class IssuedSearchTest {
  private static final int MOST = 100;

  @TempDir Path folder;
  private Grounds grounds;
  private CaScene scene;
  private String root;

  @BeforeEach
  void open() {
    SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
    grounds = Grounds.open(folder, clock, new SeededEntropy(3));
    scene = CaScene.over(grounds.ground());
    root = scene.activeRoot(30);
  }

  @AfterEach
  void close() {
    grounds.close();
  }

  private void issue(String commonName) {
    String csr = Requests.csr(DistinguishedName.of(AttributeType.COMMON_NAME, commonName));
    scene.pca().issue(root, Kind.P256, csr, "EndEntityCertificate/V1", 10);
  }

  /** Rows that repeat the newest certificate under serials of their own. */
  private void repeat(int times) {
    grounds
        .ground()
        .store()
        .write(tx -> {
          tx.unrecorded(Unrecorded.HOUSEKEEPING); // rows of a test
          return tx.update(
              "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
                  + " INSERT INTO certificates (authority, serial, der, issued_under, template,"
                  + " requester, not_after, issued_at) SELECT authority, serial || '-' || i, der,"
                  + " issued_under, template, requester, not_after, issued_at FROM certificates, n"
                  + " WHERE id = (SELECT MAX(id) FROM certificates)",
              times);
        });
  }

  private Page<IssuedOverview> search(Home home, String name, Optional<String> before) {
    return scene
        .ca()
        .overviews()
        .search(
            home,
            before.map(Long::parseLong).orElse(Long.MAX_VALUE),
            each -> CertificateWords.label(each.certificate()).equals(name),
            MOST);
  }

  private List<List<IssuedOverview>> pages(Home home, String name) {
    List<List<IssuedOverview>> pages = new ArrayList<>();
    Optional<String> before = Optional.empty();
    do {
      Page<IssuedOverview> page = search(home, name, before);
      pages.add(page.items());
      before = page.next();
    } while (before.isPresent());
    return pages;
  }

  @Test
  void theOldestIsFoundByGoingOn() {
    issue("old.example");
    issue("other.example");
    repeat(AuthorityOverviews.LOOKED_AT + 5000);
    List<List<IssuedOverview>> pages = pages(CaScene.CALLER.home(), "old.example");
    assertThat(pages).hasSize(2);
    assertThat(pages.get(0)).as("a page looks at so many and no more").isEmpty();
    assertThat(pages.get(1)).hasSize(1);
  }

  @Test
  void aPageThatIsFullLosesNothing() {
    issue("same.example");
    repeat(1234);
    List<List<IssuedOverview>> pages = pages(CaScene.CALLER.home(), "same.example");
    assertThat(pages).hasSize(13);
    assertThat(pages.getFirst()).hasSize(MOST);
    assertThat(pages.stream().flatMap(List::stream).map(IssuedOverview::place))
        .hasSize(1235)
        .doesNotHaveDuplicates();
  }

  @Test
  void whatOthersIssuedIsNotFound() {
    issue("same.example");
    Home elsewhere = new Home(CaScene.CALLER.home().account(), new Region("eu-west-1"));
    assertThat(pages(elsewhere, "same.example")).containsExactly(List.of());
    assertThat(pages(CaScene.CALLER.home(), "same.example").getFirst()).hasSize(1);
  }

  @Test
  void besideOthersCertificatesAreCountedSoFarAndAloneToTheEnd() {
    issue("same.example");
    repeat(2000);
    AuthorityOverview shown = scene.ca().overviews().all(CaScene.CALLER.home()).getFirst();
    assertThat(shown.counts().issued()).isEqualTo(AuthorityOverview.COUNTED + 1);
    assertThat(scene.ca().overviews().details(shown).orElseThrow().exact().issued())
        .as("with its own")
        .isEqualTo(2002);
  }
}
