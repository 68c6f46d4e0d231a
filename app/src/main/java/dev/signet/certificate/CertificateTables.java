// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.kernel.AccountId;
import dev.signet.kernel.Caller;
import dev.signet.kernel.TagText;
import dev.signet.kernel.Tags;
import dev.signet.key.KeyRef;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.key.KeySpec;
import dev.signet.store.Tx;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of {@code managed_certificates}, {@code certificate_versions}, {@code certificate_uses}. */
final class CertificateTables {
  private static final String SELECT =
      "SELECT m.arn, m.names, m.key_spec, m.authority, m.created_at, m.tags, m.transparency, m.failure,"
          + " m.exported, m.renewal_status, m.renewal_reason, m.renewal_at,"
          + " v.key_id, v.chain, v.issued_at,"
          + " (SELECT group_concat(u.used_by, char(10)) FROM certificate_uses u"
          + " WHERE u.certificate = m.arn) AS users"
          + " FROM managed_certificates m LEFT JOIN certificate_versions v ON v.id ="
          + " (SELECT MAX(id) FROM certificate_versions WHERE certificate = m.id) ";

  private CertificateTables() {}

  /** Where a page starts: after this place of the listing. */
  record Position(long createdAt, String arn) {}

  static void insert(Tx tx, Caller owner, ManagedCertificate certificate) {
    tx.handle()
        .createUpdate(
            "INSERT INTO managed_certificates"
                + " (arn, account, region, names, key_spec, authority, failure, created_at, tags,"
                + " transparency) VALUES (:arn, :account, :region, :names, :spec, :authority,"
                + " :failure, :at, :tags, :transparency)")
        .bind("arn", certificate.arn())
        .bind("account", owner.account().value())
        .bind("region", owner.region().name())
        .bind("names", String.join(",", certificate.names().all()))
        .bind("spec", certificate.keySpec().name())
        .bind("authority", certificate.authority())
        .bind("failure", failure(certificate))
        .bind("at", certificate.createdAt().toEpochMilli())
        .bind("tags", TagText.of(certificate.tags()))
        .bind("transparency", certificate.transparency())
        .execute();
    certificate.current().ifPresent(issued -> addVersion(tx, certificate.arn(), issued));
  }

  /** The Regions in which an account has some. */
  static List<String> regions(Tx tx, AccountId account) {
    return tx.handle()
        .createQuery("SELECT DISTINCT region FROM managed_certificates WHERE account = :account")
        .bind("account", account.value())
        .mapTo(String.class)
        .list();
  }

  static void addVersion(Tx tx, String arn, ManagedCertificate.Outcome.Issued issued) {
    tx.handle()
        .createUpdate(
            "INSERT INTO certificate_versions (certificate, key_id, chain, issued_at)"
                + " SELECT id, :key, :chain, :at FROM managed_certificates WHERE arn = :arn")
        .bind("arn", arn)
        .bind("key", issued.key().id())
        .bind("chain", issued.chain().pem())
        .bind("at", issued.issuedAt().toEpochMilli())
        .execute();
  }

  /** Removes all versions but the newest ones and answers the keys that they had. */
  static List<KeyRef> dropVersions(Tx tx, String arn, int keep) {
    List<KeyRef> keys =
        tx.handle()
            .createQuery(
                "SELECT v.key_id FROM certificate_versions v JOIN managed_certificates m"
                    + " ON m.id = v.certificate WHERE m.arn = :arn"
                    + " ORDER BY v.id DESC LIMIT -1 OFFSET :keep")
            .bind("arn", arn)
            .bind("keep", keep)
            .map((row, context) -> new KeyRef(row.getString(1)))
            .list();
    for (KeyRef key : keys) {
      tx.handle()
          .createUpdate("DELETE FROM certificate_versions WHERE key_id = :key")
          .bind("key", key.id())
          .execute();
    }
    return keys;
  }

