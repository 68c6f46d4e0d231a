// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.backup;

import java.util.List;

/** What must hold of revocations and of the CRLs that tell them. */
final class FolderRevocationRules {
  static final List<FolderRule> ALL =
      List.of(
          new FolderRule(
              "a revocation is not in the log",
              "SELECT a.arn || '/certificate/' || r.serial FROM revocations r"
                  + " JOIN authorities a ON a.id = r.authority"
                  + " WHERE a.arn || '/certificate/' || r.serial NOT IN"
                  + " (SELECT subject FROM changes WHERE kind = 'certificate.revoked')"),
          new FolderRule(
              "a revocation is in the log, and neither it nor the authority's end",
              "SELECT subject FROM changes WHERE kind = 'certificate.revoked' AND subject NOT IN"
                  + " (SELECT a.arn || '/certificate/' || r.serial FROM revocations r"
                  + " JOIN authorities a ON a.id = r.authority)"
                  + " AND substr(subject, 1, instr(subject, '/certificate/') - 1) IN"
                  + " (SELECT arn FROM authorities)"),
          new FolderRule(
              "a certificate that was never issued is revoked",
              "SELECT authority, serial FROM revocations r WHERE NOT EXISTS"
                  + " (SELECT 1 FROM certificates c"
                  + " WHERE c.authority = r.authority AND c.serial = r.serial)"),
          new FolderRule(
              "a CRL has other parts than its length says",
              "SELECT path FROM crls c WHERE octets <>"
                  + " (SELECT SUM(LENGTH(b.octets)) FROM crl_parts p"
                  + " JOIN crl_blocks b ON b.block = p.block WHERE p.edition = c.edition)"),
          new FolderRule(
              "parts of a CRL belong to no edition",
              "SELECT edition FROM crl_parts WHERE edition NOT IN (SELECT edition FROM crls)"
                  + " AND edition NOT IN (SELECT edition FROM crl_editions)"),
          new FolderRule(
              "a block of a CRL is part of no edition",
              "SELECT block FROM crl_blocks b WHERE NOT EXISTS"
                  + " (SELECT 1 FROM crl_parts p WHERE p.block = b.block)"),
          new FolderRule(
              "an authority that publishes CRLs has no timer",
              "SELECT arn FROM authorities a JOIN authority_revocation r ON r.authority = a.id"
                  + " WHERE r.crl_days IS NOT NULL AND a.installed IS NOT NULL"
                  + " AND a.restorable_until IS NULL AND arn NOT IN"
                  + " (SELECT subject FROM timers WHERE kind = 'authority.publication')"));

  private FolderRevocationRules() {}
}
