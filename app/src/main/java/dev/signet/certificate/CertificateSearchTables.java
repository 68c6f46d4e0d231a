// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.certificate.CertificateSearch.Criterion;
import dev.signet.certificate.CertificateSearch.Order;
import dev.signet.kernel.Home;
import dev.signet.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds rows of {@code managed_certificates} by what people look for. */
final class CertificateSearchTables {
  private static final String USED =
      "EXISTS (SELECT 1 FROM certificate_uses u WHERE u.certificate = arn)";

  private CertificateSearchTables() {}

  /** A certificate and where the page after it begins. */
  record Found(ManagedCertificate certificate, String place) {}

  /** One more than the page shows. */
  static List<Found> find(Tx tx, Home home, CertificateSearch search, Instant now) {
    String key = key(search.order(), now);
    String direction = search.descending() ? "DESC" : "ASC";
    List<Where> wanted = new ArrayList<>();
    wanted.add(within(home, search.criterion()));
    wanted.add(where(search.criterion(), now));
    search.after().map(place -> beyond(place, key, search)).ifPresent(wanted::add);
    Where all = Where.joined(" AND ", wanted);
    List<Object> values = new ArrayList<>(all.values());
    values.add(search.limit() + 1);
    return tx.list(
        "SELECT f.place, "
            + ManagedCertificateTables.COLUMNS
            + ManagedCertificateTables.FROM
            + " JOIN (SELECT id, "
            + key
            + " AS place FROM managed_certificates WHERE "
            + all.sql()
            + " ORDER BY place "
            + direction
            + ", arn LIMIT ?) f ON f.id = m.id ORDER BY f.place "
            + direction
            + ", m.arn",
        row -> {
          ManagedCertificate found = ManagedCertificateTables.read(row);
          return new Found(found, row.getString("place") + " " + found.arn());
        },
        values.toArray());
  }

  /** Where few are looked for, the index over all of a home is of no use: SQLite would read it. */
  private static Where within(Home home, Criterion criterion) {
    String unindexed = isOfFew(criterion) ? " || ''" : "";
    return Where.of(
        "account" + unindexed + " = ? AND region" + unindexed + " = ?",
        home.account().value(),
        home.region().name());
  }

  /** Whether an index of its own finds them. */
  private static boolean isOfFew(Criterion criterion) {
    return switch (criterion) {
      case Criterion.And(var parts) -> parts.stream().anyMatch(CertificateSearchTables::isOfFew);
      case Criterion.Or(var parts) -> parts.stream().allMatch(CertificateSearchTables::isOfFew);
      case Criterion.OfArn _ -> true;
      case Criterion.CommonName(var _, var contains) -> !contains;
      case Criterion.DnsName(var _, var contains) -> !contains;
      default -> false;
    };
  }

  private static Where beyond(String place, String key, CertificateSearch search) {
    int between = place.lastIndexOf(' ');
    String text = place.substring(0, between);
    Object value = isText(search.order()) ? text : (Object) Long.parseLong(text);
    String arn = place.substring(between + 1);
    String operator = search.descending() ? " < ?" : " > ?";
    return Where.of("(" + key + operator + " OR (" + key + " = ? AND arn > ?))", value, value, arn);
  }

  private static boolean isText(Order order) {
    return switch (order) {
      case KEY_ALGORITHM, ORIGIN, ARN, COMMON_NAME, RENEWAL_STATUS -> true;
      default -> false;
    };
  }

  /** The expression that rows are sorted by; it always has a value. */
  private static String key(Order order, Instant now) {
    return switch (order) {
      case CREATED_AT -> "created_at";
      case NOT_AFTER -> "COALESCE(not_after, 0)";
      case NOT_BEFORE -> "COALESCE(not_before, 0)";
      case ISSUED_AT -> "CASE WHEN origin <> 'IMPORTED' THEN COALESCE(issued_at, 0) ELSE 0 END";
      case IMPORTED_AT -> "CASE WHEN origin = 'IMPORTED' THEN issued_at ELSE 0 END";
      case REVOKED_AT -> "COALESCE(revoked_at, 0)";
      case STATUS ->
          "CASE WHEN failure = 'VALIDATION_TIMED_OUT' THEN 5 WHEN failure IS NOT NULL THEN 1"
              + " WHEN revoked_at IS NOT NULL THEN 4 WHEN not_after IS NULL THEN 3 WHEN not_after < "
              + now.toEpochMilli()
              + " THEN 0 ELSE 2 END"; // EXPIRED, FAILED, ISSUED, PENDING_…, REVOKED, VALIDATION_…
      case RENEWAL_STATUS -> "COALESCE(renewal_status, '')";
      case RENEWAL_ELIGIBILITY -> yesOrNo(eligible(now));
      case EXPORTED -> "exported";
      case IN_USE -> yesOrNo(USED);
      case KEY_ALGORITHM -> "key_spec";
      case ORIGIN -> "origin";
      case ARN -> "arn";
      case COMMON_NAME -> "COALESCE(common_name, '')";
    };
  }

