// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.kernel.Home;
import dev.signet.kernel.ListingPosition;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.name.AttributeType;
import dev.signet.store.Tx;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What listings read of {@code managed_certificates}: never a chain, and no row that is not shown.
 * All that they filter by stands in an index.
 */
final class CertificateListingTables {
  private static final String SHOWN =
      "SELECT m.arn, m.names, m.key_spec, m.origin, m.created_at, m.failure, m.revoked_at,"
          + " m.exported, m.exportable, m.managed_by, m.issued_at,"
          + " m.not_before, m.not_after, m.key_usages, m.purposes,"
          + " (SELECT string_agg(u.used_by, '\n') FROM certificate_uses u"
          + " WHERE u.certificate = m.arn) AS users FROM managed_certificates m WHERE m.id IN"
          + " (SELECT id FROM managed_certificates WHERE ";

  private CertificateListingTables() {}

  /** One more than the page shows. */
  static List<ListedCertificate> list(
      Tx tx, Home home, ManagedCertificates.Listing listing, Instant now) {
    String order = listing.newestFirst() ? "DESC" : "ASC";
    Where wanted = Where.joined(" AND ", wanted(home, listing, now));
    List<Object> values = new ArrayList<>(wanted.values());
    values.add(listing.limit() + 1);
    return tx.list(
        SHOWN
            + wanted.sql()
            + " ORDER BY created_at "
            + order
            + ", arn LIMIT ?) ORDER BY m.created_at "
            + order
            + ", m.arn",
        CertificateListingTables::read,
        values.toArray());
  }

  private static List<Where> wanted(Home home, ManagedCertificates.Listing listing, Instant now) {
    ListingPosition first = listing.newestFirst() ? ListingPosition.NEWEST : ListingPosition.OLDEST;
    ListingPosition after = listing.after().map(ListingPosition::parse).orElse(first);
    String beyond = listing.newestFirst() ? "<" : ">";
    CertificateFilter filter = listing.filter();
    List<Where> wanted = new ArrayList<>();
    wanted.add(Where.of("account = ?", home.account().value()));
    wanted.add(Where.of("region = ?", home.region().name()));
    // Says less than the next one, but the database knows how to begin there.
    wanted.add(Where.of("created_at " + beyond + "= ?", after.createdAt()));
    wanted.add(
        Where.of("(created_at " + beyond + " ? OR arn > ?)", after.createdAt(), after.arn()));
    filter
        .keys()
        .map(keys -> keys.stream().map(key -> Where.of("key_spec = ?", key.name())))
        .ifPresent(keys -> wanted.add(Where.any(keys)));
    filter
        .statuses()
        .map(statuses -> statuses.stream().map(status -> is(status, now)))
        .ifPresent(statuses -> wanted.add(Where.any(statuses)));
    filter
        .origins()
        .map(origins -> origins.stream().map(origin -> Where.of("origin = ?", origin.name())))
        .ifPresent(origins -> wanted.add(Where.any(origins)));
    filter
        .keyUsages()
        .ifPresent(usages -> wanted.add(Where.of("(key_usages & ?) <> 0", usages.bits())));
    filter
        .purposes()
        .map(purposes -> new CertificatePurposes(Set.of(), purposes).purposeBits())
        .ifPresent(bits -> wanted.add(Where.of("(purposes & ?) <> 0", bits)));
    filter.exportable().map(CertificateListingTables::exportable).ifPresent(wanted::add);
    filter.managedBy().ifPresent(by -> wanted.add(Where.of("managed_by = ?", by)));
    return wanted;
  }

  /** Of those of private CAs nobody says whether they may be. */
  static Where exportable(boolean exportable) {
    return exportable
        ? Where.of("exportable = 1")
        : Where.of("(origin <> 'PRIVATE' AND exportable = 0)");
  }

  /**
   * The ARNs of those that end in a time and were not taken back, soonest first. It looks at so
   * many rows at most, whoever has them: the index of ends knows no homes.
   */
  static List<CertificateArn> ending(Tx tx, Home home, Instant from, Instant before, int most) {
    return tx.list(
        "SELECT arn FROM (SELECT arn, account, region, not_after, revoked_at"
            + " FROM managed_certificates WHERE not_after >= ? AND not_after < ?"
            + " ORDER BY not_after LIMIT 1000) soonest"
            + " WHERE account = ? AND region = ? AND revoked_at IS NULL"
            + " ORDER BY not_after, arn LIMIT ?",
        row -> CertificateArn.of(row.getString(1)),
        from.toEpochMilli(),
        before.toEpochMilli(),
        home.account().value(),
        home.region().name(),
        most);
  }

