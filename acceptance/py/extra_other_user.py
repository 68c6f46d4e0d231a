# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""The demo as somebody meets it: an ordinary user, an empty home, a copy of the tree, a plain PATH."""

import os
import pwd
import re
import shutil
import subprocess
import sys
import unittest
from pathlib import Path

from signet_under_test import OUTPUT, TREE

NAME = "signet-visitor"
PLAIN_PATH = "/usr/local/bin:/usr/bin:/bin"
# How this machine reaches the package registries is a property of the machine, not of the user.
NETWORK = re.compile(r"(?i)^((https?|no|all)_proxy|PIP_.*|SSL_CERT_(FILE|DIR)|REQUESTS_CA_BUNDLE)$")
STORY_SECONDS = 60
# The home of the visit when there is no other user to be.
OWN_HOME = OUTPUT / "visitor"


def visitor():
    """A user made for this test when root runs it; whoever runs it otherwise."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name, None
    subprocess.run(["userdel", "--remove", NAME], capture_output=True)
    subprocess.run(["useradd", "--create-home", "--shell", "/bin/bash", NAME], check=True)
    return NAME, lambda: subprocess.run(["userdel", "--force", "--remove", NAME], capture_output=True)


def installed_packages():
    if shutil.which("dpkg-query") is None:
        return None
    return subprocess.run(["dpkg-query", "-W"], capture_output=True, text=True, check=True).stdout


class AVisitor(unittest.TestCase):

    def setUp(self):
        self.name, remove = visitor()
        if remove:
            self.addCleanup(remove)
            self.home = Path(pwd.getpwnam(self.name).pw_dir)
        else:
            self.home = OWN_HOME
            shutil.rmtree(self.home, ignore_errors=True)
            self.home.mkdir(parents=True)
            self.addCleanup(shutil.rmtree, self.home, ignore_errors=True)
        self.copy_tree()
        self.seed_maven()
        if remove:
            subprocess.run(["chown", "-R", f"{self.name}:", str(self.home)], check=True)

    def copy_tree(self):
        """What a clone has: no built files, no Python environment."""
        listed = subprocess.run(
            ["git", "-C", str(TREE), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            capture_output=True, check=True).stdout
        for name in filter(None, listed.decode().split("\0")):
            if (TREE / name).is_file():
                target = self.home / "signet" / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(TREE / name, target)

    def seed_maven(self):
        """A copy of the libraries that were fetched before: only to save time."""
        fetched = Path.home() / ".m2"
        for part in "repository", "settings.xml":
            if (fetched / part).is_dir():
                shutil.copytree(fetched / part, self.home / ".m2" / part, symlinks=True)
            elif (fetched / part).exists():
                (self.home / ".m2").mkdir(exist_ok=True)
                shutil.copy(fetched / part, self.home / ".m2" / part)

    def run_as_visitor(self, *command):
        network = [f"{name}={value}" for name, value in os.environ.items() if NETWORK.match(name)]
        plain = ["env", "-i", f"HOME={self.home}", f"USER={self.name}", f"PATH={PLAIN_PATH}", "LANG=C.UTF-8", *network]
        switch = ["runuser", "-u", self.name, "--"] if os.geteuid() == 0 else []
        return subprocess.run([*switch, *plain, *command], cwd=self.home, capture_output=True, text=True, timeout=1500)

    def test_sees_the_whole_story_hold_without_root_and_without_installing_anything(self):
        packages = installed_packages()
        ended = self.run_as_visitor(str(self.home / "signet" / "examples" / "colour-app" / "check"))
        print(ended.stdout, ended.stderr, sep="\n", file=sys.stderr)
        self.assertEqual(0, ended.returncode)
        self.assertEqual(packages, installed_packages())
        seconds = float(re.search(r"The story took ([0-9.]+) s", ended.stdout).group(1))
        # Only a fivefold overrun is a failure: the machine may be slow or busy.
        self.assertLess(seconds, 5 * STORY_SECONDS)


if __name__ == "__main__":
    unittest.main()