  private static String eligible(Instant now) {
    return "origin <> 'IMPORTED' AND failure IS NULL AND revoked_at IS NULL AND not_after >= "
        + now.toEpochMilli()
        + " AND (exported = 1 OR "
        + USED
        + ")";
  }

  private static String yesOrNo(String condition) {
    return "CASE WHEN " + condition + " THEN 1 ELSE 0 END";
  }

  private static Where where(Criterion criterion, Instant now) {
    return switch (criterion) {
      case Criterion.And(var parts) ->
          parts.isEmpty()
              ? Where.of("1 = 1")
              : Where.joined(" AND ", parts.stream().map(part -> where(part, now)).toList());
      case Criterion.Or(var parts) -> Where.any(parts.stream().map(part -> where(part, now)));
      case Criterion.Not(var part) -> where(part, now).not();
      case Criterion.OfArn(var arn) -> Where.of("arn = ?", arn);
      case Criterion.CommonName(var value, var contains) ->
          contains
              ? Where.of("LOWER(common_name) LIKE ? ESCAPE '\\'", "%" + like(value) + "%")
              : Where.of("LOWER(common_name) = ?", value.toLowerCase(Locale.ROOT));
      case Criterion.DnsName(var value, var contains) -> dnsName(value, contains);
      case Criterion.Serves(var purpose) ->
          Where.of(
              "(purposes & ?) <> 0",
              new CertificatePurposes(Set.of(), Set.of(purpose)).purposeBits());
      case Criterion.Uses(var usages) -> Where.of("(key_usages & ?) <> 0", usages.bits());
      case Criterion.OfKey(var key) -> Where.of("key_spec = ?", key.name());
      case Criterion.OfSerial(var serial) -> Where.of("serial = ?", serial.hex());
      case Criterion.Within(var end, var from, var to) ->
          within(end ? "not_after" : "not_before", from, to);
      case Criterion.InState(var status) -> CertificateListingTables.is(status, now);
      case Criterion.Renewed(var status) -> Where.of("renewal_status = ?", status.name());
      case Criterion.From(var origin) -> Where.of("origin = ?", origin.name());
      case Criterion.Exportable(var exportable) -> CertificateListingTables.exportable(exportable);
      case Criterion.ProvenBy(var method) -> Where.of("validation_method = ?", method.name());
      case Criterion.ManagedBy(var service) -> Where.of("managed_by = ?", service);
      case Criterion.InUse(var used) -> Where.of((used ? "" : "NOT ") + USED);
      case Criterion.Exported(var exported) ->
          Where.of("(origin <> 'IMPORTED' AND exported = ?)", exported ? 1 : 0);
    };
  }

  /** Names stand in lower case; a whole one is found by its row, a part of one by reading all. */
  private static Where dnsName(String value, boolean contains) {
    String named = "id IN (SELECT n.certificate FROM certificate_names n WHERE n.name ";
    return contains
        ? Where.of(named + "LIKE ? ESCAPE '\\')", "%" + like(value) + "%")
        : Where.of(named + "= ?)", value.toLowerCase(Locale.ROOT));
  }

  private static String like(String value) {
    return value.toLowerCase(Locale.ROOT).replaceAll("[\\\\%_]", "\\\\$0");
  }

  private static Where within(String column, Optional<Instant> from, Optional<Instant> to) {
    List<Where> parts = new ArrayList<>();
    parts.add(Where.of(column + " IS NOT NULL"));
    from.ifPresent(start -> parts.add(Where.of(column + " >= ?", start.toEpochMilli())));
    to.ifPresent(end -> parts.add(Where.of(column + " <= ?", end.toEpochMilli())));
    return Where.joined(" AND ", parts);
  }
}
