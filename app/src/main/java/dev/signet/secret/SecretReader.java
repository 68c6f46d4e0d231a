// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SortedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands values out (GetSecretValue). */
public final class SecretReader {
  private static final Logger log = LoggerFactory.getLogger(SecretReader.class);

  private final Ground ground;
  private final SecretValues values;

  SecretReader(Ground ground, SecretValues values) {
    this.ground = ground;
    this.values = values;
  }

  /** A value and whose it is. */
  public record Read(
      Secret secret, SecretVersion version, SecretValue value, SortedSet<String> stages) {}

  /**
   * The value of a version, or of the one that carries a label; of the current one where neither is
   * named.
   */
  public Read get(Caller caller, String id, Optional<String> version, Optional<String> stage) {
    Read read = ground.store().read(tx -> read(tx, caller, id, version, stage));
    noteAccess(read);
    return read;
  }

  /** Whether a version has its value. */
  public boolean isThere(Caller caller, String id, String version) {
    return ground
        .store()
        .read(tx -> {
          SecretArn arn = SecretChanges.usable(tx, caller, id).arn();
          return SecretVersionTables.find(tx, arn, version)
              .flatMap(SecretVersion::form)
              .isPresent();
        });
  }

  private Read read(
      Tx tx, Caller caller, String id, Optional<String> version, Optional<String> stage) {
    Secret secret = SecretChanges.usable(tx, caller, id);
    String named = version.orElseGet(() -> labelled(secret, stage));
    SecretVersion found =
        SecretVersionTables.find(tx, secret.arn(), named).orElseThrow(() -> noVersion(named));
    SortedSet<String> stages = secret.labels().of(named);
    if (stage.isPresent() && !stages.contains(stage.get())) {
      throw Refusal.wrongState(
          "You provided a VersionStage that is not associated to the provided VersionId.");
    }
    SecretValue value =
        values
            .find(tx, secret.arn(), named)
            .orElseThrow(() ->
                version.isPresent() && stage.isEmpty()
                    ? noVersion(named)
                    : noLabel(stage.orElse(StagingLabels.CURRENT)));
    return new Read(secret, found, value, stages);
  }

  private static String labelled(Secret secret, Optional<String> stage) {
    String label = stage.orElse(StagingLabels.CURRENT);
    return secret.labels().version(label).orElseThrow(() -> noLabel(label));
  }

  private static Refusal noLabel(String label) {
    return Refusal.notFound(
        "Secrets Manager can't find the specified secret value for staging label: " + label);
  }

  static Refusal noVersion(String version) {
    return Refusal.notFound(
        "Secrets Manager can't find the specified secret value for VersionId: " + version);
  }

  /** Once a day: that it was read is no change, and a reading never fails for it. */
  private void noteAccess(Read read) {
    Instant day = ground.now().truncatedTo(ChronoUnit.DAYS);
    boolean noted =
        read.version().accessedAt().filter(day::equals).isPresent()
            && read.secret().accessedAt().filter(day::equals).isPresent();
    if (noted) {
      return;
    }
    try {
      ground
          .store()
          .write(tx -> {
            SecretTables.setAccessedAt(tx, read.secret().arn(), day);
            SecretVersionTables.setAccessedAt(tx, read.secret().arn(), read.version().id(), day);
            tx.unrecorded(Unrecorded.HOUSEKEEPING);
            return true;
          });
    } catch (Refusal refusal) {
      log.debug("the day of access is noted later: {}", refusal.message());
    }
  }
}
