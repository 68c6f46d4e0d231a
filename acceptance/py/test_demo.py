# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""The story of the colour application, to its end."""

import subprocess
import unittest

from signet_under_test import TREE


class TheColourApplication(unittest.TestCase):

    def test_holds_what_its_story_promises_and_leaves_nothing_behind(self):
        ended = subprocess.run([TREE / "examples" / "colour-app" / "check"], timeout=600)
        self.assertEqual(0, ended.returncode)


if __name__ == "__main__":
    unittest.main()
