# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Starts, watches and ends the programs of the story, so that none is left behind."""

import ctypes
import signal
import subprocess
import time
from pathlib import Path


class Failed(Exception):
    """A program ended, or was not ready in time. Carries the end of its log."""


class Program:
    """A child process with its output in a file. It dies with us, even if we are killed."""

    def __init__(self, name, log):
        self.name = name
        self.log = log
        self.process = None

    def start(self, command, **options):
        with open(self.log, "ab") as log:
            # A session of its own: Ctrl-C in the terminal reaches us alone, and we end the others in order.
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                preexec_fn=end_with_parent, **options)

    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def require_running(self):
        if not self.is_running():
            raise Failed(f"{self.name} ended with {self.process.returncode}\n{self.tail()}")

    def await_line(self, prefix, seconds, since=0):
        """The first line of the log that starts so, looking from the byte `since` on."""
        def find():
            with open(self.log, "rb") as log:
                log.seek(since)
                for line in log.read().decode(errors="replace").splitlines():
                    if line.startswith(prefix):
                        return line
            return None
        return self.await_that(f"printed a line starting with {prefix!r}", find, seconds)

    def await_that(self, what, probe, seconds):
        """Polls until the probe answers something true, and answers that."""
        answer = wait_until(lambda: self.require_running() or probe(), seconds)
        if not answer:
            raise Failed(f"{self.name} has not {what} within {seconds} s\n{self.tail()}")
        return answer

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self, seconds=10):
        """Asks it to end, and makes it end when it does not."""
        if not self.is_running():
            return
        self.process.terminate()
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()

    def tail(self, lines=15):
        if not Path(self.log).exists():
            return f"    {self.name} | (never started)"
        with open(self.log, "rb") as log:
            last = log.read().decode(errors="replace").splitlines()[-lines:]
        return "\n".join(f"    {self.name} | {line}" for line in last)


def wait_until(probe, seconds, pause=0.01):
    """Polls until the probe answers something true; the last answer if it never does."""
    deadline = time.monotonic() + seconds
    while True:
        answer = probe()
        if answer or time.monotonic() > deadline:
            return answer
        time.sleep(pause)


_libc = ctypes.CDLL(None)
_PR_SET_PDEATHSIG = 1


def end_with_parent():
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
