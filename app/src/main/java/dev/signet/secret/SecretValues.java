// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import dev.signet.kernel.Refusal;
import dev.signet.key.NotOpened;
import dev.signet.key.SealedRows;
import dev.signet.key.SecretAccess;
import dev.signet.key.Secrets;
import dev.signet.store.Tx;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals and opens values. Each has a data key of its own and opens under the names of its secret
 * and its version only, so that nobody can put it into another row.
 */
final class SecretValues {
  private static final Logger log = LoggerFactory.getLogger(SecretValues.class);

  private final Secrets secrets;

  SecretValues(Secrets secrets) {
    this.secrets = secrets;
  }

  /** Puts the value of a version that is there. */
  void put(Tx tx, SecretArn arn, String version, SecretValue value) {
    SecretVersionTables.setValue(
        tx,
        arn,
        version,
        new SecretVersionTables.Kept(
            value.form(), secrets.seal(object(arn.toString(), version), value.octets())));
  }

  /**
   * The value of a version; empty in one that waits for it.
   *
   * @throws Refusal of reason NOT_OPENED when it was altered or moved
   */
  Optional<SecretValue> find(Tx tx, SecretArn arn, String version) {
    return SecretVersionTables.value(tx, arn, version).map(kept -> open(arn, version, kept));
  }

  private SecretValue open(SecretArn arn, String version, SecretVersionTables.Kept kept) {
    try {
      return SecretValue.of(
          kept.form(),
          secrets.openOctets(
              SecretAccess.READ_SECRET, object(arn.toString(), version), kept.sealed()));
    } catch (NotOpened e) {
      log.error("the value of {} does not open, version {}", arn, version, e);
      throw new Refusal(
          SecretReason.NOT_OPENED,
          "Secrets Manager can't decrypt the protected secret text of " + arn + ".");
    }
  }

  /** The sealed values of this room. */
  static SealedRows sealedRows() {
    return (tx, again) -> SecretVersionTables.sealAnew(tx, SecretValues::object, again);
  }

  private static String object(String arn, String version) {
    return "secret/" + arn + " " + version; // an ARN has no blank
  }
}
