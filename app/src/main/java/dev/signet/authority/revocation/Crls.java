// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.revocation;

import dev.signet.authority.AuthorityArn;
import dev.signet.authority.PublishedCrl;
import dev.signet.authority.lifecycle.Authority;
import dev.signet.authority.lifecycle.AuthorityTables;
import dev.signet.authority.lifecycle.RevocationSettings.Crl;
import dev.signet.ground.Ground;
import dev.signet.ledger.Change;
import dev.signet.ledger.Timers;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.status.CrlFrame;
import dev.signet.pki.status.CrlHead;
import dev.signet.pki.status.UnsignedCrl;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Makes the CRLs of an authority: after a revocation, and before one gets old. It does so also
 * while the authority is disabled, has expired, or can still be restored.
 */
public final class Crls implements Timers.Task {
  /** The change; its subject is the authority's ARN and the path. */
  public static final String PUBLISHED = "crl.published";

  /** Clocks of clients that are behind take a CRL that was just made. */
  private static final Duration LEAD = Duration.ofHours(1);

  /** How long revocations are gathered for one CRL. */
  static final Duration GATHERING = Duration.ofMillis(250);

  /** Entries that are read at once. */
  private static final int PAGE = 5_000;

  private final Ground ground;

  /** Before it, what an earlier process left unfinished is removed. */
  public Crls(Ground ground) {
    this.ground = ground;
    if (ground.store().read(CrlTables::hasUnfinished)) {
      ground
          .store()
          .write(tx -> {
            tx.unrecorded(Unrecorded.HOUSEKEEPING); // nobody ever saw them
            CrlTables.deleteUnfinished(tx);
            return true;
          });
    }
  }

  /** What stood before a round of work. */
  private record Present(
      Authority authority, Crl settings, long newest, List<CrlTables.Made> made) {
    Optional<CrlTables.Made> of(String path) {
      return made.stream().filter(each -> each.crl().path().equals(path)).findFirst();
    }

    /** Where certificates of this authority say its CRLs are. */
    Set<String> paths() {
      Set<String> paths = new TreeSet<>(Set.of(settings.pathOf(authority.arn().id())));
      made.forEach(each -> paths.add(each.crl().path()));
      return paths;
    }

    long number(Instant now) {
      long last = made.stream().mapToLong(each -> each.crl().number()).max().orElse(0);
      return Math.max(last + 1, now.toEpochMilli());
    }
  }

  @Override
  public Timers.Handler prepare(String subject, Instant now) {
    Optional<Present> present = ground.store().read(tx -> present(tx, subject, now));
    present.ifPresent(before -> publishDue(before, now));
    return (tx, arn, _) -> {
      tx.unrecorded(Unrecorded.HOUSEKEEPING); // each publication is a change of its own
      return present(tx, arn, now).flatMap(after -> next(after, now)); // it may have changed since
    };
  }

  private void publishDue(Present present, Instant now) {
    for (String path : present.paths()) {
      if (isDue(present, path, now)) {
        publish(present, path, now);
      }
    }
  }

  /** Of an authority that publishes CRLs. */
  private static Optional<Present> present(Tx tx, String arn, Instant now) {
    return AuthorityTables.find(tx, AuthorityArn.of(arn))
        .filter(found -> !found.isGone(now) && found.installed().isPresent())
        .flatMap(found ->
            found
                .revocation()
                .crl()
                .map(settings ->
                    new Present(
                        found,
                        settings,
                        RevokedTables.newest(tx, found.id()),
                        CrlTables.of(tx, found))));
  }

  private static boolean isDue(Present present, String path, Instant now) {
    return present
        .of(path)
        .map(made ->
            present.newest() > made.covers()
                || !now.isBefore(refresh(made, present.settings()))
                || !made.crl().nextUpdate().equals(end(made.madeAt(), present.settings())))
        .orElse(true);
  }

  private static Instant end(Instant madeAt, Crl settings) {
    return madeAt.plus(Duration.ofDays(settings.days())).truncatedTo(ChronoUnit.SECONDS);
  }

  /** Half of its life, so that there is time to mend what keeps the next from being made. */
  private static Instant refresh(CrlTables.Made made, Crl settings) {
    return made.madeAt().plus(Duration.ofDays(settings.days()).dividedBy(2));
  }

  /** When there is something to do again: in a moment if something changed meanwhile. */
  private static Optional<Instant> next(Present after, Instant now) {
    boolean behind = after.paths().stream().anyMatch(path -> isDue(after, path, now));
    return behind
        ? Optional.of(now.plus(GATHERING))
        : after.made().stream()
            .map(made -> refresh(made, after.settings()))
            .min(Instant::compareTo);
  }

  private void publish(Present present, String path, Instant now) {
    Authority authority = present.authority();
    CrlHead head = head(authority, present.number(now), now, end(now, present.settings()));
    long ended = present.of(path).map(m -> m.crl().thisUpdate().getEpochSecond()).orElse(0L);
    var scope = new RevokedTables.Scope(authority.id(), present.newest(), ended);
    CrlEdition edition = new CrlEdition(ground);
    CrlFrame frame = sign(authority, head, scope, edition);
    var crl =
        new PublishedCrl(
            path,
            edition.name(),
            head.number(),
            head.thisUpdate(),
            head.nextUpdate(),
            edition.octets(frame),
            edition.digest());
    ground
        .store()
        .write(tx -> {
          edition.finish(tx, frame);
          CrlTables.replace(tx, authority, new CrlTables.Made(crl, now, present.newest()));
          ground
              .ledger()
              .append(
                  tx,
                  Change.byServer(
                      authority.arn().home(), now, PUBLISHED, authority.arn() + "/" + path));
          return true;
        });
  }

  private static CrlHead head(Authority authority, long number, Instant now, Instant end) {
    Certificate ca = authority.installed().orElseThrow().chain().first();
    return new CrlHead(
        ca.subject(),
        ca.keyId(),
        authority.signing().scheme(),
        number,
        now.minus(LEAD).truncatedTo(ChronoUnit.SECONDS),
        end,
        Optional.empty());
  }

  private CrlFrame sign(
      Authority authority, CrlHead head, RevokedTables.Scope scope, CrlEdition edition) {
    var entries =
        new UnsignedCrl.Entries(
            ground.store().read(tx -> RevokedTables.octets(tx, scope)),
            each -> entries(scope, each));
    return ground
        .vault()
        .sign(
            authority.signing().key(),
            new UnsignedCrl(
                head,
                entries,
                authority.installed().orElseThrow().chain().first().publicKey(),
                ground.verifier(),
                edition::add));
  }

  private void entries(RevokedTables.Scope scope, Consumer<byte[]> each) {
    String last = "";
    while (true) {
      String after = last;
      List<RevokedTables.Entry> page =
          ground.store().read(tx -> RevokedTables.after(tx, scope, after, PAGE));
      page.forEach(entry -> each.accept(entry.der()));
      if (page.size() < PAGE) {
        return;
      }
      last = page.getLast().serial();
    }
  }
}
