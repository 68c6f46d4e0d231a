// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import dev.signet.authority.PrivateCa;
import dev.signet.certificate.CertificateManager;
import dev.signet.ground.Api;
import dev.signet.ground.EventSource;
import dev.signet.ground.Ground;
import dev.signet.key.SealedRows;
import dev.signet.key.Secrets;
import dev.signet.ledger.Timers;
import dev.signet.secret.api.SecretsApi;
import dev.signet.secret.bundle.Bundles;
import dev.signet.secret.certificate.CertificateRotation;
import dev.signet.secret.handler.RotationHandler;
import java.util.Optional;
import java.util.function.Function;

/** Secrets and their rotation: the door of this room. */
public final class SecretManager implements AutoCloseable {
  /** So that handlers that take their time do not hold all other rotations up. */
  private static final int TOGETHER = 8;

  private final SecretListings listings;
  private final RotationHandlers handlers;
  private final Timers rotating;
  private final BundleFollower bundles;
  private final Api api;

  private SecretManager(
      Ground ground,
      Secrets seal,
      RotationTargets targets,
      Function<CertificateRotation.Services, RotationHandler> builtIn,
      Optional<CertificateManager> manager) {
    this.rotating = ground.timers().apart(TOGETHER);
    this.listings = new SecretListings(ground);
    SecretChanges changes = new SecretChanges(ground);
    SecretValues values = new SecretValues(seal);
    RotationTimes times = new RotationTimes(ground, rotating);
    SecretKeeper keeper = new SecretKeeper(ground, changes, values, times);
    SecretReader reader = new SecretReader(ground, values);
    SecretSettings settings = new SecretSettings(ground, changes, times);
    this.handlers =
        new RotationHandlers(
            targets, builtIn.apply(new CertificateRotation.Services(reader, keeper, settings)));
    manager.ifPresent(certificates ->
        new Bundles(
            ground, rotating, new Bundles.Services(reader, keeper, settings), certificates));
    this.bundles = new BundleFollower(ground, rotating);
    RotationRuns runs = new RotationRuns(ground, rotating, values, handlers);
    this.api =
        SecretsApi.of(
            ground,
            new SecretsApi.Services(
                keeper,
                reader,
                settings,
                new SecretEnds(ground, changes, times),
                listings,
                new SecretRotations(changes, times, runs, handlers)));
  }

  /**
   * Opens the room over those who issue for secrets that hold certificates.
   *
   * @param seal seals values
   * @param targets who else rotates
   */
  public static SecretManager open(
      Ground ground,
      Secrets seal,
      RotationTargets targets,
      CertificateManager manager,
      PrivateCa ca) {
    return new SecretManager(
        ground,
        seal,
        targets,
        services -> new CertificateRotation(ground, services, manager, ca),
        Optional.of(manager));
  }

  /** The same with another rotation of its own, and without certificates. */
  static SecretManager open(
      Ground ground, Secrets seal, RotationTargets targets, RotationHandler builtIn) {
    return new SecretManager(ground, seal, targets, _ -> builtIn, Optional.empty());
  }

  /** Lists them for people. */
  public SecretListings listings() {
    return listings;
  }

  /** What it answers of secretsmanager. */
  public Api api() {
    return api;
  }

  /** What it tells of its changes. */
  public static EventSource events() {
    return new SecretEvents();
  }

  /** What rotates secrets, for a loop of its own: handlers take their time. */
  public Timers rotating() {
    return rotating;
  }

  /** The sealed values of this room. */
  public static SealedRows sealedRows() {
    return SecretValues.sealedRows();
  }

  @Override
  public void close() {
    bundles.close();
    handlers.close();
  }
}
