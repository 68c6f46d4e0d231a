// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.authority.AuthorityOverview.Counts;
import dev.signet.authority.issuing.IssuedTables;
import dev.signet.authority.issuing.StoredCertificate;
import dev.signet.authority.lifecycle.Authority;
import dev.signet.authority.lifecycle.AuthorityTables;
import dev.signet.authority.lifecycle.OwnAuthorities;
import dev.signet.authority.view.ViewTables;
import dev.signet.ground.Ground;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Home;
import dev.signet.kernel.Page;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.Serial;
import dev.signet.store.Tx;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Authorities and what they issued, for people to look at; of those that are gone nothing. */
public final class AuthorityOverviews {
  /** So many authorities of a home are shown. */
  private static final int MOST_SHOWN = 1000;

  private static final int MOST_REVOKED = 20;
  private static final int MOST_OF_SERIAL = 20;

  /** So many certificates are looked at by one search. */
  static final int LOOKED_AT = 20_000;

  private static final int LOOKED_AT_ONCE = 1000;

  private final Ground ground;
  private final OwnAuthorities authorities;

  AuthorityOverviews(Ground ground, OwnAuthorities authorities) {
    this.ground = ground;
    this.authorities = authorities;
  }

  /** The Regions in which an account has authorities. */
  public List<String> regions(AccountId account) {
    return ground.store().read(tx -> AuthorityTables.regions(tx, account));
  }

  /** The authorities of a home, newest first, the first thousand. */
  public List<AuthorityOverview> all(Home home) {
    Instant now = ground.now();
    Map<String, Counts> counts =
        ground
            .store()
            .read(
                tx -> ViewTables.counts(tx, home, now, MOST_SHOWN, AuthorityOverview.COUNTED + 1));
    return authorities.page(home, Optional.empty(), MOST_SHOWN).items().stream()
        .map(each ->
            AuthorityOverview.of(
                each, counts.getOrDefault(each.arn().toString(), Counts.NONE), now))
        .toList();
  }

  /** How an authority tells what it revoked, and what that was. */
  public Optional<AuthorityOverview.Details> details(AuthorityOverview authority) {
    return ground
        .store()
        .read(tx ->
            find(tx, authority.arn())
                .map(found ->
                    new AuthorityOverview.Details(
                        authority,
                        found.createdAt(),
                        ViewTables.counts(tx, found, AuthorityOverview.COUNTED_ALONE + 1),
                        found.revocation().crl().isPresent(),
                        found.revocation().ocsp().isPresent(),
                        ViewTables.crls(tx, found),
                        ViewTables.revoked(tx, found, MOST_REVOKED))));
  }

  /**
   * What an authority issued, newest first.
   *
   * @param before the place before which the page begins
   */
  public Page<IssuedOverview> issued(AuthorityArn arn, long before, int limit) {
    List<IssuedOverview> found =
        ground
            .store()
            .read(tx ->
                find(tx, arn)
                    .map(authority -> ViewTables.issued(tx, authority, before, limit + 1))
                    .orElse(List.of()));
    return Page.cut(found, limit, last -> Long.toString(last.place()));
  }

  /** The certificates of a serial that authorities of a home issued. */
  public List<IssuedOverview> ofSerial(Home home, Serial serial) {
    Instant now = ground.now();
    return ground.store().read(tx -> ViewTables.ofSerial(tx, home, serial, now, MOST_OF_SERIAL));
  }

  /**
   * Those that are wanted of what authorities of a home issued, newest first. Some thousands are
   * looked at, of all homes, so that it takes a moment; the next page looks at older ones.
   *
   * @param before the place before which looking begins
   * @param most how many are found on a page
   */
  public Page<IssuedOverview> search(
      Home home, long before, Predicate<IssuedOverview> wanted, int most) {
    Instant now = ground.now();
    List<IssuedOverview> found = new ArrayList<>();
    long place = before;
    for (int looked = 0; looked < LOOKED_AT && found.size() <= most; looked += LOOKED_AT_ONCE) {
      long end = place;
      Optional<Long> start = ground.store().read(tx -> ViewTables.start(tx, end, LOOKED_AT_ONCE));
      if (start.isEmpty()) {
        return Page.cut(found, most, last -> Long.toString(last.place()));
      }
      place = start.get();
      ground.store().read(tx -> ViewTables.between(tx, home, now, start.get(), end)).stream()
          .filter(wanted)
          .forEach(found::add);
    }
    return found.size() > most
        ? Page.cut(found, most, last -> Long.toString(last.place()))
        : new Page<>(found, Optional.of(Long.toString(place)));
  }

  /** A certificate with the chain that was in force when it was issued. */
  public Optional<Chain> chain(AuthorityArn arn, Serial serial) {
    return ground
        .store()
        .read(tx -> find(tx, arn).flatMap(found -> IssuedTables.find(tx, found, serial)))
        .map(AuthorityOverviews::chain);
  }

  private static Chain chain(StoredCertificate stored) {
    return stored
        .issuers()
        .map(pem -> Chain.parse(pem.getBytes(StandardCharsets.US_ASCII)))
        .map(issuers -> issuers.under(stored.certificate()))
        .orElseGet(() -> Chain.of(stored.certificate()));
  }

  private Optional<Authority> find(Tx tx, AuthorityArn arn) {
    return AuthorityTables.find(tx, arn).filter(found -> !found.isGone(ground.now()));
  }
}
