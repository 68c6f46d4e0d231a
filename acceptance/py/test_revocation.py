# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Revoked means seen: under issue load, and right after the server was killed. The client is pyca's, not ours."""

import json
import unittest
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509 import ocsp

from issue_load import Apis, Call, Load
from signet_under_test import awaited, server

REVOKED_UNDER_LOAD = 20


class Told:
    """What the status port tells of a CA's certificates."""

    def __init__(self, running, authority, ca):
        self.running = running
        self.ca = ca
        self.crl_path = f"/crl/{authority.rpartition('/')[2]}.crl"

    def _url(self, path):
        return json.loads((self.running.data / "server.json").read_text())["status"] + path

    def ocsp(self, certificate):
        question = ocsp.OCSPRequestBuilder().add_certificate(certificate, self.ca, hashes.SHA256()).build()
        request = urllib.request.Request(
            self._url("/"), data=question.public_bytes(serialization.Encoding.DER),
            headers={"Content-Type": "application/ocsp-request"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            read = ocsp.load_der_ocsp_response(answer.read())
        assert read.response_status == ocsp.OCSPResponseStatus.SUCCESSFUL, read.response_status
        return read.certificate_status

    def crl(self):
        with urllib.request.urlopen(self._url(self.crl_path), timeout=30) as answer:
            crl = x509.load_der_x509_crl(answer.read())
        assert crl.is_signature_valid(self.ca.public_key())
        return crl

    def await_in_crl(self, certificate):
        awaited(lambda: self.crl().get_revoked_certificate_by_serial_number(certificate.serial_number) is not None)


class Revoked(unittest.TestCase):

    def setUp(self):
        ends = ExitStack()
        self.addCleanup(ends.close)
        self.running = ends.enter_context(server())
        self.apis = Apis(self.running.clients())
        self.pca, self.root = self.apis.pca, self.apis.private_root
        self.pca.update_certificate_authority(
            CertificateAuthorityArn=self.root,
            RevocationConfiguration={"CrlConfiguration": {"Enabled": True, "ExpirationInDays": 7},
                                     "OcspConfiguration": {"Enabled": True}})
        pem = self.pca.get_certificate_authority_certificate(CertificateAuthorityArn=self.root)["Certificate"]
        self.told = Told(self.running, self.root, x509.load_pem_x509_certificate(pem.encode()))

    def issued(self):
        call = Call(managed=False)
        return self.apis.read(call, self.apis.make(call))

    def revoke(self, certificate):
        self.pca.revoke_certificate(
            CertificateAuthorityArn=self.root, CertificateSerial=f"{certificate.serial_number:x}",
            RevocationReason="KEY_COMPROMISE")

    def assert_seen_under_load(self):
        for _ in range(REVOKED_UNDER_LOAD):
            leaf = self.issued()
            self.assertEqual(ocsp.OCSPCertStatus.GOOD, self.told.ocsp(leaf))
            self.revoke(leaf)
            self.assertEqual(ocsp.OCSPCertStatus.REVOKED, self.told.ocsp(leaf), "at once, no longer as it was kept")
        self.told.await_in_crl(leaf)

    def test_is_seen_at_once_under_issue_load_and_right_after_a_kill(self):
        load = Load(self.apis)
        leaf = None
        try:
            load.await_answers(20, 60)
            with ThreadPoolExecutor(1) as beside:
                beside.submit(self.assert_seen_under_load).result(120)
            leaf = self.issued()
            neighbour = self.issued()
            self.assertEqual(ocsp.OCSPCertStatus.GOOD, self.told.ocsp(leaf))
            self.revoke(leaf)
        finally:
            self.running.serve.kill()
        load.join()

        self.running.start()
        self.assertEqual(ocsp.OCSPCertStatus.REVOKED, self.told.ocsp(leaf))
        self.assertEqual(ocsp.OCSPCertStatus.GOOD, self.told.ocsp(neighbour), "of a certificate that was not revoked")
        self.told.await_in_crl(leaf)
        self.assertIsNone(
            self.told.crl().get_revoked_certificate_by_serial_number(neighbour.serial_number))


if __name__ == "__main__":
    unittest.main()
