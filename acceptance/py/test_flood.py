# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Strangers who send bodies to fill the server's memory, or nonsense to fill its log: those who sign are still answered."""

import os
import socket
import ssl
import statistics
import time
import unittest
from contextlib import ExitStack
from urllib.parse import urlsplit

from botocore.config import Config

from signet_under_test import server

LARGE = 4 * 1024 * 1024 - 1024
CONNECTIONS = 100
HTTP2_PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, SETTINGS, PING, WINDOW_UPDATE = 0, 1, 4, 6, 8
END_STREAM, END_HEADERS = 1, 4
WINDOW_OF_NOTHING = bytes([0, 4, 0, 0, 0, 0])
POST = bytes([0x83, 0x86, 0x84, 0x41, 1]) + b"a"  # the headers of POST / with authority "a"
MANY_CONNECTIONS = 500
PIECES = b"1\r\nx\r\n" * 50_000
# What a body lacks, and what it has: from ones that fill the room to ones that fill its last gaps.
SIZES = (64 * 1024, 8 * 1024, 1024, 127, 15, 1)
# What may be under way on one connection before the server takes it, in octets.
WINDOW = 900 * 1024
CALLS = 60


class AStranger(unittest.TestCase):

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


class AFloodOfBodies(AStranger):

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
            while b"all read" not in answers and (said := connection.recv(65536)):  # or it was ended
                answers += said
        self.assert_answering()

    def test_of_requests_on_hundreds_of_connections_does_not_end_the_server(self):
        """Each asks for all that a connection may: 128,000 requests of 18 octets took all of the heap once."""
        fill = bytes([0x40, 1]) + b"x" + string(b"y" * 1000)  # from then on index 62, and the authority 63
        known = bytes([0x83, 0x86, 0x84, 0x80 | 63])
        unread = frame(SETTINGS, 0, 0, WINDOW_OF_NOTHING)
        floods = {
            "whose bodies do not come": [unfinished_request(1 + 2 * n) for n in range(256)],
            "with 20 KiB of headers each, by reference to the first": [
                frame(HEADERS, END_HEADERS, 1 + 2 * n, (known if n else POST + fill) + bytes([0x80 | 62]) * 20)
                for n in range(256)],
            "whose answers nobody reads": [unread] + [
                frame(HEADERS, END_HEADERS | END_STREAM, 1 + 2 * n, POST) for n in range(256)],
        }
        for name, requests in floods.items():
            with self.subTest(name), ExitStack() as connections:
                for _ in range(MANY_CONNECTIONS):
                    connection = connections.enter_context(self.connection())
                    try:
                        connection.sendall(HTTP2_PREFACE + frame(SETTINGS, 0, 0) + b"".join(requests))
                    except ConnectionError:
                        pass  # ended meanwhile
                self.assert_answering()

    def test_of_bodies_that_never_end_of_every_size_slows_nobody(self):
        calls = self.running.clients().client("acm-pca", config=Config(retries={"total_max_attempts": 1}))
        self.median_of(calls)  # warms both sides up
        alone = self.median_of(calls)
        for size in SIZES:
            streams = min(256, WINDOW // size)
            for _ in range(max(8, 40 * 1024 * 1024 // size // streams if size > 8 * 1024 else 8)):
                connection = self.connection()
                connection.sendall(HTTP2_PREFACE + frame(SETTINGS, 0, 0) + b"".join(
                    unfinished_request(1 + 2 * n) + body(1 + 2 * n, size) for n in range(streams)))
            self.assertLess(self.median_of(calls), 1.5 * alone + 0.005, f"{size} octets short")

    def median_of(self, calls):
        """How long a signed call takes, in seconds; none is refused."""
        taken = []
        for _ in range(CALLS):
            began = time.monotonic()
            calls.list_certificate_authorities()
            taken.append(time.monotonic() - began)
        return statistics.median(taken)


class AFloodOfNonsense(AStranger):
    """What the server says of it stays small: 18,000 tries in 6 seconds wrote 96 MB once."""

    TRIES = 300
    MOST = 20_000

    def assert_said_little(self, nonsense):
        log = self.running.serve.log
        before = log.stat().st_size
        for _ in range(self.TRIES):
            try:
                nonsense()
            except OSError:
                pass  # cut off meanwhile
        self.assert_answering()
        self.assertLess(log.stat().st_size - before, self.MOST)

    def once(self, octets):
        with self.connection() as connection:
            connection.sendall(octets)
            try:
                while connection.recv(65536):
                    pass
            except ConnectionError:
                pass

    def test_in_frames_of_http2(self):
        overflow = frame(WINDOW_UPDATE, 0, 0, (2**31 - 1).to_bytes(4, "big"))
        self.assert_said_little(lambda: self.once(HTTP2_PREFACE + frame(SETTINGS, 0, 0) + overflow))

    def test_in_frames_that_are_none(self):
        self.assert_said_little(lambda: self.once(HTTP2_PREFACE + b"\xff" * 64))

    def test_in_headers(self):
        self.assert_said_little(lambda: self.once(b"GET / HTTP/1.1\r\n\x00bad\r\n\r\n"))

    def test_instead_of_a_handshake(self):
        self.assert_said_little(lambda: self.once(b"\x16\x03\x01\x00\x05nonsense" + b"x" * 64))

    def test_after_a_handshake(self):
        tls = ssl.create_default_context()
        tls.check_hostname, tls.verify_mode = False, ssl.CERT_NONE

        def nonsense():
            with self.connection() as plain, tls.wrap_socket(plain) as connection:
                os.write(connection.fileno(), b"\x17\x03\x03\x00\x20" + b"x" * 32)
                os.read(connection.fileno(), 65536)
        self.assert_said_little(nonsense)


def body(stream, size):
    """So many octets of a body that has more to come, in frames of the size that every peer takes."""
    whole, rest = divmod(size, 16384)
    return b"".join(frame(DATA, 0, stream, b"x" * part) for part in [16384] * whole + [rest] if part)


def unfinished_request(stream):
    """The headers of an HTTP/2 request (RFC 9113) whose body does not come."""
    return frame(HEADERS, END_HEADERS, stream, POST)


def string(octets):
    """A literal without Huffman coding (RFC 7541 section 5.2), of 127 to 16,510 octets."""
    length = len(octets) - 127
    return bytes([127, length & 127 | 128, length >> 7]) + octets


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
