# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""One HTTP request on a connection of its own, plain or TLS, with what was seen of the certificate."""

import socket
import ssl
from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """What came back. `status` is 0 when the connection ended without an answer: then `body` says why."""

    status: int
    body: str
    serial: int | None = None  # of the server's certificate, on TLS connections

    def __str__(self):
        return f"{self.status} {self.body}" if self.status else f"refused ({self.body})"


def get(host, port, path="/", method="GET", tls=None, name=None, seconds=5.0):
    """Opens a connection, sends one request and closes it. Never raises for what the network does."""
    serial = None
    try:
        with opened(host, port, tls, name, seconds) as connection:
            if tls is not None:
                serial = int(connection.getpeercert()["serialNumber"], 16)
            connection.sendall(
                f"{method} {path} HTTP/1.1\r\nhost: {name or host}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n".encode())
            status, body = read_answer(connection)
            return Answer(status, body, serial)
    except OSError as refused:  # ssl.SSLError is one
        return Answer(0, reason(refused), serial)


def opened(host, port, tls, name, seconds):
    plain = socket.create_connection((host, port), seconds)
    plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if tls is None:
        return plain
    try:
        return tls.wrap_socket(plain, server_hostname=name)
    except BaseException:
        plain.close()
        raise


def read_answer(connection):
    received = b""
    while chunk := connection.recv(65536):
        received += chunk
    if not received:
        raise ConnectionResetError("closed without an answer")
    head, _, body = received.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    if any(line.lower() == "transfer-encoding: chunked" for line in lines[1:]):
        body = dechunked(body)
    return int(lines[0].split(" ", 2)[1]), body.decode(errors="replace")


def dechunked(body):
    whole = b""
    while body:
        size, _, body = body.partition(b"\r\n")
        length = int(size, 16)
        if length == 0:
            break
        whole += body[:length]
        body = body[length + 2:]
    return whole


def reason(error):
    if isinstance(error, ssl.SSLError):
        return error.reason or str(error)
    return error.strerror or str(error)


def tls_client(trust, certificate=None, key=None):
    """A TLS client that checks the server's chain and name, with or without a certificate of its own."""
    context = ssl.create_default_context(cafile=trust)
    if certificate is not None:
        context.load_cert_chain(certificate, key)
    return context
