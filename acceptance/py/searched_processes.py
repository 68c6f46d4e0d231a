# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""What processes show to others: their command lines while they run, their environments."""

import threading
from pathlib import Path

PROCESSES = Path("/proc")


class CommandLines:
    """Watches the command lines of all processes, short-lived ones too, until it is left."""

    PAUSE_SECONDS = 0.01

    def __init__(self):
        self.seen = set()
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._end.set()
        self._thread.join()

    def text(self):
        """All of them, arguments apart by spaces."""
        return b"\n".join(sorted(self.seen)).replace(b"\0", b" ")

    def _watch(self):
        while not self._end.wait(self.PAUSE_SECONDS):
            for process in PROCESSES.glob("[0-9]*"):
                self.seen.add(shown(process / "cmdline"))


def published_by_jvm(process):
    """What a JVM writes about itself for tools of its user, its arguments among it."""
    return b"".join(shown(file) for file in Path("/tmp").glob(f"hsperfdata_*/{process}"))


def environment(process):
    return shown(PROCESSES / str(process) / "environ")


def shown(file):
    try:
        return file.read_bytes()
    except OSError:  # ended meanwhile
        return b""
