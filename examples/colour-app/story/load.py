# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Load in a process of its own in which every request makes a new TLS connection to the node.

Two kinds of request, half and half: through the gateway (which is told to use a connection for one
request only), where the application echoes what the node saw of the gateway's certificate; and
straight to the node as a TLS client with a certificate, which reads the node's serial in its own
handshake. Pooled connections would hide a broken certificate.

As a program: reads its settings as JSON from the first argument, works until standard input ends, and
prints what it counted as JSON.
"""

import json
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path

from . import http
from .place import LISTENER
from .processes import Failed, end_with_parent


@dataclass(frozen=True)
class Settings:
    """Where to go, and as whom. Rates are requests per second of each kind."""

    gateway: str
    node: str
    node_name: str
    trust: str
    certificate: str
    key: str
    rate: float = 75.0


@dataclass
class Seen:
    """When a certificate was seen: times of the monotonic clock, which all processes share."""

    first: float
    last_began: float
    count: int = 0


@dataclass
class Tally:
    """What the load counted. `serials` are the node's, `hashes` the gateway's certificates."""

    requests: int = 0
    failed: int = 0
    reasons: dict = field(default_factory=dict)
    serials: dict = field(default_factory=dict)
    hashes: dict = field(default_factory=dict)

    def commonest(self, number):
        return [f"{count} × {reason}" for reason, count in Counter(self.reasons).most_common(number)]

    def failed_of(self, kind):
        return sum(count for reason, count in self.reasons.items() if reason.startswith(f"{kind}: "))

    def add(self, kind, began, answer):
        self.requests += 1
        if answer.status != 200:
            self.failed += 1
            reason = f"{kind}: {answer}"[:160]
            self.reasons[reason] = self.reasons.get(reason, 0) + 1
        elif kind == "gateway":
            note(self.hashes, hash_of(answer.body), began)
        else:
            note(self.serials, str(answer.serial), began)


def note(seen, what, began):
    entry = seen.setdefault(what, Seen(time.monotonic(), began))
    entry.last_began = max(entry.last_began, began)
    entry.count += 1


def hash_of(body):
    """The Hash of x-forwarded-client-cert: the SHA-256 of the client certificate that the node checked."""
    for part in json.loads(body).get("x-forwarded-client-cert", "").split(";"):
        name, _, value = part.partition("=")
        if name == "Hash":
            return value
    return "none"


class Load:
    """Starts the load, and stops it for its tally."""

    def __init__(self, settings):
        # This very module, found from the folder of the package.
        self.process = subprocess.Popen(
            [sys.executable, "-B", "-m", "story.load", json.dumps(asdict(settings))],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent.parent,
            start_new_session=True, preexec_fn=end_with_parent)

    def stop(self):
        out, _ = self.process.communicate(timeout=30)
        if self.process.returncode != 0:
            raise Failed(f"the load ended with {self.process.returncode}")
        counted = json.loads(out)
        return Tally(
            counted["requests"], counted["failed"], counted["reasons"],
            {int(serial): Seen(**seen) for serial, seen in counted["serials"].items()},
            {sha256: Seen(**seen) for sha256, seen in counted["hashes"].items()})

    def abandon(self):
        """Ends it when nobody asks for its tally any more."""
        with self.process:
            self.process.kill()


def work(settings):
    tls = http.tls_client(settings.trust, settings.certificate, settings.key)
    kinds = {
        "gateway": lambda: http.get(settings.gateway, LISTENER, "/headers"),
        "node": lambda: http.get(settings.node, LISTENER, "/headers", tls=tls, name=settings.node_name),
    }
    tally, guard, over = Tally(), threading.Lock(), threading.Event()

    def repeat(kind, pause):
        while not over.wait(pause):
            began = time.monotonic()
            answer = kinds[kind]()
            with guard:
                tally.add(kind, began, answer)

    # Several of each, because one that waits for a refused connection must not stop the others.
    each = 3
    threads = [threading.Thread(target=repeat, args=(kind, each / settings.rate)) for kind in kinds for _ in range(each)]
    for thread in threads:
        thread.start()
    sys.stdin.read()
    over.set()
    for thread in threads:
        thread.join()
    return tally


if __name__ == "__main__":
    print(json.dumps(asdict(work(Settings(**json.loads(sys.argv[1]))))))
