# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""The server of the story: started on an empty folder, killed, started again on the same one."""

import json
import os
import subprocess
import time
from pathlib import Path

import boto3
import botocore.session

from .processes import Failed, Program


class SignetServer:
    """`signet serve` on the folder and port given, and the command `signet` aimed at it."""

    def __init__(self, program, data, port, log):
        self.program = program
        self.data = Path(data)
        self.port = port
        # Killed, it cannot remove the native libraries that it unpacked: they go with our folder.
        self.temporary = self.data.parent / "tmp"
        self.serve = Program("signet serve", log)

    def start(self):
        """Starts it and waits for its ready line. Answers the seconds that took, and the line."""
        began = time.monotonic()
        seen = self.serve.log.stat().st_size if self.serve.log.exists() else 0
        self.temporary.mkdir(exist_ok=True)
        self.serve.start(
            [self.program, "serve", "--data", str(self.data), "--port", str(self.port)],
            env={**os.environ, "TMPDIR": str(self.temporary)})
        line = self.serve.await_line("Signet ready: ", 60, since=seen)
        return time.monotonic() - began, line

    @property
    def api(self):
        """Its address, as it writes it down for other commands."""
        return json.loads((self.data / "server.json").read_text())["api"]

    def clients(self):
        """A boto3 session as any user has it: the profile that the server wrote, and nothing else set."""
        core = botocore.session.Session(profile="signet")
        core.set_config_variable("credentials_file", str(self.data / "credentials"))
        core.set_config_variable("config_file", os.devnull)
        return boto3.Session(botocore_session=core)

    def run(self, *arguments, secret=None, ends=(0,)):
        """Runs another signet command and answers its output; a secret goes in by standard input only, ends are the exit codes that are good."""
        ended = subprocess.run(
            [self.program, *arguments], input=secret, stdin=None if secret else subprocess.DEVNULL,
            capture_output=True, text=True, timeout=60)
        if ended.returncode not in ends:
            raise Failed(f"signet {' '.join(arguments)} ended with {ended.returncode}: {ended.stderr.strip()}")
        return ended.stdout.strip()
