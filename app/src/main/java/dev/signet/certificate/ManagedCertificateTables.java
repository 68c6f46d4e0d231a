// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.authority.RevokedCertificate;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Home;
import dev.signet.kernel.TagText;
import dev.signet.kernel.Tags;
import dev.signet.key.KeyRef;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.status.RevocationReason;
import dev.signet.store.Tx;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of {@code managed_certificates}, and of {@code certificate_names}, {@code
 * certificate_versions} and {@code certificate_uses}.
 */
final class ManagedCertificateTables {
  /** What {@link #read} needs of {@link #FROM}. */
  static final String COLUMNS =
      "m.arn, m.names, m.key_spec, m.authority, m.created_at, m.tags, m.transparency,"
          + " m.failure, m.exported, m.renewal_status, m.renewal_reason, m.renewal_at,"
          + " m.revoked_at, m.revocation_reason, v.key_id, v.chain, v.issued_at, "
          + PublicTermsTables.COLUMNS
          + ","
          + " (SELECT string_agg(u.used_by, '\n') FROM certificate_uses u"
          + " WHERE u.certificate = m.arn) AS users";

  /** Certificates with the version that is in force. */
  static final String FROM =
      " FROM managed_certificates m LEFT JOIN certificate_versions v ON v.id ="
          + " (SELECT MAX(id) FROM certificate_versions WHERE certificate = m.id)";

  private static final String SELECT = "SELECT " + COLUMNS + FROM;

  private ManagedCertificateTables() {}

  static void insert(Tx tx, ManagedCertificate certificate) {
    Home home = certificate.arn().home();
    tx.update(
        "INSERT INTO managed_certificates (arn, account, region, names, key_spec, origin,"
            + " authority, failure, created_at, tags, transparency)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        certificate.arn().toString(),
        home.account().value(),
        home.region().name(),
        certificate.names().text(),
        certificate.keySpec().name(),
        certificate.origin().name(),
        certificate.authority().orElse(""),
        failure(certificate),
        certificate.createdAt().toEpochMilli(),
        TagText.of(certificate.tags()),
        certificate.transparency() ? 1 : 0);
    addNames(tx, certificate.arn(), certificate.names());
    certificate.terms().ifPresent(terms -> PublicTermsTables.put(tx, certificate.arn(), terms));
    certificate.current().ifPresent(issued -> addVersion(tx, certificate.arn(), issued));
  }

  /** Each in a row, to be found by; the list itself stands in the certificate's. */
  private static void addNames(Tx tx, CertificateArn arn, CertificateNames names) {
    for (String name : names.all()) {
      tx.update(
          "INSERT INTO certificate_names (name, certificate)"
              + " SELECT ?, id FROM managed_certificates WHERE arn = ?",
          name,
          arn.toString());
    }
  }

  private static void deleteNames(Tx tx, CertificateArn arn) {
    tx.update(
        "DELETE FROM certificate_names WHERE certificate ="
            + " (SELECT id FROM managed_certificates WHERE arn = ?)",
        arn.toString());
  }

  /** The Regions in which an account has some. */
  static List<String> regions(Tx tx, AccountId account) {
    return tx.list(
        "SELECT DISTINCT region FROM managed_certificates WHERE account = ?",
        row -> row.getString(1),
        account.value());
  }

  static void addVersion(Tx tx, CertificateArn arn, ManagedCertificate.Outcome.Issued issued) {
    tx.update(
        "INSERT INTO certificate_versions (certificate, key_id, chain, issued_at)"
            + " SELECT id, ?, ?, ? FROM managed_certificates WHERE arn = ?",
        issued.key().id(),
        issued.chain().pem(),
        issued.issuedAt().toEpochMilli(),
        arn.toString());
    CertificateListingTables.put(tx, arn, issued.leaf(), issued.issuedAt());
  }

