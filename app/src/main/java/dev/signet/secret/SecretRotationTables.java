// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import dev.signet.kernel.Home;
import dev.signet.secret.handler.RotationStep;
import dev.signet.secret.schedule.RotationRules;
import dev.signet.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of {@code secret_rotations}. */
final class SecretRotationTables {
  private SecretRotationTables() {}

  static Optional<SecretRotation> find(Tx tx, SecretArn arn) {
    return tx.first(
        "SELECT enabled, handler, after_days, expression, duration, anchor, rotated_at, next_at,"
            + " token, step, only_test, failures, window_end FROM secret_rotations"
            + " WHERE secret = ?",
        SecretRotationTables::read,
        arn.toString());
  }

  /** Those of a home whose rotation fails, by name. */
  static List<SecretArn> failing(Tx tx, Home home, int most) {
    return tx.list(
        "SELECT s.arn FROM secret_rotations r JOIN secrets s ON s.arn = r.secret"
            + " WHERE r.failures > 0 AND s.account = ? AND s.region = ? ORDER BY s.name LIMIT ?",
        row -> SecretArn.parse(row.getString(1)).orElseThrow(),
        home.account().value(),
        home.region().name(),
        most);
  }

  static void put(Tx tx, SecretArn arn, SecretRotation rotation) {
    Optional<SecretRotation.Run> run = rotation.run();
    tx.update("DELETE FROM secret_rotations WHERE secret = ?", arn.toString());
    tx.update(
        "INSERT INTO secret_rotations (secret, enabled, handler, after_days, expression, duration,"
            + " anchor, rotated_at, next_at, token, step, only_test, failures, window_end)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        arn.toString(),
        rotation.enabled() ? 1 : 0,
        rotation.handler(),
        rotation.rules().afterDays().orElse(null),
        rotation.rules().expression().orElse(null),
        rotation.rules().duration().orElse(null),
        rotation.anchor().toEpochMilli(),
        rotation.rotatedAt().map(Instant::toEpochMilli).orElse(null),
        rotation.nextAt().map(Instant::toEpochMilli).orElse(null),
        run.map(SecretRotation.Run::token).orElse(null),
        run.map(each -> each.step().name()).orElse(null),
        run.map(SecretRotation.Run::onlyTest).orElse(false) ? 1 : 0,
        run.map(SecretRotation.Run::failures).orElse(0),
        run.flatMap(SecretRotation.Run::windowEnd).map(Instant::toEpochMilli).orElse(null));
  }

  private static SecretRotation read(ResultSet row) throws SQLException {
    long days = row.getLong(3);
    Optional<Long> afterDays = row.wasNull() ? Optional.empty() : Optional.of(days);
    return new SecretRotation(
        row.getInt(1) == 1,
        row.getString(2),
        new RotationRules(
            afterDays,
            Optional.ofNullable(row.getString(4)),
            Optional.ofNullable(row.getString(5))),
        Instant.ofEpochMilli(row.getLong(6)),
        SecretTables.instant(row, 7),
        SecretTables.instant(row, 8),
        run(row));
  }

  private static Optional<SecretRotation.Run> run(ResultSet row) throws SQLException {
    @Nullable String token = row.getString(9);
    return token == null
        ? Optional.empty()
        : Optional.of(
            new SecretRotation.Run(
                token,
                RotationStep.valueOf(row.getString(10)),
                row.getInt(11) == 1,
                row.getInt(12),
                SecretTables.instant(row, 13)));
  }
}
