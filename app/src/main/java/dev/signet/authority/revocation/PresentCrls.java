// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.revocation;

import dev.signet.authority.AuthorityArn;
import dev.signet.authority.lifecycle.Authority;
import dev.signet.authority.lifecycle.AuthorityTables;
import dev.signet.authority.lifecycle.CrlPlace;
import dev.signet.authority.lifecycle.RevocationAddresses;
import dev.signet.authority.lifecycle.RevocationSettings.Crl;
import dev.signet.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an authority publishes now, and what it should.
 *
 * @param newest revocation of all, which lists that are made now cover
 * @param made the newest CRL of each path
 * @param wanted where there shall be one, by path: where it publishes now, and where it did,
 *     because certificates still say so
 */
record PresentCrls(
    Authority authority,
    Crl settings,
    long newest,
    Map<String, CrlTables.Made> made,
    Collection<CrlPlace> wanted) {

  /** Of an authority that publishes CRLs; also one that can still be restored. */
  static Optional<PresentCrls> of(Tx tx, String arn, RevocationAddresses addresses, Instant now) {
    return AuthorityTables.find(tx, AuthorityArn.of(arn))
        .filter(found -> !found.isGone(now) && found.installed().isPresent())
        .flatMap(found -> found.revocation().crl().map(crl -> of(tx, found, crl, addresses)));
  }

  private static PresentCrls of(
      Tx tx, Authority authority, Crl settings, RevocationAddresses addresses) {
    List<CrlTables.Made> made = CrlTables.of(tx, authority);
    Map<String, CrlPlace> wanted = new LinkedHashMap<>();
    addresses.places(authority, settings).forEach(place -> wanted.put(place.path(), place));
    made.forEach(each -> wanted.putIfAbsent(each.place().path(), each.place()));
    return new PresentCrls(
        authority,
        settings,
        RevokedTables.newest(tx),
        made.stream().collect(Collectors.toMap(each -> each.place().path(), Function.identity())),
        wanted.values());
  }

  /** What has to be made now. */
  List<CrlPlace> due(Instant now) {
    return wanted.stream().filter(place -> isDue(place, now)).toList();
  }

  /** Whether there is no list at all at a place where certificates may look for one. */
  boolean lacksAny() {
    return !wanted.stream().allMatch(place -> made.containsKey(place.path()));
  }

  private boolean isDue(CrlPlace place, Instant now) {
    CrlTables.Made present = made.get(place.path());
    return present == null
        || present.newest() > present.covers()
        || !now.isBefore(refresh(present))
        || !present.crl().nextUpdate().equals(end(present.crl().madeAt()));
  }

  /** Until when a list that is made then is good. */
  Instant end(Instant madeAt) {
    return madeAt.plus(Duration.ofDays(settings.days())).truncatedTo(ChronoUnit.SECONDS);
  }

  /** When the first of them gets old. */
  Optional<Instant> nextRefresh() {
    return made.values().stream().map(this::refresh).min(Instant::compareTo);
  }

  /** Half of its life, so that there is time to mend what keeps the next from being made. */
  private Instant refresh(CrlTables.Made present) {
    return present.crl().madeAt().plus(Duration.ofDays(settings.days()).dividedBy(2));
  }

  /** A number above all before: one counter for all lists of an authority. */
  long nextNumber(Instant now) {
    long last = made.values().stream().mapToLong(each -> each.crl().number()).max().orElse(0);
    return Math.max(last + 1, now.toEpochMilli());
  }

  /** Certificates that ended before are told no more in the list at a place, in seconds. */
  long expiredBefore(CrlPlace place) {
    CrlTables.Made present = made.get(place.path());
    return present == null ? 0 : present.crl().thisUpdate().getEpochSecond();
  }
}
