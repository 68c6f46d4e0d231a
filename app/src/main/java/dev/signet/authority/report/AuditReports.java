// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.report;

import dev.signet.authority.AuthorityArn;
import dev.signet.authority.OutsideBuckets;
import dev.signet.authority.lifecycle.Authority;
import dev.signet.authority.lifecycle.AuthorityLifecycle.Use;
import dev.signet.authority.lifecycle.AuthorityLookup;
import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.PieceStream;
import dev.signet.kernel.Refusal;
import dev.signet.ledger.Change;
import java.time.Instant;

/** Writes reports of all that an authority issued, revoked or not, expired or not, to buckets. */
public final class AuditReports {
  /** The change; its subject is the authority's ARN, {@code /audit-report/} and the report's id. */
  public static final String REPORTED = "authority.reported";

  private final Ground ground;
  private final OutsideBuckets buckets;

  public AuditReports(Ground ground, OutsideBuckets buckets) {
    this.ground = ground;
    this.buckets = buckets;
  }

  /**
   * Writes a report (CreateCertificateAuthorityAuditReport); it is in the bucket when this returns.
   *
   * @throws Refusal NOT_FOUND where there is no such bucket, INVALID where it takes nothing
   */
  public AuditReport create(Caller caller, AuthorityArn arn, String bucket, AuditFormat format) {
    Instant now = ground.now();
    Authority authority =
        ground.store().read(tx -> AuthorityLookup.usable(tx, caller, arn, Use.REPORT, now));
    requireWritable(caller, bucket);
    String id = ground.entropy().uuid().toString();
    String key = "audit-report/" + arn.id() + "/" + id + "." + format.ending();
    AuditReport report = new AuditReport(id, bucket, key, now);
    var octets = new PieceStream(new AuditPages(ground, authority, format));
    buckets.write(caller, bucket, key, format.contentType(), octets);
    ground
        .store()
        .write(tx -> {
          ReportTables.insert(tx, authority, report);
          String subject = arn + "/audit-report/" + id;
          ground.ledger().append(tx, Change.by(caller, now, REPORTED, subject));
          return true;
        });
    return report;
  }

  private void requireWritable(Caller caller, String bucket) {
    try {
      buckets.requireWritable(caller, bucket, false);
    } catch (Refusal refusal) {
      throw refusal.kind() == Refusal.Kind.NOT_FOUND
          ? Refusal.notFound("S3BucketName: " + refusal.message())
          : Refusal.invalid("S3BucketName: " + refusal.message());
    }
  }

  /** A report that was written (DescribeCertificateAuthorityAuditReport). */
  public AuditReport get(Caller caller, AuthorityArn arn, String id) {
    return ground
        .store()
        .read(tx ->
            ReportTables.find(tx, AuthorityLookup.existing(tx, caller, arn, ground.now()), id))
        .orElseThrow(() -> Refusal.notFound("Could not find audit report " + id + "."));
  }
}
