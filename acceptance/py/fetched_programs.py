# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""Programs in other languages that ./signet test extra fetches and builds, in the project's own folder."""

import os
import subprocess

from signet_under_test import TREE

FETCHED = TREE / ".signet" / "sdk"


def environment(**more):
    plain = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return plain | {name: str(value) for name, value in more.items()}


def run(command, folder, seconds, **more):
    """The lines that it prints."""
    ended = subprocess.run(
        command, cwd=folder, env=environment(**more), capture_output=True, text=True, timeout=seconds)
    if ended.returncode != 0:
        raise AssertionError(f"{command} ended with {ended.returncode}:\n{ended.stdout}{ended.stderr}")
    return ended.stdout.splitlines()


def go(*arguments, folder=FETCHED, **more):
    """Runs Go, with modules in a folder of their own, writable, so that the folder can be deleted."""
    FETCHED.mkdir(parents=True, exist_ok=True)
    # ./signet test extra sets it, and names what is missing.
    settings = {
        "GOPATH": FETCHED / "go", "GOCACHE": FETCHED / "go-cache", "GOTOOLCHAIN": "local", "CGO_ENABLED": "0",
        "GOFLAGS": "-modcacherw"}
    run([os.environ["SIGNET_GO"], *arguments], folder, 900, **(settings | more))
