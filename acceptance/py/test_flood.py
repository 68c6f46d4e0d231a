# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Strangers who send bodies to fill the server's memory: those who sign are still answered."""

import socket
import unittest
from contextlib import ExitStack
from urllib.parse import urlsplit

from signet_under_test import server

LARGE = 4 * 1024 * 1024 - 1024
CONNECTIONS = 100
HTTP2_PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
HEADERS, SETTINGS, PING = 1, 4, 6
END_HEADERS = 4
PIECES = b"1\r\nx\r\n" * 50_000


class AFloodOfBodies(unittest.TestCase):

    def setUp(self):
        self.ends = ExitStack()
        self.addCleanup(self.ends.close)
        self.running = self.ends.enter_context(server())

    def connection(self):
        address = urlsplit(self.running.api)
        connection = socket.create_connection((address.hostname, address.port), timeout=10)
        self.ends.callback(connection.close)
        return connection

    def stranger(self, path, headers):
        connection = self.connection()
        connection.sendall(f"POST {path} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n\r\n".encode())
        return connection

    def assert_answering(self):
        pages = self.running.clients().client("acm-pca").list_certificate_authorities()
        self.assertEqual([], pages["CertificateAuthorities"])

    def test_of_millions_of_tiny_pieces_is_held_as_small_as_it_is(self):
        for path in ["/", "/signet/console"]:
            for _ in range(3):
                connection = self.stranger(path, "Transfer-Encoding: chunked")
                send_until_refused(connection, PIECES, 80)
        self.assert_answering()

    def test_of_large_bodies_that_never_end_is_refused_beyond_its_share(self):
        waiting = [self.stranger("/", f"Content-Length: {LARGE}") for _ in range(CONNECTIONS)]
        for connection in waiting:
            send_until_refused(connection, b"x" * (LARGE - 1), 1)
        self.assert_answering()
        refused = sum(1 for connection in waiting if answered(connection))
        self.assertGreater(refused, CONNECTIONS // 2)

    def test_of_requests_that_never_end_takes_nobodys_place(self):
        for _ in range(50):
            connection = self.connection()
            requests = b"".join(unfinished_request(1 + 2 * n) for n in range(256))
            connection.sendall(HTTP2_PREFACE + frame(SETTINGS, 0, 0) + requests + frame(PING, 0, 0, b"all read"))
            answers = b""
            while b"all read" not in answers:
                answers += connection.recv(65536)
        self.assert_answering()


def unfinished_request(stream):
    """The headers of an HTTP/2 request (RFC 9113) whose body does not come: POST / with authority "a"."""
    block = bytes([0x83, 0x86, 0x84, 0x41, 1]) + b"a"
    return frame(HEADERS, END_HEADERS, stream, block)


def frame(kind, flags, stream, content=b""):
    return len(content).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + content


def send_until_refused(connection, content, times):
    try:
        for _ in range(times):
            connection.sendall(content)
    except ConnectionError:
        pass  # refused meanwhile


def answered(connection):
    """Whether the server has said something to a request that is not whole yet."""
    connection.setblocking(False)
    try:
        return connection.recv(12) == b"HTTP/1.1 503"
    except BlockingIOError:
        return False
