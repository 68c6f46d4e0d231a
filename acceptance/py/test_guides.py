# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""The commands of every guide, just as they stand in it, against a real server and real Envoys."""

import tempfile
import unittest
from pathlib import Path

from guide_pages import INDEX, Shell, fits, pages, steps
from story.place import free_addresses, free_port_pair

SECONDS = 180


class EveryGuide(unittest.TestCase):

    def follow(self, page):
        preparation = steps(INDEX)
        told = steps(page)
        addresses = free_addresses()
        self.addCleanup(addresses.reservation.close)
        port, application = free_port_pair(), free_port_pair()
        places = {"127.0.0.10": addresses.gateway, "127.0.0.11": addresses.node, "4443": str(port),
                  "4444": str(port + 1), "8080": str(application), "signet.example.com": "localhost"}
        with tempfile.TemporaryDirectory(prefix="signet-guide-") as folder:
            shell = Shell(Path(folder), places)
            ended, printed = shell.run(preparation + told, SECONDS)
            log = Path(folder) / "signet.log"
            for step, text in zip(preparation + told, printed):
                if step.printed is not None and not fits(text, step.printed):
                    self.fail(f"{page.name}:\n{step.commands}\nprinted\n{text}\nexpected\n{step.printed}")
            if not ended:
                self.fail(f"{page.name} ended amid step {len(printed)}:\n{(preparation + told)[len(printed) - 1].commands}\n"
                          f"printed\n{printed[-1]}\nthe server\n{log.read_text() if log.exists() else 'never ran'}")


def following(page):
    return lambda test: test.follow(page)


for each in pages():
    setattr(EveryGuide, f"test_{each.stem.replace('-', '_')}_does_what_it_says", following(each))


class TheIndex(unittest.TestCase):

    def test_names_every_page(self):
        text = INDEX.read_text()
        for page in pages():
            self.assertIn(f"({page.name})", text)


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