  /** Removes all versions but the newest ones and answers the keys that they had. */
  static List<KeyRef> dropVersions(Tx tx, CertificateArn arn, int keep) {
    List<KeyRef> keys =
        tx.list(
            "SELECT v.key_id FROM certificate_versions v JOIN managed_certificates m"
                + " ON m.id = v.certificate WHERE m.arn = ? ORDER BY v.id DESC",
            row -> new KeyRef(row.getString(1)),
            arn.toString());
    List<KeyRef> dropped = keys.subList(Math.min(keep, keys.size()), keys.size());
    for (KeyRef key : dropped) {
      tx.update("DELETE FROM certificate_versions WHERE key_id = ?", key.id());
    }
    return dropped;
  }

  static void setRenewal(Tx tx, CertificateArn arn, ManagedCertificate.Renewal renewal) {
    tx.update(
        "UPDATE managed_certificates SET renewal_status = ?, renewal_reason = ?, renewal_at = ?"
            + " WHERE arn = ?",
        renewal.status().name(),
        renewal.reason().map(Enum::name).orElse(null),
        renewal.at().toEpochMilli(),
        arn.toString());
    if (renewal.status() == ManagedCertificate.RenewalStatus.SUCCESS) {
      tx.update("UPDATE managed_certificates SET exported = 0 WHERE arn = ?", arn.toString());
    }
  }

  static void setNames(Tx tx, CertificateArn arn, CertificateNames names) {
    tx.update(
        "UPDATE managed_certificates SET names = ? WHERE arn = ?", names.text(), arn.toString());
    deleteNames(tx, arn);
    addNames(tx, arn, names);
  }

  static void setExported(Tx tx, CertificateArn arn) {
    tx.update("UPDATE managed_certificates SET exported = 1 WHERE arn = ?", arn.toString());
  }

  /** Marks the one that has this in force, and answers it unless it was marked before. */
  static Optional<CertificateArn> withdraw(Tx tx, RevokedCertificate revoked) {
    return tx.first(
        "UPDATE managed_certificates SET revoked_at = ?, revocation_reason = ?"
            + " WHERE authority = ? AND serial = ? AND revoked_at IS NULL RETURNING arn",
        row -> CertificateArn.of(row.getString(1)),
        revoked.at().toEpochMilli(),
        revoked.reason().name(),
        revoked.authority(),
        revoked.serial().hex());
  }

  /** Those in force that somebody depends on and for which no timer of this kind waits. */
  static List<CertificateArn> withoutTimer(Tx tx, String timer, Instant now, int limit) {
    return tx.list(
        "SELECT m.arn FROM managed_certificates m WHERE m.origin <> 'IMPORTED' AND m.not_after >= ?"
            + " AND m.revoked_at IS NULL AND (m.exported = 1 OR EXISTS (SELECT 1 FROM"
            + " certificate_uses u WHERE u.certificate = m.arn)) AND NOT EXISTS (SELECT 1 FROM"
            + " timers t WHERE t.kind = ? AND t.subject = m.arn) LIMIT ?",
        row -> CertificateArn.of(row.getString(1)),
        now.toEpochMilli(),
        timer,
        limit);
  }

  static void setTags(Tx tx, CertificateArn arn, Tags tags) {
    tx.update(
        "UPDATE managed_certificates SET tags = ? WHERE arn = ?", TagText.of(tags), arn.toString());
  }

  static void delete(Tx tx, CertificateArn arn) {
    deleteNames(tx, arn);
    tx.update("DELETE FROM managed_certificates WHERE arn = ?", arn.toString());
  }

  static Optional<ManagedCertificate> find(Tx tx, CertificateArn arn) {
    return tx.first(SELECT + " WHERE m.arn = ?", ManagedCertificateTables::read, arn.toString());
  }

  /** Those of a home of which a name begins so, newest first. */
  static List<ManagedCertificate> named(Tx tx, Home home, String prefix, int limit) {
    String like = prefix.replaceAll("[\\\\%_]", "\\\\$0") + "%";
    return tx.list(
        SELECT
            + " WHERE m.account = ? AND m.region = ?"
            + " AND (m.names LIKE ? ESCAPE '\\' OR m.names LIKE ? ESCAPE '\\')"
            + " ORDER BY m.created_at DESC, m.arn LIMIT ?",
        ManagedCertificateTables::read,
        home.account().value(),
        home.region().name(),
        like,
        "%," + like,
        limit);
  }

