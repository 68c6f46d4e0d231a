# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""The private CA's commands on a terminal, where they can ask."""

import json
import os
import pty
import subprocess
import unittest

from signet_under_test import PROGRAM, server


class AQuestion(unittest.TestCase):

    def setUp(self):
        running = server()
        self.data = str(running.__enter__().data)
        self.addCleanup(running.__exit__, None, None, None)
        self.signet("ca", "create", "--name", "Asked")

    def signet(self, *arguments):
        return subprocess.run([PROGRAM, *arguments, "--data", self.data], capture_output=True, text=True, timeout=60,
                              check=True, stdin=subprocess.DEVNULL).stdout

    def status(self):
        return json.loads(self.signet("ca", "show", "Asked", "--json"))["Status"]

    def answered(self, answer, *arguments):
        """Exit code and screen of a command on a terminal where somebody types that."""
        ours, its = pty.openpty()
        with subprocess.Popen([PROGRAM, *arguments, "--data", self.data], stdin=its, stdout=its, stderr=its,
                              start_new_session=True) as command:
            os.close(its)
            with os.fdopen(ours, "r+b", buffering=0) as terminal:
                screen = b""
                while b"[y/N]" not in screen:
                    screen += terminal.read(1)
                terminal.write(answer.encode() + b"\n")
                try:
                    while more := terminal.read(1000):
                        screen += more
                except OSError:  # Linux says so when the other side is closed
                    pass
            return command.wait(60), screen.decode()

    def test_is_answered_by_yes_only(self):
        for answer in "n", "", "perhaps":
            ended, screen = self.answered(answer, "ca", "disable", "Asked")
            self.assertEqual(1, ended, screen)
            self.assertIn("Disable CA 'Asked' (", screen)
            self.assertIn("nothing was done: expected y or yes", screen)
            self.assertEqual("ACTIVE", self.status())
        ended, screen = self.answered("Yes", "ca", "disable", "Asked")
        self.assertEqual(0, ended, screen)
        self.assertEqual("DISABLED", self.status())


if __name__ == "__main__":
    unittest.main()
