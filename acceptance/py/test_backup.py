# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Copies of a running server's folder: those that signet makes are whole, those that are not are refused."""

import os
import shutil
import signal
import subprocess
import tempfile
import unittest
from contextlib import ExitStack
from pathlib import Path

from issue_load import THREADS, Apis, Load
from signet_under_test import PROGRAM, SignetServer, awaited, free_port_pair, server
from story.processes import Failed

ANSWERS = 100


class ABackup(unittest.TestCase):

    def setUp(self):
        ends = ExitStack()
        self.addCleanup(ends.close)
        self.folder = Path(ends.enter_context(tempfile.TemporaryDirectory(prefix="signet-test-")))
        self.running = ends.enter_context(server())
        self.ends = ends

    def serve(self, data):
        """A server on a folder that is there."""
        other = SignetServer(PROGRAM, data, free_port_pair(), self.folder / f"{data.name}.log")
        self.ends.callback(other.serve.stop)
        other.start()
        return other

    def test_of_a_server_under_load_holds_every_answer_that_was_given_before(self):
        apis = Apis(self.running.clients())
        load = Load(apis)
        load.await_answers(ANSWERS, 60)
        answered = dict(load.answered)
        said = self.running.run("backup", str(self.folder / "copy"), "--data", str(self.running.data))
        self.assertIn("is a sound copy of", said)
        self.running.serve.kill()
        load.join()
        self.assertEqual(THREADS, len(load.unanswered))
        self.running.run("restore", str(self.folder / "copy"), "--data", str(self.folder / "data"))
        restored = self.serve(self.folder / "data")
        apis.aim(restored.clients())
        for call, arn in answered.items():
            apis.read(call, arn)
        self.assertEqual([], sorted(path.name for path in self.folder.iterdir() if path.name.startswith(".")))

    def test_that_lacks_the_newest_rows_does_not_start_and_says_what_to_do(self):
        self.running.serve.stop()
        self.running.start()  # by now the file itself holds what the first run wrote
        self.running.clients().client("appmesh").create_mesh(meshName="m")
        copy = self.folder / "copied"
        copy.mkdir()
        for file in "signet.db", "seal":
            shutil.copy2(self.running.data / file, copy)
        with self.assertRaises(Failed) as refusal:
            self.serve(copy)
        self.assertIn("signet backup", str(refusal.exception))
        with self.assertRaises(Failed) as refusal:
            self.running.run("restore", str(copy), "--data", str(self.folder / "data"))
        self.assertIn("without its newest rows", str(refusal.exception))
        self.running.run("restore", "--incomplete", str(copy), "--data", str(self.folder / "data"))
        self.serve(self.folder / "data").clients().client("acm-pca").list_certificate_authorities()

    def test_is_not_made_over_what_is_there(self):
        (self.folder / "mine").write_text("kept")
        with self.assertRaises(Failed) as refusal:
            self.running.run("backup", str(self.folder), "--data", str(self.running.data))
        self.assertIn("is not empty", str(refusal.exception))
        self.assertEqual("kept", (self.folder / "mine").read_text())

    def test_and_a_running_and_a_stopped_folder_are_checked(self):
        copy = self.folder / "copy"
        self.running.run("backup", str(copy), "--data", str(self.running.data))
        self.assertIn("is sound", self.running.run("check", str(copy)))
        self.assertIn("is sound", self.running.run("check", str(self.running.data)))
        self.running.serve.stop()
        before = {path.name for path in self.running.data.iterdir()}
        self.assertIn("is sound", self.running.run("check", str(self.running.data)))
        self.assertEqual(before, {path.name for path in self.running.data.iterdir()})
        (copy / "seal").unlink()
        ended = subprocess.run([PROGRAM, "check", str(copy)], capture_output=True, text=True, timeout=60)
        self.assertEqual(1, ended.returncode)
        self.assertIn("no such file", ended.stdout)

    def test_that_is_told_to_stop_leaves_no_key_behind(self):
        self.running.run("backup", str(self.folder / "data"), "--data", str(self.running.data))
        seal = self.folder / "data" / "seal"
        seal.unlink()
        os.mkfifo(seal, 0o600)  # the backup waits for it, with the database copied
        making = subprocess.Popen(
            [PROGRAM, "backup", str(self.folder / "copy"), "--data", str(seal.parent)], stderr=subprocess.DEVNULL)
        self.ends.callback(making.wait)
        self.ends.callback(making.kill)
        awaited(lambda: any(self.folder.glob(".copy.growing-*/signet.db")))
        making.send_signal(signal.SIGTERM)
        self.assertEqual(143, making.wait(30))
        self.assertEqual(["data"], [path.name for path in self.folder.iterdir()])


if __name__ == "__main__":
    unittest.main()
