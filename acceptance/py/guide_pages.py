# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""The guides as what they are: commands for a shell, each with what it prints."""

import os
import re
import signal
import subprocess
from dataclasses import dataclass

from signet_under_test import PROGRAM, TREE

GUIDES = TREE / "docs" / "guide"
INDEX = GUIDES / "README.md"
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass
class Step:
    """Commands, and the text below them that says what they print; None where nothing is said."""

    commands: str
    printed: str | None = None


def pages():
    return sorted(page for page in GUIDES.glob("*.md") if page != INDEX)


def steps(page):
    """The blocks of shell commands of a page, in order."""
    found = []
    for language, content in _FENCE.findall(page.read_text()):
        if language == "sh":
            found.append(Step(content))
        elif language == "text" and found and found[-1].printed is None:
            found[-1].printed = content
        else:
            raise AssertionError(f"{page.name}: a block of {language!r}, expected sh, or text below one")
    return found


def fits(printed, expected):
    """Whether a text is what was said: `…` stands for anything in a line, alone for any lines."""
    lines = [".*\n(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + "\n"
             for line in expected.splitlines()]
    # A line of its own may also stand for none.
    pattern = "".join(f"(?:{line})?" if line.startswith(".*\n") else line for line in lines)
    return re.fullmatch(pattern, printed) is not None


class Shell:
    """A person's shell, in a folder that looks like the repository after a build."""

    def __init__(self, folder, places):
        self.folder = folder
        self.tree, self.home, self.temporary = folder / "tree", folder / "home", folder / "tmp"
        for each in self.tree, self.home, self.temporary:
            each.mkdir()
        # What stands in the pages, and what it is on this machine.
        self.places = places
        (self.tree / "signet").symlink_to(PROGRAM)
        (self.tree / ".signet").symlink_to(TREE / ".signet")

    def run(self, all_steps, seconds):
        """Runs the steps in one shell. Answers what each printed, as the page would show it."""
        script = ["set -euo pipefail"]
        for number, step in enumerate(all_steps):
            printed = self.folder / f"step-{number}"
            script.append(f"echo step {number} >&3\n{{\n{self.here(step.commands)}}} >{printed} 2>&1")
        script.append("echo end >&3")
        (self.folder / "script").write_text("\n".join(script) + "\n")
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "SIGNET_"))}
        # What the person uses otherwise must not count.
        environment |= {"AWS_ACCESS_KEY_ID": "AKIASOMEOTHER", "AWS_SECRET_ACCESS_KEY": "other", "AWS_REGION": "eu-west-1",
                        "AWS_CA_BUNDLE": "/no/such/bundle", "AWS_ENDPOINT_URL": "http://127.0.0.1:1"}
        environment |= {"HOME": str(self.home), "TMPDIR": str(self.temporary)}
        with open(self.folder / "progress", "wb") as progress:
            shell = subprocess.Popen(
                ["bash", "-c", "exec 3>&1; . ../script"], cwd=self.tree, env=environment,
                stdin=subprocess.DEVNULL, stdout=progress, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            shell.wait(seconds)
        except subprocess.TimeoutExpired:
            pass
        finally:
            end_group(shell)
        printed = [self.there((self.folder / f"step-{number}").read_text(errors="replace"))
                   for number in range(len(all_steps)) if (self.folder / f"step-{number}").exists()]
        ended = (self.folder / "progress").read_text().endswith("end\n")
        return ended, printed

    def left(self):
        """What is not as it was before."""
        expected = {self.tree / "signet", self.tree / ".signet"}
        return [str(path) for place in (self.tree, self.home, self.temporary) for path in place.iterdir()
                if path not in expected and not path.name.startswith("hsperfdata")]

    def here(self, text):
        return replaced(text, self.places)

    def there(self, text):
        return replaced(text, {machine: page for page, machine in self.places.items()})


def replaced(text, names):
    """In one pass, so that nothing that was put in is replaced again."""
    return re.sub("|".join(re.escape(name) for name in names), lambda found: names[found.group()], text)


def end_group(shell):
    """Ends the shell with all that it started, servers and Envoys too."""
    for number in signal.SIGCONT, signal.SIGTERM:
        try:
            os.killpg(shell.pid, number)
        except ProcessLookupError:
            return
    try:
        shell.wait(1)
    except subprocess.TimeoutExpired:
        pass
    for _ in range(100):
        try:
            os.killpg(shell.pid, 0)
        except ProcessLookupError:
            return
        subprocess.run(["sleep", "0.1"], check=True)
    os.killpg(shell.pid, signal.SIGKILL)
