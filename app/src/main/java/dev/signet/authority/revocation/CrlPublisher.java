// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.revocation;

import dev.signet.authority.PublishedCrl;
import dev.signet.authority.lifecycle.Authority;
import dev.signet.authority.lifecycle.CrlPlace;
import dev.signet.authority.lifecycle.CrlPlace.Partition;
import dev.signet.ground.Ground;
import dev.signet.kernel.Sha256;
import dev.signet.ledger.Change;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.status.CrlFrame;
import dev.signet.pki.status.CrlHead;
import dev.signet.pki.status.UnsignedCrl;
import dev.signet.store.Tx;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/** Makes one CRL: signed, verified, recorded, then seen. */
final class CrlPublisher {
  /** Clocks of clients that are behind take a CRL that was just made. */
  private static final Duration LEAD = Duration.ofHours(1);

  /** From so many new revocations on no block is looked for that none of them is in. */
  private static final int MOST_CHANGED = 10_000;

  private final Ground ground;

  CrlPublisher(Ground ground) {
    this.ground = ground;
  }

  /** Makes the list at a place anew. */
  void publish(PresentCrls present, CrlPlace place, long number, Instant now) {
    Authority authority = present.authority();
    CrlHead head = head(authority, place, number, now, present.end(now));
    CrlEdition edition = gathered(present, place);
    CrlFrame frame = sign(authority, head, edition);
    var crl =
        new PublishedCrl(
            place.path(),
            edition.name(),
            number,
            head.thisUpdate(),
            head.nextUpdate(),
            now,
            edition.octets(frame),
            digest(frame));
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

  private CrlEdition gathered(PresentCrls present, CrlPlace place) {
    var scope =
        new RevokedTables.Scope(
            present.authority().id(),
            place.partition().map(p -> OptionalInt.of(p.shard())).orElse(OptionalInt.empty()),
            present.newest(),
            present.expiredBefore(place));
    CrlEdition edition = new CrlEdition(ground, place.path(), scope);
    edition.gather(
        Optional.ofNullable(present.made().get(place.path()))
            .map(before -> ground.store().read(tx -> plan(tx, before, scope)))
            .orElse(CrlPlan.of(List.of(), new TreeSet<>(), 0)));
    return edition;
  }

  private static List<CrlPlan.Step> plan(Tx tx, CrlTables.Made before, RevokedTables.Scope scope) {
    List<String> revoked = RevokedTables.since(tx, scope, before.covers(), MOST_CHANGED);
    List<CrlBlock> blocks =
        revoked.size() == MOST_CHANGED ? List.of() : BlockTables.of(tx, before.crl().edition());
    return CrlPlan.of(blocks, new TreeSet<>(revoked), scope.expiredBefore());
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

  private CrlFrame sign(Authority authority, CrlHead head, CrlEdition edition) {
    return ground
        .vault()
        .sign(
            authority.signing().key(),
            new UnsignedCrl(
                head, edition.entries(), certificate(authority).publicKey(), ground.verifier()));
  }

  /** The signature is in it, which tells all of a list from every other. */
  private static String digest(CrlFrame frame) {
    MessageDigest digest = Sha256.begin();
    digest.update(frame.before().bytes());
    digest.update(frame.after().bytes());
    return HexFormat.of().formatHex(digest.digest());
  }
}
