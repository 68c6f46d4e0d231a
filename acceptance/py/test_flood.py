# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Strangers who send bodies to fill the server's memory: those who sign are still answered."""

import socket
import unittest
from contextlib import ExitStack
from urllib.parse import urlsplit

from signet_under_test import server

LARGE = 4 * 1024 * 1024 - 1024
CONNECTIONS = 100
PIECES = b"1\r\nx\r\n" * 50_000


class AFloodOfBodies(unittest.TestCase):

    def setUp(self):
        self.ends = ExitStack()
        self.addCleanup(self.ends.close)
        self.running = self.ends.enter_context(server())

    def stranger(self, path, headers):
        address = urlsplit(self.running.api)
        connection = socket.create_connection((address.hostname, address.port), timeout=10)
        self.ends.callback(connection.close)
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
