// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import dev.signet.certificate.Expiry;
import dev.signet.certificate.Imports;
import dev.signet.certificate.ManagedCertificates;
import dev.signet.certificate.Renewals;
import dev.signet.ground.Ground;
import dev.signet.kernel.Home;
import dev.signet.ledger.Change;
import dev.signet.ledger.LastingFollower;
import dev.signet.ledger.Ledger;
import dev.signet.ledger.Timers;
import dev.signet.secret.bundle.Bundle;
import dev.signet.secret.bundle.Bundles;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Follows the log for what makes bundles out of date, and sets their timers. */
final class BundleFollower implements AutoCloseable {
  private static final Set<String> OF_CERTIFICATES =
      Set.of(ManagedCertificates.ISSUED, Renewals.RENEWED, Imports.REIMPORTED, Expiry.EXPIRING);
  private static final Set<String> OF_SECRETS =
      Set.of("secret.created", "secret.tagged", "secret.restored");

  private final Ground ground;
  private final Timers timers;
  private final LastingFollower follower;

  BundleFollower(Ground ground, Timers timers) {
    this.ground = ground;
    this.timers = timers;
    this.follower =
        new LastingFollower("secret.bundles", ground.store(), ground.ledger(), this::read);
  }

  private void read(List<Ledger.Entry> entries) {
    List<Change> changes =
        entries.stream()
            .map(Ledger.Entry::change)
            .filter(change ->
                OF_CERTIFICATES.contains(change.kind()) || OF_SECRETS.contains(change.kind()))
            .toList();
    changes.stream()
        .collect(
            Collectors.groupingBy(
                Change::home, Collectors.mapping(Change::subject, Collectors.toSet())))
        .forEach(this::expect);
  }

  /** One look at the secrets with bundles, whatever changed. */
  private void expect(Home home, Set<String> subjects) {
    List<Secret> outOfDate =
        ground
            .store()
            .read(tx ->
                SecretTables.tagged(tx, home, Bundle.CERTIFICATE).stream()
                    .filter(secret -> isMeant(secret, subjects))
                    .toList());
    if (!outOfDate.isEmpty()) {
      ground.store().write(tx -> set(tx, outOfDate));
    }
  }

  private static boolean isMeant(Secret secret, Set<String> subjects) {
    return subjects.contains(secret.arn().toString())
        || subjects.contains(secret.tags().values().getOrDefault(Bundle.CERTIFICATE, ""));
  }

  /** Later than now, so that a turn that has begun does not take the timer away with its own. */
  private boolean set(Tx tx, List<Secret> secrets) {
    Instant due = ground.now().plusMillis(1);
    secrets.forEach(secret -> timers.set(tx, Bundles.TIMER, secret.arn().toString(), due));
    tx.unrecorded(Unrecorded.HOUSEKEEPING);
    return true;
  }

  @Override
  public void close() {
    follower.close();
  }
}
