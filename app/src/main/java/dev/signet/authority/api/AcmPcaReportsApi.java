// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.api;

import dev.signet.authority.AuthorityArn;
import dev.signet.authority.report.AuditFormat;
import dev.signet.authority.report.AuditReport;
import dev.signet.authority.report.AuditReports;
import dev.signet.kernel.Caller;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.AuditReportStatus;
import dev.signet.wire.generated.acmpca.CreateCertificateAuthorityAuditReportRequest;
import dev.signet.wire.generated.acmpca.CreateCertificateAuthorityAuditReportResponse;
import dev.signet.wire.generated.acmpca.DescribeCertificateAuthorityAuditReportRequest;
import dev.signet.wire.generated.acmpca.DescribeCertificateAuthorityAuditReportResponse;

/** The acm-pca operations for audit reports. A report is there when its creation is answered. */
final class AcmPcaReportsApi {
  private final AuditReports reports;

  private AcmPcaReportsApi(AuditReports reports) {
    this.reports = reports;
  }

  static Bindings<Caller> bindings(AuditReports reports) {
    AcmPcaReportsApi api = new AcmPcaReportsApi(reports);
    return Bindings.<Caller>none()
        .on(AcmPca.CREATE_CERTIFICATE_AUTHORITY_AUDIT_REPORT, api::create)
        .on(AcmPca.DESCRIBE_CERTIFICATE_AUTHORITY_AUDIT_REPORT, api::describe);
  }

  private CreateCertificateAuthorityAuditReportResponse create(
      Caller caller, CreateCertificateAuthorityAuditReportRequest request) {
    AuditReport report =
        reports.create(
            caller,
            AuthorityArn.of(request.certificateAuthorityArn()),
            request.s3BucketName(),
            AuditFormat.valueOf(request.auditReportResponseFormat().value()));
    return CreateCertificateAuthorityAuditReportResponse.of()
        .withAuditReportId(report.id())
        .withS3Key(report.key());
  }

  private DescribeCertificateAuthorityAuditReportResponse describe(
      Caller caller, DescribeCertificateAuthorityAuditReportRequest request) {
    AuditReport report =
        reports.get(
            caller, AuthorityArn.of(request.certificateAuthorityArn()), request.auditReportId());
    return DescribeCertificateAuthorityAuditReportResponse.of()
        .withAuditReportStatus(AuditReportStatus.SUCCESS)
        .withS3BucketName(report.bucket())
        .withS3Key(report.key())
        .withCreatedAt(report.createdAt());
  }
}
