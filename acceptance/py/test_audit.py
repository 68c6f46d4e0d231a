# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""What the private CA leaves in buckets: audit reports, and CRLs."""

import csv
import io
import json
import unittest
from contextlib import ExitStack

from botocore.exceptions import ClientError
from cryptography import x509

from issue_load import Apis, Call
from signet_under_test import awaited, server

MEMBERS = ["awsAccountId", "requestedByServicePrincipal", "certificateArn", "serial", "subject", "notBefore",
           "notAfter", "issuedAt", "revokedAt", "revocationReason", "templateArn"]


class InBuckets(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        ends = ExitStack()
        cls.addClassCleanup(ends.close)
        running = ends.enter_context(server())
        session = running.clients()
        cls.apis = Apis(session)
        cls.pca, cls.root = cls.apis.pca, cls.apis.private_root
        cls.s3 = session.client("s3")
        cls.s3.create_bucket(Bucket="reports")

    def issued(self):
        return self.apis.make(Call(managed=False))

    def report(self, form):
        made = self.pca.create_certificate_authority_audit_report(
            CertificateAuthorityArn=self.root, S3BucketName="reports", AuditReportResponseFormat=form)
        self.pca.get_waiter("audit_report_created").wait(
            CertificateAuthorityArn=self.root, AuditReportId=made["AuditReportId"],
            WaiterConfig={"Delay": 1, "MaxAttempts": 1})
        self.assertRegex(made["S3Key"], rf"^audit-report/[0-9a-f-]{{36}}/{made['AuditReportId']}\.{form.lower()}$")
        return self.s3.get_object(Bucket="reports", Key=made["S3Key"])["Body"].read().decode()

    def test_a_report_tells_of_every_certificate(self):
        arn, revoked = self.issued(), self.issued()
        self.pca.revoke_certificate(
            CertificateAuthorityArn=self.root, CertificateSerial=revoked.rpartition("/")[2],
            RevocationReason="KEY_COMPROMISE")
        rows = json.loads(self.report("JSON"))
        self.assertEqual(sorted(rows, key=lambda row: row["issuedAt"]), rows)
        by_arn = {row["certificateArn"]: row for row in rows}
        self.assertIn("template/RootCACertificate/V1", rows[0]["templateArn"], "its own certificate comes first")
        self.assertNotIn("revokedAt", by_arn[arn])
        self.assertEqual("KEY_COMPROMISE", by_arn[revoked]["revocationReason"])
        self.assertRegex(by_arn[revoked]["revokedAt"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$")
        pem = self.pca.get_certificate(CertificateAuthorityArn=self.root, CertificateArn=arn)["Certificate"]
        certificate = x509.load_pem_x509_certificate(pem.encode())
        self.assertEqual(certificate.subject.rfc4514_string(), by_arn[arn]["subject"])
        self.assertEqual(int(by_arn[arn]["serial"].replace(":", ""), 16), certificate.serial_number)

        lines = list(csv.reader(io.StringIO(self.report("CSV"))))
        self.assertEqual(MEMBERS, lines[0])
        self.assertEqual([[row.get(member, "") for member in MEMBERS] for row in rows], lines[1:])

    def test_a_report_needs_a_bucket(self):
        with self.assertRaises(self.pca.exceptions.ResourceNotFoundException) as refused:
            self.pca.create_certificate_authority_audit_report(
                CertificateAuthorityArn=self.root, S3BucketName="nowhere", AuditReportResponseFormat="JSON")
        self.assertIn("nowhere", str(refused.exception))
        with self.assertRaises(self.pca.exceptions.ResourceNotFoundException):
            self.pca.describe_certificate_authority_audit_report(
                CertificateAuthorityArn=self.root, AuditReportId="6ba7b810-9dad-11d1-80b4-00c04fd430c8")

    def publish(self, bucket, acl):
        self.pca.update_certificate_authority(
            CertificateAuthorityArn=self.root,
            RevocationConfiguration={"CrlConfiguration": {
                "Enabled": True, "ExpirationInDays": 7, "S3BucketName": bucket, "S3ObjectAcl": acl}})

    def crl(self, bucket):
        try:
            key = f"crl/{self.root.rpartition('/')[2]}.crl"
            found = self.s3.get_object(Bucket=bucket, Key=key)
        except self.s3.exceptions.NoSuchKey:
            return None
        self.assertEqual("application/pkix-crl", found["ContentType"])
        return x509.load_der_x509_crl(found["Body"].read())

    def tells(self, bucket, serial):
        crl = self.crl(bucket)
        return crl is not None and crl.get_revoked_certificate_by_serial_number(serial) is not None

    def test_a_crl_reaches_its_bucket_each_time(self):
        self.s3.create_bucket(Bucket="lists")
        self.publish("lists", "BUCKET_OWNER_FULL_CONTROL")
        for _ in range(2):
            serial = self.issued().rpartition("/")[2]
            self.pca.revoke_certificate(
                CertificateAuthorityArn=self.root, CertificateSerial=serial, RevocationReason="SUPERSEDED")
            awaited(lambda: self.tells("lists", int(serial, 16)))

    def test_a_bucket_that_takes_no_crl_is_refused(self):
        for bucket, acl in [("nowhere", "BUCKET_OWNER_FULL_CONTROL"), ("shut", "PUBLIC_READ")]:
            if bucket == "shut":
                self.s3.create_bucket(Bucket="shut")
                self.s3.put_public_access_block(
                    Bucket="shut", PublicAccessBlockConfiguration={"BlockPublicAcls": True})
            with self.assertRaises(ClientError) as refused:
                self.publish(bucket, acl)
            self.assertEqual("ValidationException", refused.exception.response["Error"]["Code"])
            self.assertIn("Check your S3 bucket permissions and try again", str(refused.exception))


if __name__ == "__main__":
    unittest.main()