  static void setRenewal(Tx tx, String arn, ManagedCertificate.Renewal renewal) {
    tx.handle()
        .createUpdate(
            "UPDATE managed_certificates SET renewal_status = :status, renewal_reason = :reason,"
                + " renewal_at = :at,"
                + " exported = CASE WHEN :status = 'SUCCESS' THEN 0 ELSE exported END"
                + " WHERE arn = :arn")
        .bind("arn", arn)
        .bind("status", renewal.status().name())
        .bind("reason", renewal.reason().map(Enum::name).orElse(null))
        .bind("at", renewal.at().toEpochMilli())
        .execute();
  }

  static void setTags(Tx tx, String arn, Tags tags) {
    tx.handle()
        .createUpdate("UPDATE managed_certificates SET tags = :tags WHERE arn = :arn")
        .bind("arn", arn)
        .bind("tags", TagText.of(tags))
        .execute();
  }

  static void delete(Tx tx, String arn) {
    tx.handle()
        .createUpdate("DELETE FROM managed_certificates WHERE arn = :arn")
        .bind("arn", arn)
        .execute();
  }

  static Optional<ManagedCertificate> find(Tx tx, String arn) {
    return tx.handle()
        .createQuery(SELECT + "WHERE m.arn = :arn")
        .bind("arn", arn)
        .map((row, context) -> read(row))
        .findOne();
  }

  /** Newest or oldest first, ties by ARN; reads no further than the limit needs. */
  static List<ManagedCertificate> list(
      Tx tx,
      Caller owner,
      boolean newestFirst,
      Optional<Position> after,
      Predicate<ManagedCertificate> wanted,
      int limit) {
    String beyond = newestFirst ? "<" : ">";
    String place =
        after.isEmpty()
            ? ""
            : " AND (m.created_at " + beyond + " :at OR (m.created_at = :at AND m.arn > :arn))";
    var query =
        tx.handle()
            .createQuery(
                SELECT
                    + "WHERE m.account = :account AND m.region = :region"
                    + place
                    + " ORDER BY m.created_at "
                    + (newestFirst ? "DESC" : "ASC")
                    + ", m.arn")
            .bind("account", owner.account().value())
            .bind("region", owner.region().name());
    after.ifPresent(position -> query.bind("at", position.createdAt()).bind("arn", position.arn()));
    try (Stream<ManagedCertificate> rows = query.map((row, context) -> read(row)).stream()) {
      return rows.filter(wanted).limit(limit).toList();
    }
  }

  static void deleteUses(Tx tx, String user) {
    tx.handle()
        .createUpdate("DELETE FROM certificate_uses WHERE used_by = :user")
        .bind("user", user)
        .execute();
  }

  static void addUse(Tx tx, String certificate, String user) {
    tx.handle()
        .createUpdate("INSERT INTO certificate_uses (certificate, used_by) VALUES (:arn, :user)")
        .bind("arn", certificate)
        .bind("user", user)
        .execute();
  }

  private static @Nullable String failure(ManagedCertificate certificate) {
    return certificate.outcome() instanceof ManagedCertificate.Outcome.Failed failed
        ? failed.reason().name()
        : null;
  }

  private static ManagedCertificate read(ResultSet row) throws SQLException {
    @Nullable String users = row.getString("users");
    return new ManagedCertificate(
        row.getString("arn"),
        new CertificateNames(List.of(row.getString("names").split(",", -1))),
        KeySpec.valueOf(row.getString("key_spec")),
        row.getString("authority"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        TagText.parse(row.getString("tags")),
        row.getBoolean("transparency"),
        outcome(row),
        users == null ? List.of() : Stream.of(users.split("\n", -1)).sorted().toList(),
        row.getBoolean("exported"),
        renewal(row));
  }

  private static ManagedCertificate.Outcome outcome(ResultSet row) throws SQLException {
    @Nullable String failure = row.getString("failure");
    if (failure != null) {
      return new ManagedCertificate.Outcome.Failed(FailureReason.valueOf(failure));
    }
    return new ManagedCertificate.Outcome.Issued(
        new KeyRef(row.getString("key_id")),
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
            Optional.ofNullable(row.getString("renewal_reason")).map(FailureReason::valueOf),
            Instant.ofEpochMilli(row.getLong("renewal_at"))));
  }
}
