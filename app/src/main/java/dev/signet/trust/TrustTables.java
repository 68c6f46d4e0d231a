// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.trust;

import dev.signet.key.KeyRef;
import dev.signet.pki.cert.Certificate;
import dev.signet.store.Settings;
import dev.signet.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rows of {@code server_certificates}, and settings that say which one is shown. */
final class TrustTables {
  private static final String KEY = "server-certificate.key";
  private static final String SERIAL = "server-certificate.serial";
  private static final String HOSTS = "server-certificate.hosts";

  private TrustTables() {}

  /** The certificate that is shown, with the name of its key. */
  record Present(KeyRef key, Certificate certificate, Instant issuedAt) {}

  /** That one, if it is for these names. */
  static Optional<Present> present(Tx tx, List<String> hosts) {
    Optional<KeyRef> key = presentKey(tx);
    if (key.isEmpty() || !Settings.get(tx, HOSTS).equals(Optional.of(String.join(" ", hosts)))) {
      return Optional.empty();
    }
    return tx.first(
        "SELECT der, issued_at FROM server_certificates WHERE serial = ?",
        row ->
            new Present(
                key.get(),
                Certificate.fromDer(row.getBytes(1)),
                Instant.ofEpochMilli(row.getLong(2))),
        Settings.get(tx, SERIAL).orElse(""));
  }

  /** The name of its key. */
  static Optional<KeyRef> presentKey(Tx tx) {
    return Settings.get(tx, KEY).map(KeyRef::new);
  }

  static void setPresent(Tx tx, KeyRef key, Certificate certificate, List<String> hosts) {
    Settings.put(tx, KEY, key.id());
    Settings.put(tx, SERIAL, certificate.serial().hex());
    Settings.put(tx, HOSTS, String.join(" ", hosts));
  }

  static void insert(Tx tx, Certificate certificate, Instant issuedAt) {
    tx.update(
        "INSERT INTO server_certificates (serial, der, issued_at, not_after) VALUES (?, ?, ?, ?)",
        certificate.serial().hex(),
        certificate.der(),
        issuedAt.toEpochMilli(),
        certificate.period().notAfter().toEpochMilli());
  }

  /** Each start makes one: those that ended are of no use to anybody. */
  static void deleteEnded(Tx tx, Instant now) {
    tx.update("DELETE FROM server_certificates WHERE not_after < ?", now.toEpochMilli());
  }
}
