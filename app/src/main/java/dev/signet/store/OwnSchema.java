// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import dev.signet.kernel.Refusal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * What may be in a database. This schema has neither triggers nor views: one that is there was made
 * by somebody else, and would change or hide rows behind every statement. A table of somebody else
 * may refer to ours and keep its rows from being removed.
 */
final class OwnSchema {
  /** Every table that a migration makes or made; no other is one of ours. */
  static final Set<String> TABLES =
      Set.of(
          "access_keys",
          "audit_reports",
          "authorities",
          "authority_certificates",
          "authority_permissions",
          "authority_policies",
          "authority_revocation",
          "bucket_chunks",
          "bucket_contents",
          "bucket_objects",
          "bucket_parts",
          "bucket_uploads",
          "buckets",
          "certificate_accounts",
          "certificate_names",
          "certificate_uses",
          "certificate_versions",
          "certificates",
          "changes",
          "crl_blocks",
          "crl_editions",
          "crl_parts",
          "crls",
          "endpoints",
          "event_deliveries",
          "event_rules",
          "event_targets",
          "flyway_schema_history",
          "idempotency",
          "join_tokens",
          "keys",
          "managed_certificates",
          "mesh_references",
          "mesh_resources",
          "ocsp_issuers",
          "ocsp_signers",
          "proxy_identities",
          "revocations",
          "secret_labels",
          "secret_rotations",
          "secret_versions",
          "secrets",
          "server_certificates",
          "settings",
          "timers");

  private OwnSchema() {}

  /** Refuses a database of this schema or an older one that has more, naming it. */
  static void require(Connection connection, Path file) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view', 'table')"
                    + " AND substr(name, 1, 7) <> 'sqlite_'")) { // those are SQLite's own
      while (found.next()) {
        if (found.getString(1).equals("table") && TABLES.contains(found.getString(2))) {
          continue;
        }
        throw Refusal.wrongState(
            file
                + " has the "
                + found.getString(1)
                + " "
                + found.getString(2)
                + ", which Signet did not make: expected none");
      }
    }
  }
}
