// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.backup;

import dev.signet.key.Providers;
import dev.signet.pki.PkiException;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.key.SignatureVerifier;
import dev.signet.store.Tx;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What must hold of the rows of a data folder, said from outside: with SQL of its own, and with
 * nothing of the rooms that wrote them.
 */
final class FolderTables {
  private static final SignatureVerifier VERIFIER = new SignatureVerifier(Providers.load()::of);

  private final Tx tx;
  private final List<String> wrong = new ArrayList<>();

  private FolderTables(Tx tx) {
    this.tx = tx;
  }

  /** What is wrong; nothing where all holds. */
  static List<String> wrong(Tx tx) {
    return new FolderTables(tx).check();
  }

  /** The same of tables that an older version made: as far as their columns do not matter. */
  static List<String> wrongInAnyVersion(Tx tx) {
    FolderTables tables = new FolderTables(tx);
    tables.checkFile();
    return tables.wrong;
  }

  private void checkFile() {
    each("PRAGMA integrity_check", this::checkDamage);
    each("PRAGMA foreign_key_check", row -> wrong.add("dangling: " + text(row)));
  }

  private List<String> check() {
    checkFile();
    FolderRule.ALL.forEach(this::checkRule);
    FolderRevocationRules.ALL.forEach(this::checkRule);
    FolderBucketTables.RULES.forEach(this::checkRule);
    checkSigned();
    checkManaged();
    checkInternal();
    wrong.addAll(FolderBucketTables.altered(tx));
    return wrong;
  }

  private void checkRule(FolderRule rule) {
    each(rule.sql(), row -> wrong.add(rule.wrong() + ": " + text(row)));
  }

  private void checkDamage(ResultSet row) throws SQLException {
    if (!row.getString(1).equals("ok")) {
      wrong.add("the file is damaged: " + row.getString(1));
    }
  }

  /** What is sealed, by the name under which it is. */
  static Map<String, byte[]> sealed(Tx tx) {
    Map<String, byte[]> sealed = new HashMap<>();
    String secrets =
        hasSecrets(tx)
            ? " UNION ALL SELECT 'secret/' || secret || ' ' || version, sealed"
                + " FROM secret_versions WHERE sealed IS NOT NULL"
            : "";
    tx.list(
        "SELECT 'key/' || id, sealed FROM keys"
            + " UNION ALL SELECT 'access-key/' || id, sealed FROM access_keys"
            + secrets,
        row -> sealed.put(row.getString(1), row.getBytes(2)));
    return sealed;
  }

  /** An older version had none. */
  private static boolean hasSecrets(Tx tx) {
    return tx.first(
            "SELECT 1 FROM sqlite_master WHERE name = 'secret_versions'", row -> row.getInt(1))
        .isPresent();
  }

  /** Every certificate that a CA signed is one, of that serial, within its issuer's time. */
  private void checkSigned() {
    each(
        "SELECT c.serial, c.der, i.chain FROM certificates c"
            + " LEFT JOIN authority_certificates i ON i.id = c.issued_under",
        row -> {
          Certificate certificate = Certificate.fromDer(row.getBytes(2));
          String name = "certificate " + row.getString(1);
          Certificate issuer =
              row.getString(3) == null ? certificate : chain(row.getString(3)).first();
          if (!certificate.serial().hex().equals(row.getString(1))) {
            wrong.add(name + " has the serial " + certificate.serial().hex());
          }
          if (!certificate.isSignedBy(issuer.publicKey(), VERIFIER)) {
            wrong.add(name + " is not signed by " + issuer.subject());
          }
          if (certificate.period().notAfter().isAfter(issuer.period().notAfter())) {
            wrong.add(name + " outlives its issuer");
          }
        });
  }

  /** Every version of a managed certificate is a chain that holds, for the key that is kept. */
  private void checkManaged() {
    each(
        "SELECT m.arn, v.chain, k.public_key FROM certificate_versions v"
            + " JOIN managed_certificates m ON m.id = v.certificate"
            + " LEFT JOIN keys k ON k.id = v.key_id",
        row -> {
          List<Certificate> chain = chain(row.getString(2)).certificates();
          if (!Arrays.equals(chain.getFirst().publicKey().der(), row.getBytes(3))) {
            wrong.add(row.getString(1) + " is of another key than the one that is kept");
          }
          for (int i = 0; i + 1 < chain.size(); i++) {
            if (!chain.get(i).isSignedBy(chain.get(i + 1).publicKey(), VERIFIER)) {
              wrong.add(row.getString(1) + ": its chain breaks at " + chain.get(i).subject());
            }
          }
        });
  }

  /** Identities of proxies and certificates of the server are the internal root's. */
  private void checkInternal() {
    List<Certificate> root = new ArrayList<>();
    each(
        "SELECT value FROM settings WHERE name = 'proxy-authority.certificate'",
        row -> root.add(chain(row.getString(1)).first()));
    each(
        "SELECT serial, der FROM proxy_identities"
            + " UNION ALL SELECT serial, der FROM server_certificates",
        row -> {
          Certificate certificate = Certificate.fromDer(row.getBytes(2));
          if (root.isEmpty()
              || !certificate.serial().hex().equals(row.getString(1))
              || !certificate.isSignedBy(root.getFirst().publicKey(), VERIFIER)) {
            wrong.add("certificate " + row.getString(1) + " is not the internal root's");
          }
        });
  }

  private static Chain chain(String pem) {
    return Chain.parse(pem.getBytes(StandardCharsets.US_ASCII));
  }

  private interface Row {
    void read(ResultSet row) throws SQLException;
  }

  /** A row that cannot be read is wrong too; the others are read on. */
  private void each(String sql, Row reading) {
    tx.list(
        sql,
        row -> {
          try {
            reading.read(row);
          } catch (PkiException e) {
            wrong.add("cannot be read: " + e.getMessage());
          }
          return true;
        });
  }

  private static String text(ResultSet row) throws SQLException {
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      columns.add(row.getString(i));
    }
    return String.join(" ", columns);
  }
}
