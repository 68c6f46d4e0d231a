// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.lifecycle;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.signet.authority.AuthorityArn;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Home;
import dev.signet.kernel.ListingPosition;
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

/** Rows of {@code authorities} and {@code authority_certificates}. */
public final class AuthorityTables {
  private static final String SELECT =
      "SELECT a.id, a.arn, a.type, a.status, a.restores_to, a.restorable_until, a.configuration,"
          + " a.short_lived, a.key_storage, a.key_id, a.key_spec, a.signature_scheme, a.csr,"
          + " a.installed, a.created_at, a.changed_at, a.tags, c.chain, "
          + RevocationSettingsTables.COLUMNS
          + " FROM authorities a LEFT JOIN authority_certificates c ON c.id = a.installed"
          + " LEFT JOIN authority_revocation r ON r.authority = a.id";

  private AuthorityTables() {}

  /** The authority of that ARN, also one that is gone and waits to be removed. */
  public static Optional<Authority> find(Tx tx, AuthorityArn arn) {
    return tx.first(SELECT + " WHERE a.arn = ?", AuthorityTables::authority, arn.toString());
  }

  /** The same by the UUID at the end of its ARN. */
  public static Optional<Authority> findById(Tx tx, String uuid) {
    return tx.first(
        SELECT + " WHERE substr(a.arn, length(a.arn) - 35) = ?", AuthorityTables::authority, uuid);
  }

  /** Authorities after a position of the listing, newest first, without those that are gone. */
  static List<Authority> list(Tx tx, Home home, Instant now, ListingPosition after, int limit) {
    return tx.list(
        SELECT
            + " WHERE a.account = ? AND a.region = ?"
            + " AND (a.restorable_until IS NULL OR a.restorable_until > ?)"
            + " AND (a.created_at < ? OR (a.created_at = ? AND a.arn > ?))"
            + " ORDER BY a.created_at DESC, a.arn LIMIT ?",
        AuthorityTables::authority,
        home.account().value(),
        home.region().name(),
        now.toEpochMilli(),
        after.createdAt(),
        after.createdAt(),
        after.arn(),
        limit);
  }

  /** The Regions in which an account has some. */
  public static List<String> regions(Tx tx, AccountId account) {
    return tx.list(
        "SELECT DISTINCT region FROM authorities WHERE account = ?",
        row -> row.getString(1),
        account.value());
  }

  static void insert(Tx tx, Authority authority) {
    tx.update(
        "INSERT INTO authorities (arn, account, region, type, status, configuration, key_id,"
            + " key_spec, signature_scheme, short_lived, key_storage, csr, created_at,"
            + " changed_at, tags) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        authority.arn().toString(),
        authority.arn().home().account().value(),
        authority.arn().home().region().name(),
        authority.type().name(),
        authority.stored().name(),
        authority.settings().configuration(),
        authority.signing().key().id(),
        authority.signing().spec().name(),
        authority.signing().scheme().name(),
        authority.settings().shortLived() ? 1 : 0,
        authority.settings().keyStorage(),
        authority.signing().csr(),
        authority.createdAt().toEpochMilli(),
        authority.createdAt().toEpochMilli(),
        TagText.of(authority.tags()));
  }

  static void setStatus(Tx tx, Authority authority, AuthorityStatus status, Instant now) {
    tx.update(
        "UPDATE authorities SET status = ?, restores_to = NULL, restorable_until = NULL,"
            + " changed_at = ? WHERE id = ?",
        status.name(),
        now.toEpochMilli(),
        authority.id());
  }

  static void setDeleted(Tx tx, Authority authority, Instant until, Instant now) {
    tx.update(
        "UPDATE authorities SET status = 'DELETED', restores_to = ?, restorable_until = ?,"
            + " changed_at = ? WHERE id = ?",
        authority.stored().name(),
        until.toEpochMilli(),
        now.toEpochMilli(),
        authority.id());
  }

  static void install(
      Tx tx, Authority authority, Chain chain, AuthorityStatus status, Instant now) {
    long row =
        tx.first(
                "INSERT INTO authority_certificates (authority, chain, not_after)"
                    + " VALUES (?, ?, ?) RETURNING id",
                inserted -> inserted.getLong(1),
                authority.id(),
                chain.pem(),
                chain.first().period().notAfter().getEpochSecond())
            .orElseThrow();
    tx.update(
        "UPDATE authorities SET installed = ?, status = ?, changed_at = ? WHERE id = ?",
        row,
        status.name(),
        now.toEpochMilli(),
        authority.id());
  }

  /** Replaces its tags. */
  public static void setTags(Tx tx, Authority authority, Tags tags) {
    tx.update("UPDATE authorities SET tags = ? WHERE id = ?", TagText.of(tags), authority.id());
  }

  /** Removes it with its permissions and CA certificates; what it issued must be gone. */
  public static void delete(Tx tx, Authority authority) {
    for (String rows :
        List.of(
            "authority_permissions WHERE authority",
            "authority_policies WHERE authority",
            "authority_revocation WHERE authority",
            "ocsp_issuers WHERE authority",
            "authority_certificates WHERE authority",
            "authorities WHERE id")) {
      tx.update("DELETE FROM " + rows + " = ?", authority.id());
    }
  }

  private static Authority authority(ResultSet row) throws SQLException {
    String chain = row.getString("chain");
    long until = row.getLong("restorable_until");
    boolean deleted = !row.wasNull();
    return new Authority(
        row.getLong("id"),
        AuthorityArn.of(row.getString("arn")),
        CaType.valueOf(row.getString("type")),
        AuthorityStatus.valueOf(row.getString("status")),
        Optional.ofNullable(row.getString("restores_to")).map(AuthorityStatus::valueOf),
        deleted ? Optional.of(Instant.ofEpochMilli(until)) : Optional.empty(),
        new Authority.CreationSettings(
            row.getString("configuration"),
            row.getInt("short_lived") == 1,
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
        RevocationSettingsTables.read(row),
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
