# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Signed requests as no client makes them: chunks and presigned addresses of S3, bodies of CBOR. Each is refused in words."""

import http.client
import unittest
from contextlib import ExitStack
from urllib.parse import urlsplit

from botocore.auth import S3SigV4Auth, S3SigV4QueryAuth, SigV4Auth
from botocore.awsrequest import AWSRequest

from signet_under_test import server

STREAM = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"
TRAILED = "STREAMING-UNSIGNED-PAYLOAD-TRAILER"
NO_SIGNATURE = b"0" * 64
# A body that is announced as chunks with 5 octets of content, whatever it is.
CHUNKS = {
    "a wrong signature": b"5;chunk-signature=" + NO_SIGNATURE + b"\r\nhello\r\n0;chunk-signature=" + NO_SIGNATURE + b"\r\n\r\n",
    "no signature": b"5\r\nhello\r\n0\r\n\r\n",
    "no size": b";chunk-signature=" + NO_SIGNATURE + b"\r\nhello\r\n",
    "a negative size": b"-5;chunk-signature=" + NO_SIGNATURE + b"\r\nhello\r\n",
    "a huge size": b"f" * 40 + b";chunk-signature=" + NO_SIGNATURE + b"\r\nhello\r\n",
    "an endless head": b"5;chunk-signature=" + b"0" * 100_000,
    "no end": b"5;chunk-signature=" + NO_SIGNATURE + b"\r\nhello\r\n",
    "no line": b"hello",
    "nothing": b"",
}
TRAILERS = {
    "a wrong checksum": b"5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n",
    "no checksum": b"5\r\nhello\r\n0\r\n\r\n",
    "another header": b"5\r\nhello\r\n0\r\nx-other:1\r\n\r\n",
    "a checksum that is none": b"5\r\nhello\r\n0\r\nx-amz-checksum-crc32:\xff\xfe\r\n\r\n",
    "an endless trailer": b"5\r\nhello\r\n0\r\nx-amz-checksum-crc32:" + b"A" * 100_000,
}
CBOR = {
    "no map": b"\x01",
    "cut short": b"\xa1\x66MaxRes",
    "two of them": b"\xa0\xa0",
    "deep lists": b"\xa1\x61a" + b"\x81" * 100_000,
    "deep maps": b"\xa1\x61a" * 100_000,
    "a length beyond all": b"\xbb" + b"\xff" * 8,
    "a text beyond all": b"\xa1\x7b" + b"\xff" * 8 + b"a",
    "an endless map": b"\xbf" + b"\x61a\x00" * 100_000,
    "a text that is none": b"\xa1\x62\xff\xfe\x00",
    "a size of another kind": b"\xa1\x6aMaxResults\xfb\x7f\xf0\0\0\0\0\0\0",
}


class OddBodies(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        ends = ExitStack()
        cls.addClassCleanup(ends.close)
        cls.running = ends.enter_context(server())
        session = cls.running.clients()
        cls.key = session.get_credentials().get_frozen_credentials()
        cls.place = urlsplit(cls.running.api)
        cls.s3 = session.client("s3")
        cls.s3.create_bucket(Bucket="odd")
        cls.pca = session.client("acm-pca")

    def tearDown(self):
        self.assertEqual([], self.pca.list_certificate_authorities()["CertificateAuthorities"], "the server answers")
        self.assertEqual(0, self.s3.list_objects_v2(Bucket="odd")["KeyCount"], "nothing was stored")

    def send(self, method, path, headers, body):
        connection = http.client.HTTPConnection(self.place.hostname, self.place.port, timeout=30)
        try:
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def assert_refused(self, answered, what):
        status, words = answered
        self.assertTrue(400 <= status < 500, f"{what}: {status} {words[:200]}")
        self.assertTrue(words, f"{what}: {status} without words")

    def put(self, content_hash, body, **headers):
        named = {"x-amz-decoded-content-length": "5", **headers}
        request = AWSRequest("PUT", self.running.api + "/odd/object", headers=named)
        request.context["announced"] = content_hash
        _Announced(self.key, "s3", "us-east-1").add_auth(request)
        return self.send("PUT", "/odd/object", dict(request.headers.items()), body)

    def test_chunks_that_are_none_are_refused(self):
        for what, body in CHUNKS.items():
            with self.subTest(what):
                self.assert_refused(self.put(STREAM, body), what)

    def test_trailers_that_do_not_fit_are_refused(self):
        for what, body in TRAILERS.items():
            with self.subTest(what):
                self.assert_refused(self.put(TRAILED, body, **{"x-amz-trailer": "x-amz-checksum-crc32"}), what)

    def test_lengths_that_are_none_are_refused(self):
        for length in "", "-1", "five", "9" * 40, "5, 5":
            with self.subTest(length):
                self.assert_refused(
                    self.put(TRAILED, b"5\r\nhello\r\n0\r\n\r\n", **{"x-amz-decoded-content-length": length}), length)

    def test_presigned_addresses_are_refused_once_they_are_changed(self):
        request = AWSRequest("PUT", self.running.api + "/odd/object")
        S3SigV4QueryAuth(self.key, "s3", "us-east-1", expires=60).add_auth(request)
        path = request.url[len(self.running.api):]
        for what, changed, headers in (
                ("another header of Amazon", path, {"x-amz-acl": "public-read"}),
                ("a signed header besides", path, {"Authorization": "AWS4-HMAC-SHA256 Credential=x"}),
                ("another object", path.replace("/odd/object", "/odd/other"), {}),
                ("more time", path.replace("X-Amz-Expires=60", "X-Amz-Expires=6000"), {}),
                ("no time", path.replace("X-Amz-Expires=60", "X-Amz-Expires="), {}),
                ("a parameter twice", path + "&X-Amz-Expires=60", {}),
                ("an algorithm of nobody", path.replace("AWS4-HMAC-SHA256", "none"), {}),
                ("another host", path, {"Host": "elsewhere.example.com"})):
            with self.subTest(what):
                self.assert_refused(self.send("PUT", changed, headers, b"hello"), what)

    def test_bodies_of_cbor_that_are_none_are_refused(self):
        for what, body in CBOR.items():
            with self.subTest(what):
                self.assert_refused(self.cbor(body), what)

    def test_a_body_of_cbor_that_is_too_large_is_refused(self):
        self.assert_refused(self.cbor(b"\xa1\x61a\x5a\x00\x50\x00\x00" + bytes(5 * 1024 * 1024)), "5 MiB")

    def test_bodies_of_cbor_that_can_be_read_are_answered(self):
        for body in b"\xa1\x6aMaxResults\x05", b"", b"\xa1\x61a" + b"\xc0" * 100_000 + b"\x00":
            with self.subTest(body[:20]):
                self.assertEqual(200, self.cbor(body)[0])

    def cbor(self, body):
        path = "/service/ACMPrivateCA/operation/ListCertificateAuthorities"
        headers = {"Smithy-Protocol": "rpc-v2-cbor", "Content-Type": "application/cbor", "Accept": "application/cbor"}
        request = AWSRequest("POST", self.running.api + path, headers=headers, data=body)
        SigV4Auth(self.key, "acm-pca", "us-east-1").add_auth(request)
        return self.send("POST", path, dict(request.headers.items()), body)


class _Announced(S3SigV4Auth):
    """Signs what the header says of the body, and not the body."""

    def payload(self, request):
        return request.context["announced"]


if __name__ == "__main__":
    unittest.main()
