// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.revocation;

import dev.signet.authority.PublishedCrl;
import dev.signet.authority.lifecycle.Authority;
import dev.signet.authority.lifecycle.CrlPlace;
import dev.signet.authority.lifecycle.CrlPlace.Partition;
import dev.signet.ground.Ground;
import dev.signet.ledger.Change;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.status.CrlFrame;
import dev.signet.pki.status.CrlHead;
import dev.signet.pki.status.RevokedEntry;
import dev.signet.pki.status.UnsignedCrl;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Makes one CRL: signed, verified, recorded, then seen. */
final class CrlPublisher {
  /** Clocks of clients that are behind take a CRL that was just made. */
  private static final Duration LEAD = Duration.ofHours(1);

  /** Entries that are read at once. */
  private static final int PAGE = 5_000;

  private final Ground ground;

  CrlPublisher(Ground ground) {
    this.ground = ground;
  }

  /** Makes the list at a place anew. */
  void publish(PresentCrls present, CrlPlace place, long number, Instant now) {
    Authority authority = present.authority();
    CrlHead head = head(authority, place, number, now, present.end(now));
    var scope =
        new RevokedTables.Scope(
            authority.id(),
            place.partition().map(p -> OptionalInt.of(p.shard())).orElse(OptionalInt.empty()),
            present.newest(),
            present.expiredBefore(place));
    CrlEdition edition = new CrlEdition(ground, place.path());
    CrlFrame frame = sign(authority, head, scope, edition);
    var crl =
        new PublishedCrl(
            place.path(),
            edition.name(),
            number,
            head.thisUpdate(),
            head.nextUpdate(),
            now,
            edition.octets(frame),
            edition.digest());
    var made = new CrlTables.Made(crl, place, present.newest(), present.newest());
    ground
        .store()
        .write(tx -> {
          edition.finish(tx, frame);
          CrlTables.replace(tx, authority, made);
          String subject = authority.arn() + "/" + place.path();
          ground
              .ledger()
              .append(tx, Change.byServer(authority.arn().home(), now, Crls.PUBLISHED, subject));
          return true;
        });
  }

  private static CrlHead head(
      Authority authority, CrlPlace place, long number, Instant now, Instant end) {
    Certificate ca = certificate(authority);
    return new CrlHead(
        ca.subject(),
        ca.keyId(),
        authority.signing().scheme(),
        number,
        now.minus(LEAD).truncatedTo(ChronoUnit.SECONDS),
        end,
        place.partition().map(Partition::uri));
  }

  private static Certificate certificate(Authority authority) {
    return authority.installed().orElseThrow().chain().first();
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
                certificate(authority).publicKey(),
                ground.verifier(),
                edition::add));
  }

  private void entries(RevokedTables.Scope scope, Consumer<byte[]> each) {
    String last = "";
    while (true) {
      String after = last;
      List<byte[]> page = ground.store().read(tx -> RevokedTables.after(tx, scope, after, PAGE));
      page.forEach(each);
      if (page.size() < PAGE) {
        return;
      }
      last = RevokedEntry.serialOf(page.getLast()).hex();
    }
  }
}
