# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""What a server tells whoever keeps it: a line for each change, as text or as JSON, and which server it is."""

import json
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

from botocore.exceptions import ClientError

from signet_under_test import PROGRAM, environment, server


class TheLog(unittest.TestCase):

    def lines_of_a_mesh(self, **settings):
        with environment(**settings), server() as running:
            mesh = running.clients().client("appmesh")
            mesh.create_mesh(meshName="shop")
            for call in mesh.create_mesh, mesh.describe_mesh:
                with self.assertRaises(ClientError):
                    call(meshName="no such name" if call == mesh.describe_mesh else "shop")
            running.serve.stop()
            return running.serve.log.read_text().splitlines()

    def test_has_a_line_for_each_change_with_what_whose_and_by_whom(self):
        lines = [line for line in self.lines_of_a_mesh() if " changes mesh." in line]
        self.assertEqual(1, len(lines))
        self.assertRegex(lines[0], r"INFO  changes mesh\.created arn:aws:appmesh:us-east-1:000000000000:mesh/shop"
                                   r" by arn:aws:iam::000000000000:user/admin: done$")

    def test_has_a_line_for_a_change_that_was_refused_and_none_for_a_look(self):
        lines = [line for line in self.lines_of_a_mesh() if " refused " in line]
        self.assertEqual(1, len(lines))
        self.assertRegex(lines[0], r"refused appmesh CreateMesh by arn:aws:iam::000000000000:user/admin: refused: .*shop")

    def test_names_what_a_token_and_an_identity_are_for(self):
        with server() as running, tempfile.TemporaryDirectory(prefix="signet-test-") as folder:
            mesh = running.clients().client("appmesh")
            mesh.create_mesh(meshName="shop")
            arn = mesh.create_virtual_node(meshName="shop", virtualNodeName="orders", spec={})["virtualNode"]["metadata"]["arn"]
            token = running.run("proxy", "token", arn, "--data", str(running.data))
            (Path(folder) / "token").write_text(token)
            running.run("proxy", "bootstrap", "--endpoint", running.api.replace("http:", "https:"), "--out", f"{folder}/orders",
                        "--token-file", f"{folder}/token")
            running.serve.stop()
            log = running.serve.log.read_text()
        for kind, what in ("token-created", "join-token"), ("joined", "proxy-identity"):
            self.assertRegex(log, rf"proxy\.{kind} \S+:{what}/[0-9a-f]+ of {arn} by \S+: done")

    def test_is_json_if_that_is_wanted(self):
        lines = self.lines_of_a_mesh(SIGNET_LOG_FORMAT="json")
        events = [json.loads(line) for line in lines if not re.match("Signet ready|Credentials", line)]
        made = [event for event in events if event.get("change") == "mesh.created"]
        self.assertEqual(1, len(made))
        self.assertEqual(
            ("INFO", "arn:aws:appmesh:us-east-1:000000000000:mesh/shop", "arn:aws:iam::000000000000:user/admin", "done"),
            tuple(made[0][name] for name in ("level", "subject", "actor", "result")))

    def test_says_less_if_that_is_wanted(self):
        lines = self.lines_of_a_mesh(SIGNET_LOG_LEVEL="warn")
        self.assertEqual([], [line for line in lines if not re.match("Signet ready|Credentials", line)])


class TheProgram(unittest.TestCase):

    def test_says_which_version_it_is(self):
        ended = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, timeout=60)
        named = subprocess.run([PROGRAM, "version"], capture_output=True, text=True, timeout=60)
        self.assertEqual(ended.stdout, named.stdout)
        self.assertRegex(ended.stdout, r"^signet [0-9]+\.[0-9]+\.[0-9]+\S* \(Java [0-9]+")


if __name__ == "__main__":
    unittest.main()
