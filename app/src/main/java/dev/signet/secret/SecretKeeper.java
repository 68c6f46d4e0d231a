// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Tags;
import dev.signet.ledger.Change;
import dev.signet.secret.bundle.Bundle;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** Makes secrets and puts values into them (CreateSecret, PutSecretValue, UpdateSecret). */
public final class SecretKeeper {
  private static final int KEPT = 100;
  private static final Duration YOUNG = Duration.ofHours(24);

  private final Ground ground;
  private final SecretChanges changes;
  private final SecretValues values;
  private final RotationTimes times;

  SecretKeeper(Ground ground, SecretChanges changes, SecretValues values, RotationTimes times) {
    this.ground = ground;
    this.changes = changes;
    this.values = values;
    this.times = times;
  }

  /**
   * A secret that shall be made.
   *
   * @param token becomes the id of its first version
   */
  public record Creation(
      NameOfSecret name,
      String token,
      Optional<String> description,
      Optional<String> type,
      Tags tags,
      Optional<SecretValue> value) {}

  /** What shall change of a secret; its value gets the token as the id of its version. */
  public record Update(
      String token,
      Optional<String> description,
      Optional<String> type,
      Optional<SecretValue> value) {}

  /**
   * What was made or put.
   *
   * @param version empty where no value was given
   * @param stages labels of the version
   */
  public record Put(SecretArn arn, Optional<String> version, SortedSet<String> stages) {}

  /** Makes a secret; the same call again is answered the same. */
  public Put create(Caller caller, Creation creation) {
    Bundle.of(creation.tags(), caller.home()); // tags that mean no bundle are refused
    return ground
        .store()
        .write(tx -> {
          Optional<Secret> present = SecretTables.named(tx, caller.home(), creation.name().text());
          if (present.isPresent()) {
            return repeated(tx, present.get(), creation);
          }
          Instant now = ground.now();
          SecretArn arn = SecretArn.in(caller.home(), creation.name(), ground.entropy());
          SecretTables.insert(
              tx,
              new Secret(
                  arn,
                  creation.description(),
                  creation.type(),
                  creation.tags(),
                  Optional.empty(),
                  now,
                  now,
                  Optional.empty(),
                  Optional.empty(),
                  StagingLabels.NONE,
                  Optional.empty()));
          changes.append(tx, Change.by(caller, now, "secret.created", arn.toString()));
          creation
              .value()
              .ifPresent(value -> {
                add(tx, arn, creation.token(), value, now);
                label(tx, arn, StagingLabels.NONE, creation.token(), Set.of(StagingLabels.CURRENT));
              });
          return put(tx, arn, creation.value().map(_ -> creation.token()));
        });
  }

  private Put repeated(Tx tx, Secret present, Creation creation) {
    if (present.deletionAt().isPresent()) {
      throw Refusal.wrongState(
          "You can't create this secret because a secret with this name is already scheduled for"
              + " deletion.");
    }
    boolean same =
        creation
            .value()
            .filter(value -> holds(tx, present.arn(), creation.token(), value))
            .isPresent();
    if (!same) {
      throw Refusal.exists(
          "The operation failed because the secret " + creation.name().text() + " already exists.");
    }
    tx.unrecorded(Unrecorded.HOUSEKEEPING); // nothing is written
    return put(tx, present.arn(), Optional.of(creation.token()));
  }

  private boolean holds(Tx tx, SecretArn arn, String version, SecretValue value) {
    return values.find(tx, arn, version).filter(value::isSame).isPresent();
  }

  /**
   * Puts a value into a new version, or into one that waits for it.
   *
   * @param stages labels that it shall carry; the first version is the current one besides
   */
  public Put put(Caller caller, String id, String token, SecretValue value, Set<String> stages) {
    return ground
        .store()
        .write(tx -> {
          Secret secret = SecretChanges.usable(tx, caller, id);
          SecretArn arn = secret.arn();
          Optional<SecretVersion> present = SecretVersionTables.find(tx, arn, token);
          if (present.flatMap(SecretVersion::form).isPresent()) {
            if (!holds(tx, arn, token, value)) {
              throw taken(token, arn);
            }
            tx.unrecorded(Unrecorded.HOUSEKEEPING); // nothing is written
            return put(tx, arn, Optional.of(token));
          }
          Instant now = ground.now();
          boolean first = SecretVersionTables.all(tx, arn).isEmpty();
          if (present.isPresent()) {
            values.put(tx, arn, token, value);
          } else {
            add(tx, arn, token, value, now);
          }
          StagingLabels before =
              first ? secret.labels().put(token, Set.of(StagingLabels.CURRENT)) : secret.labels();
          label(tx, arn, before, token, stages);
          told(tx, caller, secret, now);
          return put(tx, arn, Optional.of(token));
        });
  }

  /** Changes a secret; a value goes into a new version that is the current one. */
  public Put update(Caller caller, String id, Update update) {
    return ground
        .store()
        .write(tx -> {
          Secret secret = SecretChanges.usable(tx, caller, id);
          SecretArn arn = secret.arn();
          Instant now = ground.now();
          update.description().ifPresent(text -> SecretTables.setDescription(tx, arn, text));
          update.type().ifPresent(text -> SecretTables.setType(tx, arn, text));
          SecretTables.setChangedAt(tx, arn, now);
          changes.append(tx, Change.by(caller, now, "secret.updated", arn.toString()));
          update
              .value()
              .ifPresent(value -> {
                if (SecretVersionTables.find(tx, arn, update.token()).isPresent()) {
                  throw taken(update.token(), arn);
                }
                add(tx, arn, update.token(), value, now);
                label(tx, arn, secret.labels(), update.token(), Set.of(StagingLabels.CURRENT));
                told(tx, caller, secret, now);
              });
          return put(tx, arn, update.value().map(_ -> update.token()));
        });
  }

  private static Refusal taken(String token, SecretArn arn) {
    return Refusal.exists(
        "You can't use ClientRequestToken "
            + token
            + " because that value is already in use for a version of secret "
            + arn
            + ".");
  }

  private void add(Tx tx, SecretArn arn, String version, SecretValue value, Instant now) {
    SecretVersionTables.insert(tx, arn, version, now);
    values.put(tx, arn, version, value);
  }

  private static void label(
      Tx tx, SecretArn arn, StagingLabels before, String version, Set<String> stages) {
    SecretTables.setLabels(tx, arn, before.put(version, stages));
  }

  /** What follows from a new value: the log says it, old versions go, a rotation is put off. */
  private void told(Tx tx, Caller caller, Secret before, Instant now) {
    SecretArn arn = before.arn();
    Change put = Change.by(caller, now, "secret.value-put", arn.toString());
    changes.append(tx, put);
    SecretTables.setChangedAt(tx, arn, now);
    purge(tx, arn, put);
    times.valueChanged(tx, before, now);
  }

  /** Versions without labels, but the newest hundred and those of a day. */
  private void purge(Tx tx, SecretArn arn, Change cause) {
    List<String> old = SecretVersionTables.superfluous(tx, arn, KEPT, cause.at().minus(YOUNG));
    for (String version : old) {
      SecretVersionTables.delete(tx, arn, version);
      changes.append(tx, cause.also("secret.version-removed", arn.toString()));
    }
  }

  private static Put put(Tx tx, SecretArn arn, Optional<String> version) {
    StagingLabels labels = SecretTables.find(tx, arn).orElseThrow().labels();
    return new Put(arn, version, labels.of(version.orElse("")));
  }
}
