// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import dev.signet.ground.Ground;
import dev.signet.kernel.Refusal;
import dev.signet.ledger.Change;
import dev.signet.ledger.Timers;
import dev.signet.secret.SecretRotation.Run;
import dev.signet.secret.handler.RotationEvent;
import dev.signet.secret.handler.RotationHandler;
import dev.signet.secret.handler.RotationStep;
import dev.signet.secret.schedule.RetryTimes;
import dev.signet.secret.schedule.Window;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rotations between their steps. Each step is one turn of the secret's timer, and the step that
 * comes next stands in a row: so a crash between two of them only delays the next, and one within a
 * step does that step again.
 */
final class RotationRuns {
  private static final Logger log = LoggerFactory.getLogger(RotationRuns.class);

  private final Ground ground;
  private final SecretValues values;
  private final RotationHandlers handlers;

  RotationRuns(Ground ground, Timers timers, SecretValues values, RotationHandlers handlers) {
    this.ground = ground;
    this.values = values;
    this.handlers = handlers;
    timers.onTask(RotationTimes.ROTATION, this::due);
  }

  /**
   * Begins a rotation, or takes up the one that was left behind with its own token; the caller sets
   * the timer.
   *
   * @return the version that it makes
   */
  String begin(
      Tx tx,
      Secret secret,
      SecretRotation rotation,
      String token,
      Optional<Instant> windowEnd,
      Change cause) {
    SecretArn arn = secret.arn();
    StagingLabels labels = secret.labels();
    String version =
        labels
            .version(StagingLabels.PENDING)
            .filter(pending -> !labels.of(pending).contains(StagingLabels.CURRENT))
            .orElse(token);
    if (SecretVersionTables.find(tx, arn, version).isEmpty()) {
      SecretVersionTables.insert(tx, arn, version, cause.at());
    } else if (version.equals(token) && !labels.of(version).contains(StagingLabels.PENDING)) {
      throw Refusal.exists(
          "You can't use ClientRequestToken " + token + " because it is a version of " + arn + ".");
    }
    SecretTables.setLabels(tx, arn, labels.put(version, Set.of(StagingLabels.PENDING)));
    Run run = new Run(version, RotationStep.CREATE_SECRET, false, 0, windowEnd);
    SecretRotationTables.put(tx, arn, rotation.with(Optional.of(run)));
    ground.ledger().append(tx, cause.also("secret.rotation-started", arn.toString()));
    return version;
  }

  /** Has the handler test a version that is there only for that, with the current value. */
  void tryOut(Tx tx, Secret secret, SecretRotation rotation, String token) {
    SecretArn arn = secret.arn();
    if (SecretVersionTables.find(tx, arn, token).isPresent()
        || secret.labels().version(StagingLabels.PENDING).isPresent()) {
      return; // there is no place for it: the rules are kept
    }
    SecretVersionTables.insert(tx, arn, token, ground.now());
    secret
        .labels()
        .version(StagingLabels.CURRENT)
        .flatMap(current -> values.find(tx, arn, current))
        .ifPresent(value -> values.put(tx, arn, token, value));
    SecretTables.setLabels(tx, arn, secret.labels().put(token, Set.of(StagingLabels.PENDING)));
    Run run = new Run(token, RotationStep.TEST_SECRET, true, 0, Optional.empty());
    SecretRotationTables.put(tx, arn, rotation.with(Optional.of(run)));
  }

