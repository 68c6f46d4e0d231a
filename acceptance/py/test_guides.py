# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""The commands of every guide, just as they stand in it, against a real server and real Envoys."""

import re
import subprocess
import tempfile
import unittest
from pathlib import Path

from guide_pages import INDEX, Shell, fits, pages, steps
from story.place import free_addresses, free_port_pair

SECONDS = 180


class EveryGuide(unittest.TestCase):

    def follow(self, page):
        before, after = steps(INDEX)
        told = [before, *steps(page), after]
        addresses = free_addresses()
        self.addCleanup(addresses.reservation.close)
        port, application = free_port_pair(), free_port_pair()
        places = {"127.0.0.10": addresses.gateway, "127.0.0.11": addresses.node, "4443": str(port),
                  "4444": str(port + 1), "8080": str(application)}
        with tempfile.TemporaryDirectory(prefix="signet-guide-") as folder:
            shell = Shell(Path(folder), places)
            ended, printed = shell.run(told, SECONDS)
            logs = [log.read_text() for log in Path(folder).rglob("signet.log")]
            for step, text in zip(told, printed):
                if step.printed is not None and not fits(text, step.printed):
                    self.fail(f"{page.name}:\n{step.commands}\nprinted\n{text}\nexpected\n{step.printed}")
            if not ended:
                self.fail(f"{page.name} ended amid step {len(printed)}:\n{told[len(printed) - 1].commands}\n"
                          f"printed\n{printed[-1]}\nthe server\n{''.join(logs)}")
            self.assertEqual([], shell.left())


def following(page):
    return lambda test: test.follow(page)


for each in pages():
    setattr(EveryGuide, f"test_{each.stem.replace('-', '_')}_does_what_it_says", following(each))


class TheIndex(unittest.TestCase):

    def test_names_every_page(self):
        text = INDEX.read_text()
        for page in pages():
            self.assertIn(f"({page.name})", text)

    def test_waits_for_nothing_for_ever(self):
        for page in pages():
            for step in steps(page):
                for line in step.commands.splitlines():
                    self.assertTrue("until " not in line or line.startswith("timeout "), f"{page.name}: {line}")
        waiting = re.search(r"^await\(\) \{.*?^\}$", INDEX.read_text(), re.DOTALL | re.MULTILINE).group()
        hurry = "sleep() { SECONDS=$((SECONDS + 10)); }"
        ended = subprocess.run(["bash", "-c", f"{hurry}\n{waiting}\nawait true && await false"],
                               capture_output=True, text=True, timeout=20)
        self.assertEqual((1, "not within 30 s: false\n"), (ended.returncode, ended.stderr))


class TheComparison(unittest.TestCase):

    def test_takes_dots_for_anything_and_nothing_else_for_granted(self):
        self.assertTrue(fits("a\n", "a\n"))
        self.assertTrue(fits("a 1 b\n", "a … b\n"))
        self.assertTrue(fits("a\nx\ny\nb\n", "a\n…\nb\n"))
        self.assertTrue(fits("a\nb\n", "a\n…\nb\n"))
        self.assertFalse(fits("a\n", "b\n"))
        self.assertFalse(fits("a\nb\n", "a\n"))
        self.assertFalse(fits("a.c\n", "abc\n"))
        self.assertFalse(fits("", "a\n"))


if __name__ == "__main__":
    unittest.main()
