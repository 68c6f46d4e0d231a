# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Every walkthrough of examples/private-ca, certificate-manager and secrets by the AWS CLI, openssl and jq, each against a server of its own."""

import os
import subprocess
import tempfile
import threading
import unittest
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from signet_under_test import AWS, TREE, Cli, server

EXAMPLES = TREE / "examples"
RUNS = sorted(run for part in ("private-ca", "certificate-manager", "secrets") for run in EXAMPLES.glob(f"{part}/*/run"))
SECONDS = 300
# A server is told a port that was free a moment ago.
STARTING = threading.Lock()


def bash(command, folder, **more):
    """Runs it with the folder for temporary files, and aws and python of the project first on the PATH."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "SIGNET_"))}
    plain |= {"PATH": f"{Path(AWS).parent}:{os.environ['PATH']}", "TMPDIR": str(folder)}
    return subprocess.run(
        ["bash", "-c", command], cwd=folder, env=plain | more, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=SECONDS)


def walked(run):
    """How the walkthrough ended, and what it left behind."""
    with ExitStack() as ends:
        with STARTING:
            running = ends.enter_context(server())
        folder = Path(ends.enter_context(tempfile.TemporaryDirectory(prefix="signet-walk-")))
        profile = {**Cli(running.data).environment, "AWS_PROFILE": "signet"}
        ended = bash(str(run), folder, **{name: value for name, value in profile.items() if name.startswith("AWS_")})
        return ended, list(folder.iterdir())


class EveryWalkthrough(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        # Two at once: nearly all of their time is the start of the AWS CLI, on one core.
        pool = ThreadPoolExecutor(2)
        cls.addClassCleanup(pool.shutdown, cancel_futures=True)
        cls.walks = {run: pool.submit(walked, run) for run in RUNS}

    def walk(self, run):
        ended, left = self.walks[run].result()
        if ended.returncode != 0:
            self.fail(f"{run} ended with {ended.returncode}:\n{ended.stdout}\n{ended.stderr}")
        self.assertEqual([], left)


def walking(run):
    return lambda test: test.walk(run)


for each in RUNS:
    setattr(EveryWalkthrough, f"test_{each.parent.name.replace('-', '_')}_ends_as_expected", walking(each))


class TheIndex(unittest.TestCase):

    def test_names_every_folder(self):
        self.assertNotEqual([], RUNS)
        for run in RUNS:
            listed = (run.parent.parent / "README.md").read_text()
            self.assertIn(f"]({run.parent.name})", listed)
            self.assertTrue((run.parent / "README.md").is_file(), f"{run.parent.name} has no README.md")


class TheChecks(unittest.TestCase):

    def said(self, command, profile="signet"):
        with tempfile.TemporaryDirectory(prefix="signet-walk-") as folder:
            ended = bash(f". {EXAMPLES / 'private-ca' / 'common.sh'}\n{command}\necho went on", folder, AWS_PROFILE=profile)
            self.assertEqual("went on" in ended.stdout, ended.returncode == 0)
            return ended.stdout + ended.stderr

    def test_end_a_walkthrough_at_what_is_not_as_expected(self):
        for command, told in (
                ("expect colour red blue", 'colour is "red", expected "blue"'),
                ("refused Denied true", '"true" was done, expected a refusal with Denied'),
                ("refused Denied ls /no/such", "expected Denied"),
                ("echo red | shows blue", 'no line is like "blue"'),
                ("false | cat", "not as expected"),
                ("x=$(false; echo red)", "not as expected")):
            with self.subTest(command):
                said = self.said(command)
                self.assertIn(told, said)
                self.assertNotIn("went on", said)

    def test_go_on_after_what_is(self):
        for command in "expect colour red red", "refused 'No such file' ls /no/such", "echo red | shows '^r'", "await true":
            with self.subTest(command):
                self.assertIn("went on", self.said(command))

    def test_begin_with_no_other_profile(self):
        self.assertIn('AWS_PROFILE is "work", expected signet', self.said("true", profile="work"))


if __name__ == "__main__":
    unittest.main()
