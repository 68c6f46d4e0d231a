# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""The server is alive or gone, never half: it ends when its memory does, and when it is told to."""

import signal
import socket
import sqlite3
import time
import unittest
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from urllib.parse import urlsplit

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from signet_under_test import environment, server
from story.processes import Failed

# Of the JVM, when it is told to end without memory.
OUT_OF_MEMORY = 3
MOST_SECONDS = 30
ONCE = Config(retries={"total_max_attempts": 1}, read_timeout=120, max_pool_connections=16)


class TheServer(unittest.TestCase):

    def test_ends_when_it_has_no_memory_left(self):
        # Too little to be ready with: once it is, no caller gets it so far.
        with environment(SIGNET_JAVA_OPTIONS="-Xmx14m"), self.assertRaises(Failed) as failure:
            with server():
                pass
        self.assertIn(f"ended with {OUT_OF_MEMORY}\n", str(failure.exception))
        self.assertIn("OutOfMemoryError", str(failure.exception))

    def test_ends_when_it_is_told_to_whatever_others_leave_open(self):
        with server() as running:
            address = urlsplit(running.api)
            waiting = [socket.create_connection((address.hostname, address.port)) for _ in range(50)]
            for connection in waiting:
                connection.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nx")
            self.assert_ends(running)
            for connection in waiting:
                connection.close()

    def test_ends_when_it_is_told_to_while_another_program_holds_the_database(self):
        with server() as running:
            mesh = running.clients().client("appmesh", config=ONCE)
            with closing(sqlite3.connect(running.data / "signet.db", isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                with ThreadPoolExecutor(4) as callers:
                    for number in range(4):
                        callers.submit(self.refused, mesh, f"m{number}")
                    time.sleep(0.5)  # they wait for the lock by now, or soon
                    self.assert_ends(running)

    def refused(self, mesh, name):
        with self.assertRaises((BotoCoreError, ClientError, KeyError)):
            mesh.create_mesh(meshName=name)

    def assert_ends(self, running):
        running.serve.process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        running.serve.process.wait(MOST_SECONDS + 5)
        self.assertLess(time.monotonic() - began, MOST_SECONDS)


class ALockOfAnotherProgram(unittest.TestCase):

    def test_refuses_writes_and_goes_on_reading(self):
        with server() as running:
            mesh = running.clients().client("appmesh", config=ONCE)
            mesh.create_mesh(meshName="before")
            with closing(sqlite3.connect(running.data / "signet.db", isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                with ThreadPoolExecutor(1) as caller:
                    write = caller.submit(mesh.create_mesh, meshName="locked")
                    began = time.monotonic()
                    while not write.done() and time.monotonic() - began < 7:
                        self.assertEqual("before", mesh.describe_mesh(meshName="before")["mesh"]["meshName"])
                    with self.assertRaises(ClientError) as refusal:
                        write.result()
                answer = refusal.exception.response
                self.assertEqual(503, answer["ResponseMetadata"]["HTTPStatusCode"])
                self.assertIn("another program holds the database", answer["Error"]["Message"])
                other.execute("ROLLBACK")
            mesh.create_mesh(meshName="locked")
            self.assertTrue(running.serve.is_running())


if __name__ == "__main__":
    unittest.main()
