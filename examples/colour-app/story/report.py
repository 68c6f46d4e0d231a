# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Tells the story: what was done, what is expected and what was reported. A mismatch ends it."""

import sys
import time

# Times are told; only one that is so many times the goal is a mismatch.
OVERRUN = 5


class Mismatch(Exception):
    """Something reported differs from what the story promises."""


class Report:
    """Prints to standard output; times are seconds since the story began."""

    def __init__(self):
        self.began = time.monotonic()
        self.checks = 0
        self.colours = sys.stdout.isatty()

    def seconds(self):
        return time.monotonic() - self.began

    def step(self, title):
        self.line(f"\n{self.paint('1', f'[{self.seconds():5.1f} s] {title}')}")

    def did(self, text):
        self.line(f"    did       {text}")

    def saw(self, text):
        self.line(f"    saw       {text}")

    def equal(self, what, expected, reported):
        self.check(what, shown(expected), shown(reported), reported == expected)

    def at_least(self, what, bound, reported):
        self.check(what, f"at least {bound}", reported, reported >= bound)

    def soon(self, what, goal, seconds):
        """Each of the times, in seconds; None stands for what never happened. A busy machine may be late a little."""
        texts = ", ".join("never" if time is None else f"{time:.3f}" for time in seconds)
        if any(time is not None and time > goal for time in seconds):
            texts += f" (later than {goal})"
        expected = f"at most {goal}, on a busy machine {goal * OVERRUN}"
        self.check(what, expected, texts, all(time is not None and time <= goal * OVERRUN for time in seconds))

    def check(self, what, expected, reported, holds):
        self.checks += 1
        verdict = self.paint("32", "ok") if holds else self.paint("31", "MISMATCH")
        self.line(f"    {what}")
        self.line(f"      expected  {expected}")
        self.line(f"      reported  {reported}  {verdict}")
        if not holds:
            raise Mismatch(f"{what}: expected {expected}, reported {reported}")

    def paint(self, code, text):
        return f"\x1b[{code}m{text}\x1b[0m" if self.colours else text

    def line(self, text):
        print(text, flush=True)


def shown(value):
    """A list as lines, as the commands of the article print them."""
    return "\n                ".join(value) if isinstance(value, list) else str(value)
