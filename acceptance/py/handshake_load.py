# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""A new TLS connection again and again, at a place where a server shall never miss one."""

import hashlib
import ssl
import socket
import threading
import time


class HandshakeLoad:
    """Threads that connect until the load ends; which certificates they saw, and which handshakes failed."""

    def __init__(self, port, threads=4):
        self.port = port
        self.seen = {}
        self.failed = []
        self.made = 0
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._connect, daemon=True) for _ in range(threads)]

    def __enter__(self):
        for each in self._threads:
            each.start()
        return self

    def __exit__(self, *_):
        self._ended.set()
        for each in self._threads:
            each.join(30)

    def _connect(self):
        while not self._ended.is_set():
            try:
                seen = shown(self.port)
            except OSError as e:
                with self._lock:
                    self.failed.append(repr(e))
                time.sleep(0.01)
                continue
            with self._lock:
                self.made += 1
                self.seen[seen] = self.seen.get(seen, 0) + 1


def shown(port):
    """The digest of the certificate that the server shows in a handshake that came to its end."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with socket.create_connection(("127.0.0.1", port), timeout=10) as plain:
        with context.wrap_socket(plain, server_hostname="host.example") as tls:
            return digest(tls.getpeercert(binary_form=True))


def digest(der):
    return hashlib.sha256(der).hexdigest()


def digest_of(pem):
    """The digest of the first certificate of a PEM file."""
    text = pem.read_text()
    end = "-----END CERTIFICATE-----"
    return digest(ssl.PEM_cert_to_DER_cert(text[:text.index(end) + len(end)]))
