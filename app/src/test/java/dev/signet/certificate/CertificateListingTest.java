// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.certificate.CertificateLifecycle.Status;
import dev.signet.certificate.CertificatePurposes.Purpose;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Page;
import dev.signet.kernel.Region;
import dev.signet.kernel.Tags;
import dev.signet.pki.cert.KeyUsage;
import dev.signet.pki.key.KeySpec;
import dev.signet.store.Store;
import dev.signet.store.Unrecorded;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.OlderFolder;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listings: which certificates, in which order, read from what. */
@SuppressWarnings("NullAway.Init")
final class CertificateListingTest {
  private static final Caller CALLER =
      new Caller(AccountId.DEFAULT, Region.DEFAULT, "arn:aws:iam::000000000000:user/admin");
  private static final String CA =
      "arn:aws:acm-pca:us-east-1:000000000000:certificate-authority/"
          + "11111111-2222-3333-4444-555555555555";
  private static final CertificateFilter ALL = CertificateFilter.ALL;

  @TempDir Path folder;
  private final SeededEntropy entropy = new SeededEntropy(1);
  private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
  private final FakeIssuer issuer = new FakeIssuer(clock, entropy);
  private Grounds grounds;
  private CertificateManager manager;

  @BeforeEach
  void open() {
    grounds = Grounds.open(folder, clock, entropy);
    manager =
        CertificateManager.open(
            grounds.ground(), issuer, PublicProfile.USUAL, new Lookups(Runnable::run));
  }

  @AfterEach
  void close() {
    manager.close();
    grounds.close();
  }

  @Test
  void aPageIsFullHoweverManyAreNotWantedBetween() {
    List<CertificateArn> wanted = new ArrayList<>();
    for (int i = 0; i < 120; i++) { // none is issued: no key has to be made
      boolean isWanted = i % 40 == 0;
      CertificateArn arn = failed("w" + i, isWanted ? KeySpec.EC_P384 : KeySpec.EC_P256);
      clock.advance(Duration.ofMillis(i % 3)); // some are made in one millisecond
      if (isWanted) {
        wanted.add(arn);
      }
    }
    CertificateFilter filter = keys(Set.of(KeySpec.EC_P384));
    assertThat(pages(true, filter, 2).reversed()).isEqualTo(wanted);
    assertThat(pages(false, filter, 2)).isEqualTo(wanted);
    assertThat(pages(true, ALL, 7)).hasSize(120).doesNotHaveDuplicates();
    assertThat(pages(false, ALL, 7)).hasSize(120).doesNotHaveDuplicates();
    assertThat(pages(true, keys(Set.of()), 7)).isEmpty();
  }

  @Test
  void aListingTellsWhatTheCertificateSays() {
    CertificateArn arn = issued("www");
    ManagedCertificate whole = manager.certificates().find(CALLER, arn);
    ListedCertificate listed = only(ALL);
    var leaf = whole.current().orElseThrow().leaf();
    assertThat(listed.names()).isEqualTo(whole.names());
    assertThat(listed.keySpec()).isEqualTo(whole.keySpec());
    assertThat(listed.createdAt()).isEqualTo(whole.createdAt());
    assertThat(listed.issue())
        .contains(
            new ListedCertificate.Issue(
                whole.current().orElseThrow().issuedAt(),
                leaf.period().notBefore(),
                leaf.period().notAfter(),
                CertificatePurposes.of(leaf)));
  }

  @Test
  void aRenewalIsWhatTheListingTellsFromThenOn() {
    CertificateArn arn = issued("www");
    store()
        .write(tx -> {
          manager.uses().replace(tx, "arn:aws:appmesh:::mesh/m", Set.of(arn.toString()));
          tx.unrecorded(Unrecorded.HOUSEKEEPING); // the mesh records it
          return true;
        });
    clock.advance(Duration.ofDays(9));
    manager.renewals().renew(CALLER, arn);
    ListedCertificate listed = only(ALL);
    assertThat(listed.issue().orElseThrow().issuedAt()).isEqualTo(clock.instant());
    assertThat(listed.users()).containsExactly("arn:aws:appmesh:::mesh/m");
    assertThat(listed.isEligible(clock.instant())).isTrue();
  }

  @Test
  void statusesAreThoseOfTheMoment() {
    CertificateArn issued = issued("www");
    CertificateArn failed = failed("other", KeySpec.EC_P256);
    assertThat(pages(true, statuses(Status.ISSUED), 9)).containsExactly(issued);
    assertThat(pages(true, statuses(Status.FAILED), 9)).containsExactly(failed);
    assertThat(pages(true, statuses(Status.EXPIRED), 9)).isEmpty();
    assertThat(pages(true, statuses(Status.FAILED, Status.ISSUED), 9)).hasSize(2);
    clock.set(only(statuses(Status.ISSUED)).issue().orElseThrow().notAfter());
    assertThat(pages(true, statuses(Status.ISSUED), 9)).containsExactly(issued);
    clock.advance(Duration.ofMillis(1));
    assertThat(pages(true, statuses(Status.EXPIRED), 9)).containsExactly(issued);
    assertThat(pages(true, statuses(Status.ISSUED), 9)).isEmpty();
  }