  private Timers.Handler due(String subject, Instant now) {
    SecretArn arn = SecretArn.parse(subject).orElseThrow();
    Optional<Secret> found =
        ground
            .store()
            .read(tx -> SecretTables.find(tx, arn))
            .filter(secret -> secret.deletionAt().isEmpty());
    Optional<SecretRotation> rotation = found.flatMap(Secret::rotation);
    Optional<Run> run = rotation.flatMap(SecretRotation::run);
    if (run.isEmpty()) {
      return (tx, _, at) -> beginInTime(tx, arn, at);
    }
    Optional<String> failure = perform(arn, rotation.orElseThrow().handler(), run.get());
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("the server ends amid a step of a rotation");
    }
    return (tx, _, _) -> ended(tx, arn, run.get(), failure);
  }

  private Optional<String> perform(SecretArn arn, String handler, Run run) {
    RotationEvent event =
        new RotationEvent(run.step(), arn.toString(), run.token(), run.failures() + 1);
    Optional<RotationHandler> found = handlers.find(handler);
    return found.isPresent()
        ? found.get().perform(event)
        : Optional.of(handler + " means nobody any more");
  }

  /** The window of the rules has opened. */
  private Optional<Instant> beginInTime(Tx tx, SecretArn arn, Instant now) {
    Optional<Secret> secret =
        SecretTables.find(tx, arn).filter(found -> found.deletionAt().isEmpty());
    Optional<SecretRotation> rotation = secret.flatMap(Secret::rotation);
    if (rotation.filter(SecretRotation::enabled).isEmpty()) {
      tx.unrecorded(Unrecorded.HOUSEKEEPING);
      return Optional.empty();
    }
    Optional<Instant> end = rotation.get().nextAt();
    if (rotation.get().run().isPresent() || end.isEmpty()) {
      tx.unrecorded(Unrecorded.HOUSEKEEPING); // somebody else began, or took the rules away
      return RotationTimes.due(rotation.get(), now);
    }
    begin(
        tx,
        secret.orElseThrow(),
        rotation.get(),
        ground.entropy().uuid().toString(),
        end,
        Change.byServer(arn.home(), now, "", arn.toString()));
    return Optional.of(now);
  }

  /** A step has come to its end: the next one, success, or another try. */
  private Optional<Instant> ended(Tx tx, SecretArn arn, Run run, Optional<String> failure) {
    Instant now = ground.now();
    Optional<Secret> secret =
        SecretTables.find(tx, arn).filter(found -> found.deletionAt().isEmpty());
    Optional<SecretRotation> rotation = secret.flatMap(Secret::rotation);
    if (!rotation.flatMap(SecretRotation::run).equals(Optional.of(run))) {
      tx.unrecorded(Unrecorded.HOUSEKEEPING); // cancelled, or begun anew
      return rotation.flatMap(present -> RotationTimes.due(present, now));
    }
    if (run.onlyTest()) {
      return tested(tx, secret.orElseThrow(), run, failure, now);
    }
    Optional<String> wrong = failure.or(() -> missed(secret.orElseThrow(), run));
    return wrong.isPresent()
        ? failed(tx, secret.orElseThrow(), run, wrong.get(), now)
        : done(tx, secret.orElseThrow(), run, now);
  }

  /** What the last step has to have done. */
  private static Optional<String> missed(Secret secret, Run run) {
    boolean current =
        secret.labels().version(StagingLabels.CURRENT).filter(run.token()::equals).isPresent();
    return run.step() == RotationStep.FINISH_SECRET && !current
        ? Optional.of("the new version is not the current one")
        : Optional.empty();
  }

  private Optional<Instant> done(Tx tx, Secret secret, Run run, Instant now) {
    SecretArn arn = secret.arn();
    SecretRotation rotation = secret.rotation().orElseThrow();
    Optional<RotationStep> next = run.step().next();
    if (next.isPresent()) {
      SecretRotationTables.put(tx, arn, rotation.with(Optional.of(run.at(next.get()))));
      tx.unrecorded(Unrecorded.HOUSEKEEPING); // seen by nobody until it ends
      return Optional.of(now);
    }
    SecretTables.setLabels(tx, arn, secret.labels().without(StagingLabels.PENDING));
    SecretTables.setChangedAt(tx, arn, now);
    SecretRotation rotated = rotation.succeeded(now).expecting(now);
    SecretRotationTables.put(tx, arn, rotated);
    append(tx, arn, now, "secret.rotated");
    return rotated.next(now).map(Window::start);
  }

  private Optional<Instant> failed(Tx tx, Secret secret, Run run, String why, Instant now) {
    SecretArn arn = secret.arn();
    SecretRotation rotation = secret.rotation().orElseThrow();
    log.warn("the rotation of {} failed in its step {}: {}", arn, run.step().word(), why);
    Optional<Window> next = rotation.next(now);
    Instant again = RetryTimes.next(run.failures() + 1, now, run.windowEnd(), next);
    boolean inNext = next.map(Window::start).filter(again::equals).isPresent();
    Run failed = run.failed(inNext ? next.map(Window::end) : run.windowEnd());
    SecretRotationTables.put(tx, arn, rotation.with(Optional.of(failed)));
    append(tx, arn, now, "secret.rotation-failed");
    return Optional.of(again);
  }

  /** The version that was there for the test goes. */
  private Optional<Instant> tested(
      Tx tx, Secret secret, Run run, Optional<String> failure, Instant now) {
    SecretArn arn = secret.arn();
    failure.ifPresent(why -> log.warn("the test of the rotation of {} failed: {}", arn, why));
    StagingLabels labels = secret.labels();
    for (String label : labels.of(run.token())) {
      labels = labels.without(label);
    }
    SecretTables.setLabels(tx, arn, labels);
    SecretVersionTables.delete(tx, arn, run.token());
    SecretRotation rotation = secret.rotation().orElseThrow().with(Optional.empty());
    SecretRotationTables.put(tx, arn, rotation);
    append(tx, arn, now, failure.isPresent() ? "secret.rotation-failed" : "secret.rotation-tested");
    return rotation.next(now).map(Window::start);
  }

  private void append(Tx tx, SecretArn arn, Instant now, String kind) {
    ground.ledger().append(tx, Change.byServer(arn.home(), now, kind, arn.toString()));
  }
}