  /** Those of a home that came of an authority, have this domain name and end then. */
  static List<ManagedCertificate> ending(
      Tx tx, Home home, String authority, String domainName, Instant notAfter, int limit) {
    return tx.list(
        SELECT
            + " WHERE m.account = ? AND m.region = ? AND m.not_after = ? AND m.authority = ?"
            + " AND (m.names = ? OR m.names LIKE ?) LIMIT ?",
        ManagedCertificateTables::read,
        home.account().value(),
        home.region().name(),
        notAfter.toEpochMilli(),
        authority,
        domainName,
        domainName + ",%",
        limit);
  }

  static boolean exists(Tx tx, String arn) {
    return tx.first("SELECT id FROM managed_certificates WHERE arn = ?", row -> row.getLong(1), arn)
        .isPresent();
  }

  static void deleteUses(Tx tx, String user) {
    tx.update("DELETE FROM certificate_uses WHERE used_by = ?", user);
  }

  static void addUse(Tx tx, String certificate, String user) {
    tx.update(
        "INSERT INTO certificate_uses (certificate, used_by) VALUES (?, ?)", certificate, user);
  }

  private static @Nullable String failure(ManagedCertificate certificate) {
    return certificate.outcome() instanceof ManagedCertificate.Outcome.Failed failed
        ? failed.reason().name()
        : null;
  }

  static ManagedCertificate read(ResultSet row) throws SQLException {
    @Nullable String users = row.getString("users");
    return new ManagedCertificate(
        CertificateArn.of(row.getString("arn")),
        CertificateNames.parse(row.getString("names")),
        KeySpec.valueOf(row.getString("key_spec")),
        Optional.of(row.getString("authority")).filter(arn -> !arn.isEmpty()),
        PublicTermsTables.read(row),
        Instant.ofEpochMilli(row.getLong("created_at")),
        TagText.parse(row.getString("tags")),
        row.getInt("transparency") == 1,
        outcome(row),
        users == null ? List.of() : Stream.of(users.split("\n", -1)).sorted().toList(),
        row.getInt("exported") == 1,
        renewal(row),
        revocation(row));
  }

  private static Optional<ManagedCertificate.Revocation> revocation(ResultSet row)
      throws SQLException {
    @Nullable String reason = row.getString("revocation_reason");
    return reason == null
        ? Optional.empty()
        : Optional.of(
            new ManagedCertificate.Revocation(
                Instant.ofEpochMilli(row.getLong("revoked_at")), RevocationReason.valueOf(reason)));
  }

  private static ManagedCertificate.Outcome outcome(ResultSet row) throws SQLException {
    @Nullable String failure = row.getString("failure");
    if (failure != null) {
      return new ManagedCertificate.Outcome.Failed(IssuanceFailure.valueOf(failure));
    }
    @Nullable String key = row.getString("key_id");
    if (key == null) {
      return new ManagedCertificate.Outcome.Pending();
    }
    return new ManagedCertificate.Outcome.Issued(
        new KeyRef(key),
        Chain.parse(row.getString("chain").getBytes(StandardCharsets.US_ASCII)),
        Instant.ofEpochMilli(row.getLong("issued_at")));
  }

  private static Optional<ManagedCertificate.Renewal> renewal(ResultSet row) throws SQLException {
    @Nullable String status = row.getString("renewal_status");
    if (status == null) {
      return Optional.empty();
    }
    return Optional.of(
        new ManagedCertificate.Renewal(
            ManagedCertificate.RenewalStatus.valueOf(status),
            Optional.ofNullable(row.getString("renewal_reason")).map(IssuanceFailure::valueOf),
            Instant.ofEpochMilli(row.getLong("renewal_at"))));
  }
}
