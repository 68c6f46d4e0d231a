# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""The console in a headless browser without scripts, while the demo's mesh is up."""

import re
import signal
import subprocess
import threading
import unittest

from browser import Browser
from signet_under_test import OUTPUT, PROGRAM, TREE

# What a reader must find: CAs, certificates with their expiry, the mesh and its TLS mode, both proxies.
SHOWN = ("ColorTeller", "ColorGateway", "colorteller.mtls-ec2.svc.cluster.local", "mtls-ec2-appmesh",
         "colorteller-vn", "gateway-vgw", "STRICT")
WINDOWS = {"wide": (1280, False), "narrow": (390, False), "dark": (1280, True), "narrow-dark": (390, True)}


class TheConsole(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        OUTPUT.mkdir(parents=True, exist_ok=True)
        cls.demo = subprocess.Popen(
            [TREE / "signet", "demo"], stdout=subprocess.PIPE, text=True, start_new_session=True)
        cls.addClassCleanup(cls.end_demo)
        told = []
        for line in cls.demo.stdout:
            told.append(line)
            if line.startswith("Ctrl-C ends everything"):
                break
        story = "".join(told)
        if cls.demo.poll() is not None:
            raise AssertionError(f"the demo ended with {cls.demo.returncode}:\n{story}")
        cls.data = re.search(r"mesh status --data (\S+)", story).group(1)
        # Nobody reads on otherwise, and a full pipe would stop the demo.
        threading.Thread(target=cls.demo.stdout.read, daemon=True).start()

    @classmethod
    def end_demo(cls):
        if cls.demo.poll() is None:
            cls.demo.send_signal(signal.SIGINT)
        cls.demo.wait(60)

    def link(self):
        """A fresh link: it works once."""
        ended = subprocess.run(
            [PROGRAM, "console", "--data", self.data], capture_output=True, text=True, timeout=60, check=True)
        return re.search(r"https?://\S+", ended.stdout).group(0)

    def test_shows_what_there_is_in_every_window_and_colour_scheme(self):
        for name, (width, dark) in WINDOWS.items():
            with self.subTest(name), Browser() as browser:
                browser.window(width, 900, dark)
                browser.open(self.link())
                browser.screenshot(OUTPUT / f"console-{name}.png")
                text = browser.text()
                for word in SHOWN:
                    self.assertIn(word, text)
                self.assertRegex(text, r"20\d\d-\d\d-\d\d", "an expiry date")

    def test_needs_no_sideways_scrolling_in_a_narrow_window(self):
        with Browser() as browser:
            browser.window(390, 900)
            browser.open(self.link())
            self.assertLessEqual(browser.evaluate("document.documentElement.scrollWidth"), 390)

    def test_is_dark_when_the_reader_wants_it_dark(self):
        self.assertGreater(self.brightness(dark=False), 200)
        self.assertLess(self.brightness(dark=True), 80)

    def brightness(self, dark):
        """Of the page's background, 0 to 255."""
        with Browser() as browser:
            browser.window(1280, 900, dark)
            browser.open(self.link())
            colour = browser.evaluate(
                "[document.body, document.documentElement].map(e => getComputedStyle(e).backgroundColor)"
                ".find(c => c != 'rgba(0, 0, 0, 0)') || 'rgb(255, 255, 255)'")
        red, green, blue = (int(part) for part in re.findall(r"\d+", colour)[:3])
        return (red * 299 + green * 587 + blue * 114) / 1000

    def test_has_no_scripts(self):
        with Browser() as browser:
            browser.window(1280, 900)
            browser.open(self.link())
            self.assertEqual(0, browser.evaluate("document.scripts.length"))

    def test_refuses_a_link_that_was_used(self):
        used = self.link()
        with Browser() as first:
            first.window(1280, 900)
            first.open(used)
            self.assertIn("ColorTeller", first.text())
        with Browser() as second:
            second.window(1280, 900)
            second.open(used)
            self.assertNotIn("ColorTeller", second.text())


if __name__ == "__main__":
    unittest.main()
