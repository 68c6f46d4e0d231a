// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.revocation;

import dev.signet.authority.AuthorityArn;
import dev.signet.authority.lifecycle.CrlPlace;
import dev.signet.authority.lifecycle.OwnAuthorities;
import dev.signet.authority.lifecycle.RevocationAddresses;
import dev.signet.ground.Ground;
import dev.signet.ledger.Change;
import dev.signet.ledger.Timers;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes the CRLs of an authority when its timer falls due: after a revocation, and before one gets
 * old. It does so also while the authority is disabled, has expired, or can still be restored.
 */
public final class Crls implements Timers.Task {
  /** The change; its subject is the authority's ARN and the path. */
  public static final String PUBLISHED = "crl.published";

  /** The change when one could not be made, each time; its subject is the same. */
  public static final String FAILED = "crl.failed";

  /** How long revocations are gathered for one CRL. */
  static final Duration GATHERING = Duration.ofMillis(250);

  private final Ground ground;
  private final RevocationAddresses addresses;
  private final CrlPublisher publisher;

  /** Before it, what an earlier process left is put in order. */
  public Crls(Ground ground, RevocationAddresses addresses) {
    this.ground = ground;
    this.addresses = addresses;
    this.publisher = new CrlPublisher(ground);
    List<String> partitioned = ground.store().read(CrlTables::partitioned);
    if (!partitioned.isEmpty()
        || ground.store().read(tx -> EditionTables.hasOld(tx, ground.now()))) {
      ground.store().write(tx -> tidy(tx, partitioned));
    }
  }

  /** Partitions name the status port, which may be another now. */
  private boolean tidy(Tx tx, List<String> partitioned) {
    tx.unrecorded(Unrecorded.HOUSEKEEPING); // nobody reads what is removed
    EditionTables.deleteOld(tx, ground.now());
    partitioned.forEach(
        arn -> ground.timers().hasten(tx, OwnAuthorities.PUBLICATION, arn, ground.now()));
    return true;
  }

  @Override
  public Timers.Handler prepare(String subject, Instant now) {
    ground
        .store()
        .read(tx -> PresentCrls.of(tx, subject, addresses, now))
        .ifPresent(present -> publishDue(present, now));
    return (tx, arn, _) -> {
      tx.unrecorded(Unrecorded.HOUSEKEEPING); // each publication is a change of its own
      return PresentCrls.of(tx, arn, addresses, now).flatMap(after -> next(after, now));
    };
  }

  private void publishDue(PresentCrls present, Instant now) {
    long number = present.nextNumber(now);
    for (CrlPlace place : present.due(now)) {
      publish(present, place, number++, now);
    }
  }

  /** What fails is told, and tried again by the timer. */
  private void publish(PresentCrls present, CrlPlace place, long number, Instant now) {
    try {
      publisher.publish(present, place, number, now);
    } catch (RuntimeException e) {
      tellFailure(present.authority().arn(), place, now, e);
      throw e;
    }
  }

  private void tellFailure(
      AuthorityArn authority, CrlPlace place, Instant now, RuntimeException failure) {
    String subject = authority + "/" + place.path();
    try {
      ground
          .store()
          .write(tx -> {
            ground.ledger().append(tx, Change.byServer(authority.home(), now, FAILED, subject));
            return true;
          });
    } catch (RuntimeException e) { // nothing can be written, which may be why it failed
      failure.addSuppressed(e);
    }
  }

  /** When there is something to do again: in a moment if something was revoked meanwhile. */
  private static Optional<Instant> next(PresentCrls after, Instant now) {
    if (after.due(now).isEmpty()) {
      return after.nextRefresh();
    }
    return Optional.of(after.lacksAny() ? now : now.plus(GATHERING));
  }
}
