# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""What a server tells who watches it: metrics to Prometheus, events to a webhook."""

import json
import tempfile
import threading
import unittest
import urllib.request
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from issue_load import Apis, Call
from signet_under_test import awaited, environment, server

TOKEN = "a-token-that-nobody-prints"


class Webhook:
    """Somebody else's receiver; it takes events while it is open."""

    def __init__(self):
        self.open = True
        self.asked, self.taken = [], []
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                event = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                authorized = self.headers["Authorization"] == f"Bearer {TOKEN}"
                status = 204 if hook.open and authorized else 503
                hook.asked.append(event)
                if status == 204:
                    hook.taken.append(event)
                self.send_response(status)
                self.end_headers()

            def log_message(self, *arguments):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_port}/"

    def close(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def subjects(self, kind):
        return [event["subject"] for event in self.taken if event["type"] == f"dev.signet.acm-pca.{kind}"]


class Watching(unittest.TestCase):

    def setUp(self):
        ends = ExitStack()
        self.addCleanup(ends.close)
        self.hook = Webhook()
        ends.callback(self.hook.close)
        token = Path(ends.enter_context(tempfile.TemporaryDirectory())) / "token"
        token.write_text(TOKEN + "\n")
        ends.enter_context(environment(SIGNET_WEBHOOK=self.hook.url, SIGNET_WEBHOOK_TOKEN_FILE=str(token)))
        self.running = ends.enter_context(server())
        self.apis = Apis(self.running.clients())

    def metrics(self):
        url = json.loads((self.running.data / "server.json").read_text())["status"]
        with urllib.request.urlopen(f"{url}/metrics", timeout=10) as answer:
            return {sample.name + json.dumps(sample.labels): sample.value
                    for family in text_string_to_metric_families(answer.read().decode()) for sample in family.samples}

    def issue(self, count):
        return [self.apis.make(Call(managed=False)) for _ in range(count)]

    def test_prometheus_reads_what_was_done(self):
        before = self.metrics()
        self.issue(3)
        after = self.metrics()
        issued = "signet_certificates_issued_total{}"
        self.assertEqual(3, after[issued] - before[issued])
        with self.assertRaises(self.apis.pca.exceptions.ClientError):
            self.apis.pca.issue_certificate(
                CertificateAuthorityArn=self.apis.private_root, Csr=b"none", SigningAlgorithm="SHA256WITHECDSA",
                Validity={"Type": "DAYS", "Value": 1})
        refused = [name for name in self.metrics() if name not in after and "refused" in name]
        self.assertEqual(
            ['signet_requests_refused_total'
             '{"service": "acm-pca", "operation": "IssueCertificate", "error": "MalformedCSRException"}'], refused)

    def test_no_event_is_lost_when_the_server_is_killed(self):
        arns = self.issue(5)
        awaited(lambda: self.hook.subjects("certificate-issuance")[-5:] == arns)
        told = len(self.hook.taken)
        self.hook.open = False
        arns = self.issue(40)
        awaited(lambda: len(self.hook.asked) > told)
        self.running.serve.kill()
        self.hook.open = True
        self.running.start()
        arns += self.issue(5)
        awaited(lambda: self.hook.taken[-1]["subject"] == arns[-1])
        came = self.hook.taken[told:]
        self.assertEqual(arns, list(dict.fromkeys(event["subject"] for event in came)), "in order")
        by_id = {event["id"]: event for event in self.hook.taken}
        self.assertTrue(all(by_id[event["id"]] == event for event in self.hook.taken), "one id is one event")
        self.assertNotIn(TOKEN, self.running.serve.log.read_text())
        creation = next(event for event in self.hook.taken if event["type"].endswith(".creation"))
        self.assertEqual(("ACM Private CA Creation", "success", [creation["subject"]]), (
            creation["data"]["detail-type"], creation["data"]["detail"]["result"], creation["data"]["resources"]))

    def test_a_bucket_that_takes_no_crl_is_told_of(self):
        s3 = self.running.clients().client("s3")
        s3.create_bucket(Bucket="lists", ObjectOwnership="BucketOwnerPreferred")
        s3.delete_public_access_block(Bucket="lists")
        self.apis.pca.update_certificate_authority(
            CertificateAuthorityArn=self.apis.private_root,
            RevocationConfiguration={"CrlConfiguration": {
                "Enabled": True, "ExpirationInDays": 7, "S3BucketName": "lists", "S3ObjectAcl": "PUBLIC_READ"}})
        awaited(lambda: s3.list_objects_v2(Bucket="lists")["KeyCount"] == 1)
        s3.put_public_access_block(Bucket="lists", PublicAccessBlockConfiguration={"BlockPublicAcls": True})
        revoked, = self.issue(1)
        self.apis.pca.revoke_certificate(
            CertificateAuthorityArn=self.apis.private_root, CertificateSerial=revoked.rpartition("/")[2],
            RevocationReason="SUPERSEDED")
        failure = {"result": "failure", "reason": "Failed to write CRL to S3. Check your S3 bucket permissions."}
        awaited(lambda: failure in [event["data"]["detail"] for event in self.hook.taken])
        self.assertEqual([revoked], self.hook.subjects("certificate-revocation"))


if __name__ == "__main__":
    unittest.main()
