// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.backup;

import java.util.List;

/**
 * Rows that may not be there.
 *
 * @param wrong what it means that there are some
 * @param sql finds them; its columns say which
 */
record FolderRule(String wrong, String sql) {
  /** What must hold between the tables, and of texts that the server reads. */
  static final List<FolderRule> ALL =
      List.of(
          new FolderRule(
              "a key has no owner",
              "SELECT id FROM keys WHERE id NOT IN (SELECT key_id FROM authorities)"
                  + " AND id NOT IN (SELECT key_id FROM certificate_versions)"
                  + " AND id NOT IN (SELECT key_id FROM ocsp_signers)"
                  + " AND id NOT IN (SELECT value FROM settings)"),
          new FolderRule(
              "an authority's key is lost",
              "SELECT arn FROM authorities WHERE key_id NOT IN (SELECT id FROM keys)"),
          new FolderRule(
              "a managed certificate was issued and has no version",
              "SELECT arn FROM managed_certificates WHERE failure IS NULL"
                  + " AND (validation_method IS NULL OR not_after IS NOT NULL) AND id NOT IN"
                  + " (SELECT certificate FROM certificate_versions)"),
          new FolderRule(
              "a request for a public certificate waits and has no timer",
              "SELECT arn FROM managed_certificates WHERE failure IS NULL AND not_after IS NULL"
                  + " AND validation_method IS NOT NULL AND arn NOT IN"
                  + " (SELECT subject FROM timers WHERE kind = 'certificate.validation')"),
          new FolderRule(
              "a managed certificate failed and has a version",
              "SELECT arn FROM managed_certificates WHERE failure IS NOT NULL AND id IN"
                  + " (SELECT certificate FROM certificate_versions)"),
          new FolderRule(
              "a use names a resource that is gone",
              "SELECT certificate, used_by FROM certificate_uses"
                  + " WHERE used_by NOT IN (SELECT arn FROM mesh_resources)"),
          new FolderRule(
              "a resource is in something that is gone",
              "SELECT arn, container FROM mesh_resources WHERE container <> ''"
                  + " AND container NOT IN (SELECT arn FROM mesh_resources)"),
          new FolderRule(
              "an authority's beginning is not in the log",
              "SELECT arn FROM authorities WHERE arn NOT IN"
                  + " (SELECT subject FROM changes WHERE kind = 'authority.created')"),
          new FolderRule(
              "a certificate's signing is not in the log",
              "SELECT a.arn || '/certificate/' || c.serial FROM certificates c"
                  + " JOIN authorities a ON a.id = c.authority"
                  + " WHERE a.arn || '/certificate/' || c.serial NOT IN"
                  + " (SELECT subject FROM changes WHERE kind = 'certificate.signed')"),
          new FolderRule(
              "a signing is in the log, and neither certificate nor the authority's end",
              "SELECT subject FROM changes WHERE kind = 'certificate.signed' AND subject NOT IN"
                  + " (SELECT a.arn || '/certificate/' || c.serial FROM certificates c"
                  + " JOIN authorities a ON a.id = c.authority)"
                  + " AND substr(subject, 1, instr(subject, '/certificate/') - 1) IN"
                  + " (SELECT arn FROM authorities)"),
          new FolderRule(
              "a managed certificate's beginning is not in the log",
              "SELECT arn FROM managed_certificates WHERE arn NOT IN (SELECT subject FROM changes"
                  + " WHERE kind IN ('certificate.issued', 'certificate.failed',"
                  + " 'certificate.imported', 'certificate.requested'))"),
          new FolderRule(
              "a managed certificate is in the log, and neither it nor its end",
              "SELECT subject FROM changes WHERE kind IN ('certificate.issued',"
                  + " 'certificate.requested')"
                  + " AND subject NOT IN (SELECT arn FROM managed_certificates)"
                  + " AND subject NOT IN"
                  + " (SELECT subject FROM changes WHERE kind = 'certificate.deleted')"),
          new FolderRule(
              "a mesh resource's beginning is not in the log",
              "SELECT arn FROM mesh_resources WHERE arn NOT IN"
                  + " (SELECT subject FROM changes WHERE kind = 'mesh.created')"),
          new FolderRule(
              "a mesh resource is in the log, and neither it nor its end",
              "SELECT subject FROM changes c WHERE kind = 'mesh.created'"
                  + " AND subject NOT IN (SELECT arn FROM mesh_resources) AND NOT EXISTS"
                  + " (SELECT 1 FROM changes d WHERE d.subject = c.subject"
                  + " AND d.kind = 'mesh.deleted' AND d.seq > c.seq)"),
          new FolderRule(
              "a deleted authority has no timer",
              "SELECT arn FROM authorities WHERE restorable_until IS NOT NULL AND arn NOT IN"
                  + " (SELECT subject FROM timers WHERE kind = 'authority.removal')"),
          new FolderRule(
              "an authority that is not deleted has a timer",
              "SELECT subject FROM timers WHERE kind = 'authority.removal' AND subject NOT IN"
                  + " (SELECT arn FROM authorities WHERE restorable_until IS NOT NULL)"),
          new FolderRule(
              "a registered proxy has no timer",
              "SELECT node, proxy FROM endpoints WHERE node || ' ' || proxy NOT IN"
                  + " (SELECT subject FROM timers WHERE kind = 'endpoint.expiry')"),
          new FolderRule(
              "a join token has no timer",
              "SELECT id FROM join_tokens WHERE id NOT IN"
                  + " (SELECT subject FROM timers WHERE kind = 'join-token.expiry')"),
          new FolderRule(
              "a proxy's identity has no timer",
              "SELECT serial FROM proxy_identities WHERE serial NOT IN"
                  + " (SELECT subject FROM timers WHERE kind = 'proxy-identity.expiry')"),
          new FolderRule(
              "an identity's beginning is not in the log",
              "SELECT serial FROM proxy_identities WHERE serial NOT IN (SELECT"
                  + " substr(subject, instr(subject, 'proxy-identity/') + 15) FROM changes"
                  + " WHERE kind IN ('proxy.joined', 'proxy.renewed'))"),
          new FolderRule(
              "an identity is in the log, and neither it nor its end",
              "SELECT subject FROM changes WHERE kind IN ('proxy.joined', 'proxy.renewed')"
                  + " AND substr(subject, instr(subject, 'proxy-identity/') + 15) NOT IN"
                  + " (SELECT serial FROM proxy_identities) AND subject NOT IN"
                  + " (SELECT subject FROM changes WHERE kind IN"
                  + " ('proxy.identity-expired', 'proxy.identity-forgotten'))"),
          new FolderRule(
              "a server's certificate is not in the log",
              "SELECT serial FROM server_certificates WHERE serial NOT IN (SELECT"
                  + " substr(subject, instr(subject, 'certificate/') + 12) FROM changes"
                  + " WHERE kind = 'trust.server-certificate-signed')"),
          new FolderRule(
              "an access key is in the log, and neither it nor its end",
              "SELECT subject FROM changes WHERE kind = 'access-key.created'"
                  + " AND substr(subject, 12) NOT IN (SELECT id FROM access_keys) AND subject NOT IN"
                  + " (SELECT subject FROM changes WHERE kind = 'access-key.deleted')"),
          new FolderRule(
              "a text is no JSON object: the spec of", noObject("mesh_resources", "spec")),
          new FolderRule("a text is no JSON object: tags of", noObject("mesh_resources", "tags")),
          new FolderRule(
              "a text is no JSON object: tags of", noObject("managed_certificates", "tags")),
          new FolderRule("a text is no JSON object: tags of", noObject("authorities", "tags")),
          new FolderRule(
              "a text is no JSON object: the configuration of",
              noObject("authorities", "configuration")),
          new FolderRule(
              "a resource names a certificate, and its use is not recorded",
              "SELECT r.arn, t.value FROM mesh_resources r,"
                  + " json_tree(CASE WHEN json_valid(r.spec) THEN r.spec ELSE '{}' END) t"
                  + " WHERE t.key = 'certificateArn' AND NOT EXISTS (SELECT 1 FROM certificate_uses"
                  + " u WHERE u.certificate = t.value AND u.used_by = r.arn)"));

  private static String noObject(String table, String column) {
    return "SELECT arn FROM %1$s WHERE CASE WHEN json_valid(%2$s) THEN json_type(%2$s) ELSE '' END"
            .formatted(table, column)
        + " <> 'object'";
  }
}
