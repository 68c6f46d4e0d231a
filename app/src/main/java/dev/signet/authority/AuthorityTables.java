// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Region;
import dev.signet.kernel.TagText;
import dev.signet.kernel.Tags;
import dev.signet.key.KeyRef;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.path.CaType;
import dev.signet.store.Tx;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** Rows of {@code authorities} and {@code authority_certificates}. */
final class AuthorityTables {
  private static final String SELECT =
      "SELECT a.*, c.chain AS chain FROM authorities a"
          + " LEFT JOIN authority_certificates c ON c.id = a.installed";

  private AuthorityTables() {}

  static Optional<Authority> find(Tx tx, String arn) {
    return tx.handle()
        .createQuery(SELECT + " WHERE a.arn = :arn")
        .bind("arn", arn)
        .map(AuthorityTables::authority)
        .findOne();
  }

  /** One that can no longer be restored, if there is any. */
  static Optional<Authority> ended(Tx tx, Instant now) {
    return tx.handle()
        .createQuery(SELECT + " WHERE a.restorable_until <= :now LIMIT 1")
        .bind("now", now.toEpochMilli())
        .map(AuthorityTables::authority)
        .findOne();
  }

  /** Authorities after a position of the listing, newest first. */
  static List<Authority> list(
      Tx tx, Caller caller, long createdBefore, String arnAfter, int limit) {
    return tx.handle()
        .createQuery(
            SELECT
                + " WHERE a.account = :account AND a.region = :region"
                + " AND (a.created_at < :before OR (a.created_at = :before AND a.arn > :after))"
                + " ORDER BY a.created_at DESC, a.arn LIMIT :limit")
        .bind("account", caller.account().value())
        .bind("region", caller.region().name())
        .bind("before", createdBefore)
        .bind("after", arnAfter)
        .bind("limit", limit)
        .map(AuthorityTables::authority)
        .list();
  }

  /** The Regions in which an account has some. */
  static List<String> regions(Tx tx, AccountId account) {
    return tx.handle()
        .createQuery("SELECT DISTINCT region FROM authorities WHERE account = :account")
        .bind("account", account.value())
        .mapTo(String.class)
        .list();
  }

  static void insert(Tx tx, Authority authority) {
    tx.handle()
        .createUpdate(
            "INSERT INTO authorities (arn, account, region, type, status, configuration, key_id,"
                + " key_spec, signature_scheme, short_lived, key_storage, csr, created_at,"
                + " changed_at, tags) VALUES (:arn, :account, :region, :type, :status,"
                + " :configuration, :key, :spec, :scheme, :shortLived, :keyStorage, :csr,"
                + " :created, :created, :tags)")
        .bind("arn", authority.arn())
        .bind("account", authority.account().value())
        .bind("region", authority.region().name())
        .bind("type", authority.type().name())
        .bind("status", authority.stored().name())
        .bind("configuration", authority.settings().configuration())
        .bind("key", authority.signing().key().id())
        .bind("spec", authority.signing().spec().name())
        .bind("scheme", authority.signing().scheme().name())
        .bind("shortLived", authority.settings().shortLived())
        .bind("keyStorage", authority.settings().keyStorage())
        .bind("csr", authority.signing().csr())
        .bind("created", authority.createdAt().toEpochMilli())
        .bind("tags", TagText.of(authority.tags()))
        .execute();
  }

  static void setStatus(Tx tx, Authority authority, AuthorityStatus status, Instant now) {
    tx.handle()
        .createUpdate(
            "UPDATE authorities SET status = :status, restores_to = NULL, restorable_until = NULL,"
                + " changed_at = :now WHERE id = :id")
        .bind("status", status.name())
        .bind("now", now.toEpochMilli())
        .bind("id", authority.id())
        .execute();
  }

  static void setDeleted(Tx tx, Authority authority, Instant until, Instant now) {
    tx.handle()
        .createUpdate(
            "UPDATE authorities SET status = 'DELETED', restores_to = :before,"
                + " restorable_until = :until, changed_at = :now WHERE id = :id")
        .bind("before", authority.stored().name())
        .bind("until", until.toEpochMilli())
        .bind("now", now.toEpochMilli())
        .bind("id", authority.id())
        .execute();
  }

  static void install(
      Tx tx, Authority authority, Chain chain, AuthorityStatus status, Instant now) {
    long row =
        tx.handle()
            .createUpdate(
                "INSERT INTO authority_certificates (authority, chain) VALUES (:id, :chain)")
            .bind("id", authority.id())
            .bind("chain", chain.pem())
            .executeAndReturnGeneratedKeys("id")
            .mapTo(Long.class)
            .one();
    tx.handle()
        .createUpdate(
            "UPDATE authorities SET installed = :row, status = :status, changed_at = :now"
                + " WHERE id = :id")
        .bind("row", row)
        .bind("status", status.name())
        .bind("now", now.toEpochMilli())
        .bind("id", authority.id())
        .execute();
  }

  static void setTags(Tx tx, Authority authority, Tags tags) {
    tx.handle()
        .createUpdate("UPDATE authorities SET tags = :tags WHERE id = :id")
        .bind("tags", TagText.of(tags))
        .bind("id", authority.id())
        .execute();
  }

  /** Removes it with its permissions and CA certificates; what it issued must be gone. */
  static void delete(Tx tx, Authority authority) {
    for (String rows :
        List.of(
            "authority_permissions WHERE authority",
            "authority_certificates WHERE authority",
            "authorities WHERE id")) {
      tx.update("DELETE FROM " + rows + " = ?", authority.id());
    }
  }

  private static Authority authority(ResultSet row, StatementContext context) throws SQLException {
    String chain = row.getString("chain");
    long until = row.getLong("restorable_until");
    boolean deleted = !row.wasNull();
    return new Authority(
        row.getLong("id"),
        row.getString("arn"),
        new AccountId(row.getString("account")),
        new Region(row.getString("region")),
        CaType.valueOf(row.getString("type")),
        AuthorityStatus.valueOf(row.getString("status")),
        Optional.ofNullable(row.getString("restores_to")).map(AuthorityStatus::valueOf),
        deleted ? Optional.of(Instant.ofEpochMilli(until)) : Optional.empty(),
        new Authority.Settings(
            row.getString("configuration"),
            row.getBoolean("short_lived"),
            row.getString("key_storage")),
        new Authority.Signing(
            new KeyRef(row.getString("key_id")),
            KeySpec.valueOf(row.getString("key_spec")),
            SignatureScheme.valueOf(row.getString("signature_scheme")),
            row.getString("csr")),
        chain == null
            ? Optional.empty()
            : Optional.of(
                new Authority.Installed(row.getLong("installed"), ChainText.parse(chain))),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("changed_at")),
        TagText.parse(row.getString("tags")));
  }

  /** Parsed chains by their text: a chain never changes and parsing costs more than a query. */
  private static final class ChainText {
    private static final LoadingCache<String, Chain> PARSED =
        Caffeine.newBuilder()
            .maximumSize(200)
            .build(text -> Chain.parse(text.getBytes(StandardCharsets.US_ASCII)));

    static Chain parse(String pem) {
      return PARSED.get(pem);
    }
  }
}