  @Test
  void usesAndPurposesAreThoseOfTheCertificate() {
    CertificateArn issued = issued("www"); // the issuer of these tests writes neither extension
    failed("other", KeySpec.EC_P256);
    assertThat(pages(true, purposes(Purpose.NONE), 9)).containsExactly(issued);
    assertThat(pages(true, purposes(Purpose.SERVER, Purpose.CLIENT), 9)).isEmpty();
    assertThat(pages(true, usages(true, KeyUsage.CRL_SIGN), 9)).containsExactly(issued);
    assertThat(pages(true, usages(false, KeyUsage.CRL_SIGN), 9)).isEmpty();
    CertificatePurposes all =
        new CertificatePurposes(Set.of(KeyUsage.values()), Set.of(Purpose.values()));
    assertThat(CertificatePurposes.ofBits(all.keyUsageBits(), all.purposeBits())).isEqualTo(all);
  }

  @Test
  @Tag("sqlite") // its fixture is a file of SQLite
  void whatWasIssuedBeforeListingsHadColumnsIsFilledInAtTheStart() {
    issued("www");
    failed("other", KeySpec.EC_P256);
    ListedCertificate before = only(statuses(Status.ISSUED));
    close();
    OlderFolder.make(folder, 10);
    open();
    assertThat(only(statuses(Status.ISSUED))).isEqualTo(before);
    assertThat(pages(true, ALL, 9)).hasSize(2);
  }

  /** The limit of a listing's work: SQLite says so, of the query itself. */
  @Test
  @Tag("sqlite") // others say it in other words
  void aListingLooksAtNoRowThatItDoesNotShow() {
    String search = "SEARCH managed_certificates USING COVERING INDEX managed_certificates_";
    assertThat(plan(""))
        .containsExactly(search + "listing (account=? AND region=? AND created_at<?)");
    assertThat(plan(" AND (key_spec = '')"))
        .containsExactly(
            search + "by_key (account=? AND region=? AND key_spec=? AND created_at<?)");
    assertThat(plan(" AND (key_spec = '' OR key_spec = 'a')"))
        .containsExactly(search + "listing (account=? AND region=? AND created_at<?)");
  }

  private List<String> plan(String keys) {
    String sql =
        "EXPLAIN QUERY PLAN SELECT id FROM managed_certificates WHERE (account = '' AND region = ''"
            + " AND created_at <= 1 AND (created_at < 1 OR arn > '')"
            + keys
            + " AND ((failure IS NULL AND not_after >= 1)) AND (key_usages & 1) <> 0"
            + " AND (purposes & 1) <> 0) ORDER BY created_at DESC, arn LIMIT 1";
    return store().read(tx -> tx.list(sql, row -> row.getString("detail")));
  }

  private CertificateArn issued(String name) {
    return request(name, KeySpec.RSA_2048);
  }

  /** Of another family than the CA's. */
  private CertificateArn failed(String name, KeySpec key) {
    return request(name, key);
  }

  private CertificateArn request(String name, KeySpec key) {
    return manager
        .certificates()
        .request(
            CALLER,
            new CertificateCommand(
                CertificateNames.of(name + ".example.com", List.of()),
                key,
                CA,
                Tags.NONE,
                false,
                Optional.empty()));
  }

  private ListedCertificate only(CertificateFilter filter) {
    List<ListedCertificate> items = page(true, filter, 9, Optional.empty()).items();
    assertThat(items).hasSize(1);
    return items.getFirst();
  }

  private List<CertificateArn> pages(boolean newestFirst, CertificateFilter filter, int size) {
    List<CertificateArn> found = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      Page<ListedCertificate> page = page(newestFirst, filter, size, after);
      page.items().forEach(each -> found.add(each.arn()));
      after = page.next();
    } while (after.isPresent());
    return found;
  }

  private Page<ListedCertificate> page(
      boolean newestFirst, CertificateFilter filter, int size, Optional<String> after) {
    return manager
        .certificates()
        .page(CALLER.home(), new ManagedCertificates.Listing(newestFirst, after, size, filter));
  }

  private static CertificateFilter keys(Set<KeySpec> keys) {
    return new CertificateFilter(
        Optional.of(keys),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static CertificateFilter statuses(Status... statuses) {
    return new CertificateFilter(
        Optional.empty(),
        Optional.of(Set.of(statuses)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static CertificateFilter usages(boolean any, KeyUsage... named) {
    return new CertificateFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new CertificateFilter.Usages(Set.of(named), any)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static CertificateFilter purposes(Purpose... purposes) {
    return new CertificateFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(Set.of(purposes)),
        Optional.empty(),
        Optional.empty());
  }

  private Store store() {
    return grounds.ground().store();
  }
}