  static Where is(CertificateLifecycle.Status status, Instant now) {
    return switch (status) {
      case ISSUED ->
          Where.of(
              "(failure IS NULL AND revoked_at IS NULL AND not_after >= ?)", now.toEpochMilli());
      case EXPIRED ->
          Where.of(
              "(failure IS NULL AND revoked_at IS NULL AND not_after < ?)", now.toEpochMilli());
      case REVOKED -> Where.of("revoked_at IS NOT NULL");
      case PENDING_VALIDATION -> Where.of("(failure IS NULL AND not_after IS NULL)");
      case VALIDATION_TIMED_OUT -> Where.of("failure = 'VALIDATION_TIMED_OUT'");
      case FAILED -> Where.of("(failure IS NOT NULL AND failure <> 'VALIDATION_TIMED_OUT')");
    };
  }

  private static ListedCertificate read(ResultSet row) throws SQLException {
    @Nullable String failure = row.getString("failure");
    @Nullable String users = row.getString("users");
    return new ListedCertificate(
        CertificateArn.of(row.getString("arn")),
        CertificateNames.parse(row.getString("names")),
        KeySpec.valueOf(row.getString("key_spec")),
        CertificateOrigin.valueOf(row.getString("origin")),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Optional.ofNullable(failure).map(IssuanceFailure::valueOf),
        issue(row),
        users == null ? List.of() : Stream.of(users.split("\n", -1)).sorted().toList(),
        row.getInt("exported") == 1,
        row.getInt("exportable") == 1,
        Optional.ofNullable(row.getString("managed_by")),
        revokedAt(row));
  }

  private static Optional<Instant> revokedAt(ResultSet row) throws SQLException {
    long at = row.getLong("revoked_at");
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(at));
  }

  private static Optional<ListedCertificate.Issue> issue(ResultSet row) throws SQLException {
    long notAfter = row.getLong("not_after");
    if (row.wasNull()) {
      return Optional.empty();
    }
    return Optional.of(
        new ListedCertificate.Issue(
            Instant.ofEpochMilli(row.getLong("issued_at")),
            Instant.ofEpochMilli(row.getLong("not_before")),
            Instant.ofEpochMilli(notAfter),
            CertificatePurposes.ofBits(row.getInt("key_usages"), row.getInt("purposes"))));
  }

  /** What listings show of a certificate, in the transaction that puts it in force. */
  static void put(Tx tx, CertificateArn arn, Certificate leaf, Instant issuedAt) {
    ListedCertificate.Issue issue = ListedCertificate.Issue.of(leaf, issuedAt);
    tx.update(
        "UPDATE managed_certificates SET issued_at = ?, not_before = ?, not_after = ?,"
            + " key_usages = ?, purposes = ?, serial = ?, common_name = ? WHERE arn = ?",
        issue.issuedAt().toEpochMilli(),
        issue.notBefore().toEpochMilli(),
        issue.notAfter().toEpochMilli(),
        issue.purposes().keyUsageBits(),
        issue.purposes().purposeBits(),
        leaf.serial().hex(),
        leaf.subject().first(AttributeType.COMMON_NAME).orElse(null),
        arn.toString());
  }

  /** Whether something was issued before listings had columns. */
  static boolean isToFillIn(Tx tx) {
    return tx.first(
            "SELECT id FROM managed_certificates WHERE failure IS NULL AND serial IS NULL"
                + " AND validation_method IS NULL"
                + " LIMIT 1",
            row -> row.getLong(1))
        .isPresent();
  }

  /** Fills in some of what was issued before listings had columns, and answers how many. */
  static int fillIn(Tx tx, int most) {
    List<Unread> unread =
        tx.list(
            "SELECT m.arn, v.chain, v.issued_at FROM managed_certificates m"
                + " JOIN certificate_versions v ON v.id ="
                + " (SELECT MAX(id) FROM certificate_versions WHERE certificate = m.id)"
                + " WHERE m.failure IS NULL AND m.serial IS NULL LIMIT ?",
            row -> new Unread(row.getString(1), row.getString(2), row.getLong(3)),
            most);
    unread.forEach(each -> put(tx, each));
    return unread.size();
  }

  private record Unread(String arn, String chain, long issuedAt) {}

  private static void put(Tx tx, Unread unread) {
    Chain chain = Chain.parse(unread.chain().getBytes(StandardCharsets.US_ASCII));
    put(
        tx,
        CertificateArn.of(unread.arn()),
        chain.first(),
        Instant.ofEpochMilli(unread.issuedAt()));
  }
}
