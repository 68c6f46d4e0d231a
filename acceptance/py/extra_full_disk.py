# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""A data folder on a small file system that others fill: writes are refused, everything else goes on."""

import errno
import os
import socket
import ssl
import subprocess
import tempfile
import unittest
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

from botocore.config import Config
from botocore.exceptions import ClientError

from signet_under_test import PROGRAM, SignetServer, free_port_pair, server

SIZE = "16m"
ONCE = Config(retries={"total_max_attempts": 1})


class AFullDisk(unittest.TestCase):

    def setUp(self):
        if os.geteuid() != 0:
            self.skipTest("only root may mount a small file system")
        ends = ExitStack()
        self.addCleanup(ends.close)
        folder = Path(ends.enter_context(tempfile.TemporaryDirectory(prefix="signet-test-")))
        data = folder / "data"
        data.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=700", "signet-test", str(data)], check=True)
        ends.callback(subprocess.run, ["umount", str(data)], check=True)
        self.running = SignetServer(PROGRAM, data, free_port_pair(), folder / "log")
        ends.callback(self.running.serve.stop)
        self.running.start()
        self.mesh("before")

    @property
    def calls(self):
        return self.running.clients().client("appmesh", config=ONCE)

    def mesh(self, name):
        self.calls.create_mesh(meshName=name, tags=[{"key": "k", "value": "v" * 200}])

    def fill(self):
        """Takes every octet that is left."""
        with open(self.running.data / "ballast", "ab", buffering=0) as ballast:
            for size in 65536, 4096, 1:
                try:
                    while True:
                        ballast.write(b"x" * size)
                except OSError as full:
                    self.assertEqual(errno.ENOSPC, full.errno)

    def assert_refuses_writes_only(self):
        with self.assertRaises(ClientError) as refusal:
            for number in range(5000):
                self.mesh(f"m{os.urandom(4).hex()}-{number}")
        answer = refusal.exception.response
        self.assertEqual(503, answer["ResponseMetadata"]["HTTPStatusCode"])
        self.assertIn("the disk is full", answer["Error"]["Message"])
        self.assertEqual("before", self.calls.describe_mesh(meshName="before")["mesh"]["meshName"])
        address = urlsplit(self.running.api)
        tls = ssl.create_default_context(cafile=self.running.data / "trust.pem")
        with socket.create_connection((address.hostname, address.port)) as plain:
            with tls.wrap_socket(plain, server_hostname="localhost") as connection:
                self.assertIn("TLS", connection.version())
        self.assertTrue(self.running.serve.is_running())

    def test_refuses_writes_and_is_over_when_there_is_room(self):
        self.fill()
        self.assert_refuses_writes_only()
        self.assertRegex(self.running.serve.log.read_text(), "writes are refused, reading goes on: the disk is full.*FULL")
        (self.running.data / "ballast").unlink()
        self.mesh("after")
        self.assertIn("writes are taken again", self.running.serve.log.read_text())

    def test_lets_a_server_start_that_was_stopped(self):
        self.fill()
        self.assert_refuses_writes_only()
        self.running.serve.stop(40)
        self.fill()
        self.running.start()
        self.fill()
        self.assert_refuses_writes_only()

    def test_lets_a_server_start_that_was_killed(self):
        self.fill()
        self.assert_refuses_writes_only()
        self.running.serve.kill()
        self.fill()
        self.running.start()
        self.assert_refuses_writes_only()
        (self.running.data / "ballast").unlink()
        self.mesh("after")
        self.running.serve.stop(40)
        self.assertIn("is sound", self.running.run("check", str(self.running.data)))


class NoRoomToBegin(unittest.TestCase):

    def test_is_told_in_a_line_by_serve_and_restore(self):
        if os.geteuid() != 0:
            self.skipTest("only root may mount a small file system")
        with tempfile.TemporaryDirectory(prefix="signet-test-") as folder, server() as running:
            running.run("backup", f"{folder}/copy", "--data", str(running.data))
            for size in "8k", "64k", "300k":
                for command in ["serve", "--port", "0"], ["restore", f"{folder}/copy"]:
                    with self.subTest(size=size, command=command[0]):
                        self.refused(Path(folder) / "small", size, command)

    def refused(self, place, size, command):
        place.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "signet-test", str(place)], check=True)
        try:
            ended = subprocess.run([PROGRAM, *command, "--data", str(place / "data")], capture_output=True, text=True, timeout=60)
            left = [str(file) for file in place.rglob("*")]
        finally:
            subprocess.run(["umount", str(place)], check=True)
            place.rmdir()
        self.assertEqual(1, ended.returncode, ended.stderr)
        self.assertRegex(ended.stderr, r"\Asignet: .*the disk is full.*\n\Z")
        self.assertEqual([], left)


if __name__ == "__main__":
    unittest.main()
