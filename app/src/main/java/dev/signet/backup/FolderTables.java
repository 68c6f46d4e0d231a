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

  /** Each finds rows that may not be there; its columns say which. */
  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "a key has no owner",
              "SELECT id FROM keys WHERE id NOT IN (SELECT key_id FROM authorities)"
                  + " AND id NOT IN (SELECT key_id FROM certificate_versions)"
                  + " AND id NOT IN (SELECT key_id FROM ocsp_signers)"
                  + " AND id NOT IN (SELECT value FROM settings)"),
          new Rule(
              "an authority's key is lost",
              "SELECT arn FROM authorities WHERE key_id NOT IN (SELECT id FROM keys)"),
          new Rule(
              "a managed certificate was issued and has no version",
              "SELECT arn FROM managed_certificates WHERE failure IS NULL AND id NOT IN"
                  + " (SELECT certificate FROM certificate_versions)"),
          new Rule(
              "a managed certificate failed and has a version",
              "SELECT arn FROM managed_certificates WHERE failure IS NOT NULL AND id IN"
                  + " (SELECT certificate FROM certificate_versions)"),
          new Rule(
              "a use names a resource that is gone",
              "SELECT certificate, used_by FROM certificate_uses"
                  + " WHERE used_by NOT IN (SELECT arn FROM mesh_resources)"),
          new Rule(
              "a resource is in something that is gone",
              "SELECT arn, container FROM mesh_resources WHERE container <> ''"
                  + " AND container NOT IN (SELECT arn FROM mesh_resources)"),
          new Rule(
              "an authority's beginning is not in the log",
              "SELECT arn FROM authorities WHERE arn NOT IN"
                  + " (SELECT subject FROM changes WHERE kind = 'authority.created')"),
          new Rule(
              "a certificate's signing is not in the log",
              "SELECT a.arn || '/certificate/' || c.serial FROM certificates c"
                  + " JOIN authorities a ON a.id = c.authority"
                  + " WHERE a.arn || '/certificate/' || c.serial NOT IN"
                  + " (SELECT subject FROM changes WHERE kind = 'certificate.signed')"),
          new Rule(
              "a signing is in the log, and neither certificate nor the authority's end",
              "SELECT subject FROM changes WHERE kind = 'certificate.signed' AND subject NOT IN"
                  + " (SELECT a.arn || '/certificate/' || c.serial FROM certificates c"
                  + " JOIN authorities a ON a.id = c.authority)"
                  + " AND substr(subject, 1, instr(subject, '/certificate/') - 1) IN"
                  + " (SELECT arn FROM authorities)"),
          new Rule(
              "a managed certificate's beginning is not in the log",
              "SELECT arn FROM managed_certificates WHERE arn NOT IN (SELECT subject FROM changes"
                  + " WHERE kind IN ('certificate.issued', 'certificate.failed'))"),
          new Rule(
              "a managed certificate is in the log, and neither it nor its end",
              "SELECT subject FROM changes WHERE kind IN ('certificate.issued')"
                  + " AND subject NOT IN (SELECT arn FROM managed_certificates)"
                  + " AND subject NOT IN"
                  + " (SELECT subject FROM changes WHERE kind = 'certificate.deleted')"),
          new Rule(
              "a mesh resource's beginning is not in the log",
              "SELECT arn FROM mesh_resources WHERE arn NOT IN"
                  + " (SELECT subject FROM changes WHERE kind = 'mesh.created')"),
          new Rule(
              "a mesh resource is in the log, and neither it nor its end",
              "SELECT subject FROM changes c WHERE kind = 'mesh.created'"
                  + " AND subject NOT IN (SELECT arn FROM mesh_resources) AND NOT EXISTS"
                  + " (SELECT 1 FROM changes d WHERE d.subject = c.subject"
                  + " AND d.kind = 'mesh.deleted' AND d.seq > c.seq)"),
          new Rule(
              "a deleted authority has no timer",
              "SELECT arn FROM authorities WHERE restorable_until IS NOT NULL AND arn NOT IN"
                  + " (SELECT subject FROM timers WHERE kind = 'authority.removal')"),
          new Rule(
              "an authority that is not deleted has a timer",
              "SELECT subject FROM timers WHERE kind = 'authority.removal' AND subject NOT IN"
                  + " (SELECT arn FROM authorities WHERE restorable_until IS NOT NULL)"),
          new Rule(
              "a revocation is not in the log",
              "SELECT a.arn || '/certificate/' || r.serial FROM revocations r"
                  + " JOIN authorities a ON a.id = r.authority"
                  + " WHERE a.arn || '/certificate/' || r.serial NOT IN"
                  + " (SELECT subject FROM changes WHERE kind = 'certificate.revoked')"),
          new Rule(
              "a revocation is in the log, and neither it nor the authority's end",
              "SELECT subject FROM changes WHERE kind = 'certificate.revoked' AND subject NOT IN"
                  + " (SELECT a.arn || '/certificate/' || r.serial FROM revocations r"
                  + " JOIN authorities a ON a.id = r.authority)"
                  + " AND substr(subject, 1, instr(subject, '/certificate/') - 1) IN"
                  + " (SELECT arn FROM authorities)"),
          new Rule(
              "a certificate that was never issued is revoked",
              "SELECT authority, serial FROM revocations r WHERE NOT EXISTS"
                  + " (SELECT 1 FROM certificates c"
                  + " WHERE c.authority = r.authority AND c.serial = r.serial)"),
          new Rule(
              "a CRL has other parts than its length says",
              "SELECT path FROM crls c WHERE octets <>"
                  + " (SELECT SUM(LENGTH(p.octets)) FROM crl_parts p WHERE p.edition = c.edition)"),
          new Rule(
              "an authority that publishes CRLs has no timer",
              "SELECT arn FROM authorities a JOIN authority_revocation r ON r.authority = a.id"
                  + " WHERE r.crl_days IS NOT NULL AND a.installed IS NOT NULL"
                  + " AND a.restorable_until IS NULL AND arn NOT IN"
                  + " (SELECT subject FROM timers WHERE kind = 'authority.publication')"),
          new Rule(
              "a registered proxy has no timer",
              "SELECT node, proxy FROM endpoints WHERE node || ' ' || proxy NOT IN"
                  + " (SELECT subject FROM timers WHERE kind = 'endpoint.expiry')"),
          new Rule(
              "a join token has no timer",
              "SELECT id FROM join_tokens WHERE id NOT IN"
                  + " (SELECT subject FROM timers WHERE kind = 'join-token.expiry')"),
          new Rule(
              "a proxy's identity has no timer",
              "SELECT serial FROM proxy_identities WHERE serial NOT IN"
                  + " (SELECT subject FROM timers WHERE kind = 'proxy-identity.expiry')"),
          new Rule(
              "an identity's beginning is not in the log",
              "SELECT serial FROM proxy_identities WHERE serial NOT IN (SELECT"
                  + " substr(subject, instr(subject, 'proxy-identity/') + 15) FROM changes"
                  + " WHERE kind IN ('proxy.joined', 'proxy.renewed'))"),
          new Rule(
              "an identity is in the log, and neither it nor its end",
              "SELECT subject FROM changes WHERE kind IN ('proxy.joined', 'proxy.renewed')"
                  + " AND substr(subject, instr(subject, 'proxy-identity/') + 15) NOT IN"
                  + " (SELECT serial FROM proxy_identities) AND subject NOT IN"
                  + " (SELECT subject FROM changes WHERE kind IN"
                  + " ('proxy.identity-expired', 'proxy.identity-forgotten'))"),
          new Rule(
              "a server's certificate is not in the log",
              "SELECT serial FROM server_certificates WHERE serial NOT IN (SELECT"
                  + " substr(subject, instr(subject, 'certificate/') + 12) FROM changes"
                  + " WHERE kind = 'trust.server-certificate-signed')"));

  /** Rows that one query finds are wrong. */
  record Rule(String wrong, String sql) {}

  private final Tx tx;
  private final List<String> wrong = new ArrayList<>();

  private FolderTables(Tx tx) {
    this.tx = tx;
  }

  /** What is wrong; nothing where all holds. */
  static List<String> wrong(Tx tx) {
    return new FolderTables(tx).check();
  }

  private List<String> check() {
    each("PRAGMA integrity_check", this::checkDamage);
    RULES.forEach(this::checkRule);
    FolderBucketTables.RULES.forEach(this::checkRule);
    each("PRAGMA foreign_key_check", row -> wrong.add("dangling: " + text(row)));
    checkSigned();
    checkManaged();
    checkInternal();
    wrong.addAll(FolderBucketTables.altered(tx));
    return wrong;
  }

  private void checkRule(Rule rule) {
    each(rule.sql(), row -> wrong.add(rule.wrong() + ": " + text(row)));
  }

  private void checkDamage(ResultSet row) throws SQLException {
    if (!row.getString(1).equals("ok")) {
      wrong.add("the file is damaged: " + row.getString(1));
    }
  }

  /** The sealed keys by their ids. */
  static Map<String, byte[]> keys(Tx tx) {
    Map<String, byte[]> keys = new HashMap<>();
    tx.list("SELECT id, sealed FROM keys", row -> keys.put(row.getString(1), row.getBytes(2)));
    return keys;
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
