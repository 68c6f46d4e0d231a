# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""A discovery client that keeps no rule but those of TLS, HTTP/2 (RFC 9113) and gRPC's frames."""

import select
import socket
import ssl
import threading
from pathlib import Path
from tempfile import TemporaryDirectory

from signet_under_test import proxy_identity

DATA, HEADERS, RST_STREAM, SETTINGS, PING, GOAWAY, WINDOW_UPDATE = 0, 1, 3, 4, 6, 7, 8
END_STREAM, ACK, END_HEADERS = 1, 1, 4
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
PATH = "/envoy.service.discovery.v3.AggregatedDiscoveryService/DeltaAggregatedResources"
SECRET = "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret"
CLUSTER = "type.googleapis.com/envoy.config.cluster.v3.Cluster"


class Gone(Exception):
    """The connection or the stream has ended."""


class Discovery:
    """One connection of a proxy that joined; its identity lies in a folder that bootstrap wrote."""

    def __init__(self, port, trust, identity):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(trust)
        with TemporaryDirectory() as scratch:  # Python reads keys from files only
            pair = Path(scratch) / "pair.pem"
            pair.write_text("".join(proxy_identity(identity.parent)))
            context.load_cert_chain(pair)
        context.set_alpn_protocols(["h2"])
        raw = socket.create_connection(("127.0.0.1", port), timeout=20)
        self.wire = context.wrap_socket(raw, server_hostname="127.0.0.1")
        # One thread reads while others write, and a TLS connection takes one at a time.
        self.wire.setblocking(False)
        self.turn = threading.Lock()
        self.changed = threading.Condition()
        self.window = {0: 65535}
        self.first_window = 65535
        self.ended = set()
        self.over = False
        self.next = 1
        self.writing = threading.Lock()
        self.write(PREFACE + frame(SETTINGS, 0, 0))
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def open(self):
        """Opens a stream and answers its number."""
        with self.changed:
            stream = self.next
            self.next += 2
            self.window[stream] = self.first_window
        block = b"".join(
            bytes([0, len(name)]) + name.encode() + bytes([len(value)]) + value.encode()
            for name, value in [
                (":method", "POST"), (":scheme", "https"), (":path", PATH), (":authority", "localhost"),
                ("content-type", "application/grpc"), ("te", "trailers")])
        self.write(frame(HEADERS, END_HEADERS, stream, block))
        return stream

    def send(self, stream, message):
        """Sends one message; raises Gone when the stream ends meanwhile."""
        rest = bytes([0]) + len(message).to_bytes(4, "big") + message
        while rest:
            with self.changed:
                self.changed.wait_for(
                    lambda: self.over or stream in self.ended or min(self.window[0], self.window[stream]) > 0, 20)
                size = min(self.window[0], self.window[stream], 16384, len(rest))
                if self.over or stream in self.ended or size <= 0:
                    raise Gone
                self.window[0] -= size
                self.window[stream] -= size
            self.write(frame(DATA, 0, stream, rest[:size]))
            rest = rest[size:]

    def await_end(self, stream):
        """Whether the stream ends in time."""
        with self.changed:
            return self.changed.wait_for(lambda: self.over or stream in self.ended, 20)

    def read(self):
        try:
            while True:
                head = self.exactly(9)
                size, kind, flags = int.from_bytes(head[:3], "big"), head[3], head[4]
                self.take(kind, flags, int.from_bytes(head[5:], "big"), self.exactly(size))
        except (OSError, Gone, ValueError):
            with self.changed:
                self.over = True
                self.changed.notify_all()

    def take(self, kind, flags, stream, content):
        if kind == SETTINGS and not flags & ACK:
            self.write(frame(SETTINGS, ACK, 0))
        elif kind == PING and not flags & ACK:
            self.write(frame(PING, ACK, 0, content))
        elif kind == DATA and content:
            credit = len(content).to_bytes(4, "big")
            self.write(frame(WINDOW_UPDATE, 0, 0, credit) + frame(WINDOW_UPDATE, 0, stream, credit))
        with self.changed:
            if kind == SETTINGS and not flags & ACK:
                for at in range(0, len(content), 6):
                    if int.from_bytes(content[at:at + 2], "big") == 4:
                        self.resize(int.from_bytes(content[at + 2:at + 6], "big"))
            elif kind == WINDOW_UPDATE:
                self.window[stream] = self.window.get(stream, 0) + int.from_bytes(content, "big")
            elif kind == RST_STREAM or (kind in (HEADERS, DATA) and flags & END_STREAM):
                self.ended.add(stream)
            elif kind == GOAWAY:
                self.over = True
            self.changed.notify_all()

    def resize(self, size):
        for stream in self.window:
            if stream:
                self.window[stream] += size - self.first_window
        self.first_window = size

    def exactly(self, size):
        content = b""
        while len(content) < size:
            piece = self.when_ready(lambda: self.wire.recv(size - len(content)))
            if not piece:
                raise Gone
            content += piece
        return content

    def write(self, octets):
        with self.writing:
            try:
                while octets:
                    octets = octets[self.when_ready(lambda: self.wire.send(octets)):]
            except OSError as gone:
                raise Gone from gone

    def when_ready(self, action):
        while not self.over:
            try:
                with self.turn:
                    return action()
            except ssl.SSLWantReadError:
                select.select([self.wire], [], [], 1)
            except ssl.SSLWantWriteError:
                select.select([], [self.wire], [], 1)
        raise Gone

    def close(self):
        with self.changed:
            self.over = True
        self.reader.join(20)
        self.wire.close()


def frame(kind, flags, stream, content=b""):
    return len(content).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + content


def request(type_url, subscribe=(), unsubscribe=(), node=b"", nonce="", error=""):
    """A DeltaDiscoveryRequest."""
    return b"".join([
        field(1, node) if node else b"", field(2, type_url.encode()),
        *(field(3, name) for name in subscribe), *(field(4, name) for name in unsubscribe),
        field(6, nonce.encode()) if nonce else b"",
        field(7, b"\x08\x0d" + field(2, error.encode())) if error else b""])


def node(resource, bind=None):
    """A Node; with a bind address it says that it stands in explicit mode there."""
    metadata = b""
    if bind:
        placement = struct({"traffic_mode": field(3, b"explicit"), "bind_address": field(3, bind.encode())})
        metadata = field(3, struct({"signet.proxy": field(5, placement)}))
    return field(1, resource.encode()) + metadata


def struct(members):
    return b"".join(field(1, field(1, name.encode()) + field(2, value)) for name, value in members.items())


def field(number, content):
    """A length-delimited field of a protocol buffer."""
    return bytes([number << 3 | 2]) + varint(len(content)) + content


def varint(value):
    octets = []
    while value > 127:
        octets.append(value & 127 | 128)
        value >>= 7
    return bytes(octets + [value])
