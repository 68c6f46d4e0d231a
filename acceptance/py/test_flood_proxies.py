# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""A proxy that joined, or one who may call, floods the server: it costs the server a few times what it costs itself, and others are served.

The processor's time is compared, not the clock's: how much longer the others wait depends on the machine.
"""

import os
import sqlite3
import subprocess
import sys
import unittest
from contextlib import closing, contextmanager, ExitStack
from pathlib import Path

from discovery_client import CLUSTER, Discovery, node, request
from signet_under_test import awaited, server

CALLS = 500
WARM = 50
MOST = 10
NODES = 20
RENEWALS = 10
HTTP = {"listeners": [{"portMapping": {"port": 8080, "protocol": "http"}}]}


class AFloodByAProxy(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.ends = ExitStack()
        cls.addClassCleanup(cls.ends.close)
        cls.running = cls.ends.enter_context(server())
        cls.mesh = cls.running.clients().client("appmesh")
        cls.mesh.create_mesh(meshName="flood")
        cls.mesh.create_virtual_router(meshName="flood", virtualRouterName="router", spec=HTTP)
        for name in ["victim"] + [f"node-{i}" for i in range(NODES)]:
            cls.mesh.create_virtual_node(meshName="flood", virtualNodeName=name, spec={
                **HTTP, "serviceDiscovery": {"awsCloudMap": {"namespaceName": "local", "serviceName": name}}})
        victim = cls.mesh.describe_virtual_node(meshName="flood", virtualNodeName="victim")
        cls.resource = victim["virtualNode"]["metadata"]["arn"]
        cls.identity = cls.running.data.parent / "proxy" / "identity"
        token = cls.running.run("proxy", "token", cls.resource, "--data", str(cls.running.data))
        cls.running.run(
            "proxy", "bootstrap", "--endpoint", f"https://127.0.0.1:{cls.running.port}",
            "--out", str(cls.identity.parent), "--bind", "127.0.0.1", secret=token)
        cls.write(cls, CALLS)

    def test_with_long_names(self):
        for size in [2048, 2049, 64 * 1024, 2 * 1024 * 1024]:
            self.assert_costs_little("long_names", size)

    def test_with_messages_full_of_tiny_names(self):
        for size in [50_000, 1024 * 1024]:
            self.assert_costs_little("tiny_names", size)

    def test_with_unknown_names(self):
        for size in [1_000, 15_000]:
            self.assert_costs_little("unknown_names", size)

    def test_of_addresses(self):
        before = self.changes()
        self.assert_costs_little("moving", 0)
        self.assertLess(self.changes() - before, 60)

    def test_of_addresses_by_renewed_certificates_is_one_proxys(self):
        before = self.changes()
        for number in range(RENEWALS):
            self.running.run("proxy", "renew", str(self.identity.parent))
            connection = Discovery(self.running.port, self.running.data / "trust.pem", self.identity)
            stream = connection.open()
            connection.send(stream, request(CLUSTER, node=node(self.resource, f"10.200.0.{number}")))
            awaited(lambda: self.is_registered(f"10.200.0.{number}") or stream in connection.ended)
            connection.close()
        self.assertLess(self.changes() - before, RENEWALS, "each was let move")

    def is_registered(self, address):
        with closing(sqlite3.connect(f"file:{self.running.data}/signet.db?mode=ro", uri=True)) as database:
            return database.execute("SELECT 1 FROM endpoints WHERE address = ?", [address]).fetchone() is not None

    def test_that_costs_more_is_seen(self):
        with self.assertRaises(AssertionError):
            self.assert_costs_little("many_keys", 0, WARM)

    def test_of_nested_repetitions(self):
        for levels in [1, 3, 7]:
            self.assert_costs_little("nested_repetitions", levels)

    def assert_costs_little(self, kind, size, calls=CALLS):
        """The server takes at most so many times what the flood takes, beside what the calls of others take without one."""
        before = spent(self.running.serve.process)
        self.write(calls)
        usual = spent(self.running.serve.process) - before
        with self.flood(kind, size) as flood:
            self.write(WARM)
            before, flooded = spent(self.running.serve.process), spent(flood)
            self.write(calls)
            self.assertIsNone(flood.poll(), f"{kind} of {size} has ended")
            server, flooded = spent(self.running.serve.process) - before - usual, spent(flood) - flooded
        self.assertLessEqual(server, MOST * flooded + usual, f"{kind} of {size}: {server} s for {flooded} s, usual {usual} s")

    def write(self, calls):
        """Signed calls that each change something; one that is refused or not answered is an error."""
        for i in range(calls):
            self.mesh.update_virtual_node(meshName="flood", virtualNodeName=f"node-{i % NODES}", spec=HTTP)

    @contextmanager
    def flood(self, kind, size):
        script = Path(__file__).with_name("proxy_floods.py")
        process = subprocess.Popen(
            [sys.executable, str(script), kind, str(self.running.data), str(self.running.port), str(self.identity),
             self.resource, str(size)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        try:
            self.assertEqual("flooding", process.stdout.readline().strip())
            yield process
        finally:
            process.kill()
            process.communicate()

    def changes(self):
        """How many registered endpoints stand in the log of changes."""
        with closing(sqlite3.connect(f"file:{self.running.data}/signet.db?mode=ro", uri=True)) as database:
            return database.execute("SELECT COUNT(*) FROM changes WHERE kind = 'endpoint.registered'").fetchone()[0]


def spent(process):
    """The seconds of processor that a process took."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
